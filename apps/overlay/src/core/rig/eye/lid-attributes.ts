import { EYES, type EyeSide } from './eye-frame.ts';

/** Vertices of the face mesh as linear weights over three landmarks each. */
export interface CornerWeights {
  count: number;
  /** count x 3: landmarks. */
  corner: ArrayLike<number>;
  /** count x 3 */
  cornerWeight: ArrayLike<number>;
}

/** Vertex attributes for the skin between a lid's edge and the fold above it; see shaders/face/lid.glsl. */
export interface LidAttributes {
  /** count x 4: texture coordinates of the lid's edge and of the fold, of the vertex' column. */
  ends: Float32Array;
  /**
   * count x 4: 0 at the upper lid's edge .. 1 at the fold and everywhere else; side (negative: the right eye, positive:
   * the left), its size 2 at the lower lid's edge, 1 from the ring below and everywhere else; column 0..8; height of the
   * lash strip as a share of the way to the fold, 0 at the corners.
   */
  lid: Float32Array;
}

/** The lash strip's share of the skin above a lid is never more. */
const MOST_LASH = 0.68;

/**
 * The share of the way from a lid's edge to its fold that the lashes take, per column of landmarks; 0 at the corners.
 * @param neutral 478 x (x, y, z): the portrait's neutral face, canonical centimetres
 * @param lash height of the lashes, canonical centimetres
 */
export function lashShares(side: EyeSide, neutral: ArrayLike<number>, lash: number): Float32Array {
  const { upper, upperRing } = EYES[side];
  return Float32Array.from(upper, (edge, i) => {
    const fold = upperRing[i];
    const height = Math.hypot(neutral[3 * fold] - neutral[3 * edge], neutral[3 * fold + 1] - neutral[3 * edge + 1]);
    return i === 0 || i === 8 ? 0 : Math.min(MOST_LASH, lash / Math.max(0.05, height));
  });
}

/**
 * @param mesh vertices over the landmarks
 * @param texture 478 x (u, v): the landmarks' texture coordinates on the portrait
 * @param neutral 478 x (x, y, z): the portrait's neutral face, canonical centimetres
 * @param lash height of the strip above each lid that keeps its lashes unstretched, canonical centimetres
 */
export function buildLidAttributes(
  mesh: CornerWeights,
  texture: ArrayLike<number>,
  neutral: ArrayLike<number>,
  lash: Readonly<Record<EyeSide, number>>,
): LidAttributes {
  const points = neutral.length / 3;
  const ends = new Float32Array(4 * points);
  const lid = new Float32Array(4 * points);
  for (let p = 0; p < points; p++) {
    const [u, v] = [texture[2 * p], texture[2 * p + 1]];
    ends.set([u, v, u, v], 4 * p);
    lid.set([1, neutral[3 * p] < 0 ? -1 : 1, 4, 0], 4 * p);
  }
  for (const side of ['right', 'left'] as const) {
    const { upper, upperRing, lower } = EYES[side];
    for (let i = 1; i < 8; i++) lid[4 * lower[i] + 1] = side === 'right' ? -2 : 2;
    const shares = lashShares(side, neutral, lash[side]);
    for (let i = 1; i < 8; i++) {
      const edge = upper[i];
      const fold = upperRing[i];
      for (const p of [edge, fold]) {
        ends.set([texture[2 * edge], texture[2 * edge + 1], texture[2 * fold], texture[2 * fold + 1]], 4 * p);
        lid.set([p === edge ? 0 : 1, side === 'right' ? -1 : 1, i, shares[i]], 4 * p);
      }
    }
    for (const end of [0, 8]) {
      lid.set([0, side === 'right' ? -1 : 1, end, 0], 4 * upper[end]);
      lid.set([1, side === 'right' ? -1 : 1, end, 0], 4 * upperRing[end]);
    }
  }
  return { ends: spread(mesh, ends), lid: spread(mesh, lid) };
}

/** Landmark values (4 each) carried to the vertices. */
function spread({ count, corner, cornerWeight }: CornerWeights, values: Float32Array): Float32Array {
  const out = new Float32Array(4 * count);
  for (let v = 0; v < count; v++) {
    for (let j = 0; j < 3; j++) {
      for (let c = 0; c < 4; c++) out[4 * v + c] += cornerWeight[3 * v + j] * values[4 * corner[3 * v + j] + c];
    }
  }
  return out;
}
