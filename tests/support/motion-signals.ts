import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { CONTROL_POINTS, type Motion } from '@masque/config/motion-frame';

const shape = (motion: Motion, name: Blendshape): number => motion.blendshapes[BLENDSHAPE_INDEX[name]];
const both = (motion: Motion, left: Blendshape, right: Blendshape): number => (shape(motion, left) + shape(motion, right)) / 2;
const point = (motion: Motion, landmark: (typeof CONTROL_POINTS)[number], axis: 0 | 1): number =>
  motion.controlPoints[3 * CONTROL_POINTS.indexOf(landmark) + axis];

/** What a viewer reads off a face, as numbers that any motion has. */
export const SIGNALS = {
  yaw: (m) => m.head.yaw,
  pitch: (m) => m.head.pitch,
  roll: (m) => m.head.roll,
  lidLeft: (m) => shape(m, 'eyeBlinkLeft'),
  lidRight: (m) => shape(m, 'eyeBlinkRight'),
  gazeX: (m) => m.gaze.x,
  jaw: (m) => shape(m, 'jawOpen'),
  /** Distance of the mouth's corners against neutral, centimetres. */
  mouthWidth: (m) => point(m, 291, 0) - point(m, 61, 0),
  smile: (m) => both(m, 'mouthSmileLeft', 'mouthSmileRight'),
  brows: (m) => ([105, 107, 336, 334] as const).reduce((sum, landmark) => sum + point(m, landmark, 1) / 4, 0),
} as const satisfies Record<string, (motion: Motion) => number>;

export type Signal = keyof typeof SIGNALS;

/** Pearson's r and the slope of `got` over `given`. */
export function agreement(given: readonly number[], got: readonly number[]): { r: number; slope: number } {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [a, b] = [mean(given), mean(got)];
  let [ab, aa, bb] = [0, 0, 0];
  given.forEach((value, i) => {
    ab += (value - a) * (got[i] - b);
    aa += (value - a) ** 2;
    bb += (got[i] - b) ** 2;
  });
  return { r: ab / Math.sqrt(aa * bb), slope: ab / aa };
}

/** Agreement of every signal over frames in order. */
export function agreements(given: readonly Motion[], got: readonly Motion[]): Record<Signal, { r: number; slope: number }> {
  const entries = Object.entries(SIGNALS).map(([name, of]) => [name, agreement(given.map(of), got.map(of))]);
  return Object.fromEntries(entries) as Record<Signal, { r: number; slope: number }>;
}

/** One line for the log. */
export function describeAgreements(all: Record<string, { r: number; slope: number }>): string {
  return Object.entries(all)
    .map(([name, { r, slope }]) => `${name} ${r.toFixed(3)} (x${slope.toFixed(2)})`)
    .join(', ');
}
