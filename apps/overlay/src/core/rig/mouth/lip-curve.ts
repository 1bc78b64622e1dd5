import { LIP_RINGS, SPOKES } from './lip-topology.ts';
import { catmullRomWeights } from './lip-stencil.ts';

/** Columns that the mouth is cut into between two landmarks of the inner contour, and in all. */
const STEPS = 5;
export const COLUMNS = (SPOKES / 2) * STEPS + 1;

/**
 * The smooth inner contour as columns from the image-left to the image-right corner, each with a point on the upper and
 * one on the lower lip: COLUMNS x 4 spokes and their weights.
 */
export interface LipCurve {
  upperSpoke: Uint8Array;
  lowerSpoke: Uint8Array;
  weight: Float32Array;
}

function build(): LipCurve {
  const curve: LipCurve = { upperSpoke: new Uint8Array(4 * COLUMNS), lowerSpoke: new Uint8Array(4 * COLUMNS), weight: new Float32Array(4 * COLUMNS) };
  for (let c = 0; c < COLUMNS; c++) {
    const segment = Math.min(SPOKES / 2 - 1, Math.floor(c / STEPS));
    const weights = catmullRomWeights(c / STEPS - segment);
    for (let j = 0; j < 4; j++) {
      const spoke = segment - 1 + j;
      curve.upperSpoke[4 * c + j] = (spoke + SPOKES) % SPOKES;
      curve.lowerSpoke[4 * c + j] = (SPOKES - spoke) % SPOKES;
      curve.weight[4 * c + j] = weights[j];
    }
  }
  return curve;
}

export const LIP_CURVE: Readonly<LipCurve> = build();

/**
 * Coordinate `axis` of a point on the contour.
 * @param points n x (x, y, z)
 * @param spokes upperSpoke or lowerSpoke of LIP_CURVE
 * @param ring 3 is the inner contour, 0 the outer
 */
export function curveAt(points: ArrayLike<number>, spokes: Uint8Array, column: number, axis: number, ring = 3): number {
  let sum = 0;
  for (let j = 4 * column; j < 4 * column + 4; j++) sum += LIP_CURVE.weight[j] * points[3 * LIP_RINGS[ring][spokes[j]] + axis];
  return sum;
}
