/** Weights that turn n points into a dense curve through them: per sample 4 source points and 4 weights. */
export interface CurveBasis {
  samples: number;
  /** samples x 4 */
  index: Uint8Array;
  /** samples x 4 */
  weight: Float32Array;
}

/** Uniform Catmull-Rom spline through `points` points, each span cut into `cuts` pieces; the ends are repeated. */
export function catmullRomBasis(points: number, cuts: number): CurveBasis {
  const samples = (points - 1) * cuts + 1;
  const index = new Uint8Array(4 * samples);
  const weight = new Float32Array(4 * samples);
  for (let s = 0; s < samples; s++) {
    const span = Math.min(points - 2, Math.floor(s / cuts));
    const t = s / cuts - span;
    const w = [(-t + 2 * t * t - t ** 3) / 2, (2 - 5 * t * t + 3 * t ** 3) / 2, (t + 4 * t * t - 3 * t ** 3) / 2, (t ** 3 - t * t) / 2];
    for (let k = 0; k < 4; k++) {
      index[4 * s + k] = Math.max(0, Math.min(points - 1, span + k - 1));
      weight[4 * s + k] = w[k];
    }
  }
  return { samples, index, weight };
}

/** Applies a basis to n x (x, y). @returns samples x (x, y) */
export function curveThrough(basis: CurveBasis, points: ArrayLike<number>): Float64Array {
  const out = new Float64Array(2 * basis.samples);
  for (let s = 0; s < basis.samples; s++) {
    for (let k = 0; k < 4; k++) {
      const w = basis.weight[4 * s + k];
      const p = basis.index[4 * s + k];
      out[2 * s] += w * points[2 * p];
      out[2 * s + 1] += w * points[2 * p + 1];
    }
  }
  return out;
}
