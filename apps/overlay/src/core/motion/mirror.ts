import { BLENDSHAPES } from '@masque/config/blendshapes';
import { CONTROL_POINTS, type Motion } from '@masque/config/motion-frame';
import { MIRRORED_POINTS } from '../face/mirrored-points.ts';

const opposite = (name: string): string => name.replace(/Left|Right/, (side) => (side === 'Left' ? 'Right' : 'Left'));
const MIRRORED_SHAPES = BLENDSHAPES.map((name) => (BLENDSHAPES as readonly string[]).indexOf(opposite(name)));
const MIRRORED_CONTROLS = CONTROL_POINTS.map((landmark) => (CONTROL_POINTS as readonly number[]).indexOf(MIRRORED_POINTS[landmark]));

/** Turns a motion into its mirror image, in place: who leans left then sees the picture lean left. */
export function mirrorMotion(motion: Motion): Motion {
  motion.head.yaw *= -1;
  motion.head.roll *= -1;
  motion.head.x *= -1;
  motion.gaze.x *= -1;
  const { blendshapes } = motion;
  for (let i = 0; i < blendshapes.length; i++) {
    const j = MIRRORED_SHAPES[i];
    if (j <= i) continue;
    const own = blendshapes[i];
    blendshapes[i] = blendshapes[j];
    blendshapes[j] = own;
  }
  mirrorPoints(motion.controlPoints, MIRRORED_CONTROLS);
  if (motion.dense) mirrorPoints(motion.dense, MIRRORED_POINTS);
  return motion;
}

/** Swaps the points of each pair and turns their x about, in place. */
function mirrorPoints(points: Float32Array, partner: readonly number[]): void {
  for (let i = 0; i < partner.length; i++) {
    const j = partner[i];
    if (j < i) continue;
    const x = points[3 * i];
    const y = points[3 * i + 1];
    const z = points[3 * i + 2];
    points[3 * i] = -points[3 * j];
    points[3 * i + 1] = points[3 * j + 1];
    points[3 * i + 2] = points[3 * j + 2];
    points[3 * j] = -x;
    points[3 * j + 1] = y;
    points[3 * j + 2] = z;
  }
}
