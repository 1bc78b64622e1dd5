import { createPuppet } from '../core/puppet.ts';
import { CHECK_MOTIONS } from '../core/rig/find-gains.ts';
import type { Portrait } from '../portrait/kept-portrait.ts';
import type { CheckFrame } from '../portrait/read-check.ts';
import { createStage } from '../stage/create-stage.ts';

/** Pixels that the face (points 10 to 152) is high in the drawn pictures, which have bounds of their own: the model looks at about as many. */
const FACE_PIXELS = 170;
const LONGEST = [256, 1024] as const;
const WALL = '#8d9299';

/**
 * Draws a portrait before a plain wall, unseen, through the motions by which its gains are found. Meant for a worker: every
 * picture is waited for. @throws where the browser draws nothing
 */
export async function* drawCheck({ rig, pictures }: Portrait): AsyncGenerator<CheckFrame> {
  const longest = Math.max(rig.picture.width, rig.picture.height);
  const scale = Math.min(LONGEST[1], Math.max(LONGEST[0], (FACE_PIXELS / (rig.faceHeight * rig.pose.scale)) * longest)) / longest;
  const [width, height] = [Math.round(rig.picture.width * scale), Math.round(rig.picture.height * scale)];
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = WALL;
  const stage = await createStage(new OffscreenCanvas(width, height));
  try {
    stage.resize(width, height, 1);
    const puppet = createPuppet(rig);
    stage.load(rig, pictures, puppet.deformation);
    for (const motion of CHECK_MOTIONS) {
      // As a driver will move it: parted lips shut where the driver's do.
      puppet.pose(motion, 1);
      stage.draw();
      context.fillRect(0, 0, width, height);
      context.drawImage(stage.canvas, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      yield { picture: { width, height, data }, canonical: puppet.deformation.canonical.slice() };
    }
  } finally {
    stage.destroy();
  }
}
