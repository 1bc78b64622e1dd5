import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';
import type { HandPose } from '@masque/config/preview';
import { fillControlPoints } from './basis.ts';

const SHAPES: Record<'blink' | 'jaw' | 'smile' | 'brows', readonly Blendshape[]> = {
  blink: ['eyeBlinkLeft', 'eyeBlinkRight'],
  jaw: ['jawOpen'],
  smile: ['mouthSmileLeft', 'mouthSmileRight'],
  brows: ['browInnerUp', 'browOuterUpLeft', 'browOuterUpRight'],
};

/** The motion of a pose that was set by hand. */
export function motionOfPose(pose: HandPose, out: Motion): Motion {
  out.presence = true;
  out.score = 1;
  Object.assign(out.head, { yaw: pose.yaw, pitch: pose.pitch, roll: pose.roll, x: 0, y: 0, scale: 1 });
  out.gaze.x = pose.gazeX;
  out.gaze.y = pose.gazeY;
  out.blendshapes.fill(0);
  for (const key of ['blink', 'jaw', 'smile', 'brows'] as const) {
    for (const shape of SHAPES[key]) out.blendshapes[BLENDSHAPE_INDEX[shape]] = pose[key];
  }
  return fillControlPoints(out);
}
