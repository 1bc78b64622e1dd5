import { catmullRomWeights } from './lip-stencil.ts';
import { LIP_RINGS, SPOKES } from './lip-topology.ts';

/** Columns that the mouth is cut into between two landmarks of the inner contour, and in all. */
const STEPS = 5;
export const COLUMNS = (SPOKES / 2) * STEPS + 1;

/**
 * The smooth lip contours as columns from the image-left to the image-right corner, each with a place on the upper and one
 * on the lower lip.
 */
export interface LipCurve {
  /** COLUMNS x 4: spokes whose landmarks the column's upper and lower place follow. */
  upper: Uint8Array;
  lower: Uint8Array;
  /** COLUMNS x 4: their weights, the same for both. */
  weight: Float32Array;
}

function build(): LipCurve {
  const curve: LipCurve = { upper: new Uint8Array(4 * COLUMNS), lower: new Uint8Array(4 * COLUMNS), weight: new Float32Array(4 * COLUMNS) };
  for (let c = 0; c < COLUMNS; c++) {
    const segment = Math.min(SPOKES / 2 - 1, Math.floor(c / STEPS));
    const weights = catmullRomWeights(c / STEPS - segment);
    for (let j = 0; j < 4; j++) {
      const spoke = segment - 1 + j;
      curve.upper[4 * c + j] = (spoke + SPOKES) % SPOKES;
      curve.lower[4 * c + j] = (SPOKES - spoke) % SPOKES;
      curve.weight[4 * c + j] = weights[j];
    }
  }
  return curve;
}

export const LIP_CURVE: Readonly<LipCurve> = build();

/** Per ring of the lips: where each spoke's landmark begins in n x (x, y, z). */
const OFFSETS = LIP_RINGS.map((ring) => Uint16Array.from(ring, (p) => 3 * p));

/**
 * Coordinate `axis` of every column's place on a contour.
 * @param points n x (x, y, z)
 * @param spokes `upper` or `lower` of LIP_CURVE
 * @param out filled at `at`, `at + stride`, ...
 * @param ring 3 is the inner contour, 0 the outer
 */
export function curveColumns(
  points: ArrayLike<number>,
  spokes: Uint8Array,
  axis: number,
  out: Float32Array,
  at: number,
  stride: number,
  ring = 3,
): void {
  const offset = OFFSETS[ring];
  const { weight } = LIP_CURVE;
  for (let c = 0, j = 0; c < COLUMNS; c++, j += 4) {
    out[at + c * stride] =
      weight[j] * points[offset[spokes[j]] + axis] +
      weight[j + 1] * points[offset[spokes[j + 1]] + axis] +
      weight[j + 2] * points[offset[spokes[j + 2]] + axis] +
      weight[j + 3] * points[offset[spokes[j + 3]] + axis];
  }
}
