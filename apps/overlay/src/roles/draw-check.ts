import { createPuppet } from '../core/puppet.ts';
import { CHECK_MOTIONS } from '../core/rig/find-gains.ts';
import type { Portrait } from '../portrait/kept-portrait.ts';
import type { CheckFrame } from '../portrait/messages.ts';
import { createStage } from '../stage/create-stage.ts';

/** Pixels that the face (points 10 to 152) is high in the drawn pictures, which have bounds of their own: the model looks at about as many. */
const FACE_PIXELS = 170;
const LONGEST = [256, 1024] as const;

/** Draws a portrait, unseen, through the motions by which its gains are found. @throws where the browser draws nothing */
export async function drawCheck({ rig, pictures }: Portrait): Promise<CheckFrame[]> {
  const { width, height } = rig.picture;
  const longest = Math.max(width, height);
  const scale = Math.min(LONGEST[1], Math.max(LONGEST[0], (FACE_PIXELS / (rig.faceHeight * rig.pose.scale)) * longest)) / longest;
  const stage = await createStage(document.createElement('canvas'));
  try {
    stage.resize(Math.round(width * scale), Math.round(height * scale), 1);
    const puppet = createPuppet(rig);
    stage.load(rig, pictures, puppet.deformation);
    const frames: CheckFrame[] = [];
    for (const motion of CHECK_MOTIONS) {
      // As a driver will move it: parted lips shut where the driver's do.
      puppet.pose(motion, 1);
      stage.draw();
      frames.push({ picture: await createImageBitmap(stage.canvas), canonical: puppet.deformation.canonical.slice() });
    }
    return frames;
  } finally {
    stage.destroy();
  }
}
