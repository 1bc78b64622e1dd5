import type { Stencil } from './subdivide.ts';

/** How many control positions a vertex may follow. */
export const WEIGHTS_PER_VERTEX = 8;

/**
 * Keeps the `WEIGHTS_PER_VERTEX` largest weights of a stencil and corrects them by the least change that restores
 * sum 1 and the point itself, so that every affine motion of the points still moves the vertex exactly.
 * @param points base points, n x (x, y, z)
 * @param index, weight outputs, filled from `at` (8 entries each)
 */
export function sparsify(stencil: Stencil, points: ArrayLike<number>, index: Float32Array, weight: Float32Array, at: number): void {
  const order = stencil.weight.map((_, i) => i).sort((a, b) => Math.abs(stencil.weight[b]) - Math.abs(stencil.weight[a]));
  const kept = order.slice(0, WEIGHTS_PER_VERTEX);
  const target = [0, 0, 0];
  stencil.index.forEach((p, i) => {
    for (let k = 0; k < 3; k++) target[k] += stencil.weight[i] * points[3 * p + k];
  });
  const ids = kept.map((i) => stencil.index[i]);
  const weights = kept.map((i) => stencil.weight[i]);
  if (order.length > kept.length) restoreAffine(ids, weights, points, target);
  for (let j = 0; j < WEIGHTS_PER_VERTEX; j++) {
    index[at + j] = ids[j] ?? ids[0];
    weight[at + j] = weights[j] ?? 0;
  }
}

function restoreAffine(ids: number[], weights: number[], points: ArrayLike<number>, target: number[]): void {
  const n = ids.length;
  const scale = spread(ids, points, target);
  const rows = [0, 1, 2, 3].map((r) => ids.map((p) => (r === 3 ? 1 : (points[3 * p + r] - target[r]) / scale)));
  const residual = rows.map((row, r) => (r === 3 ? 1 : 0) - row.reduce((s, a, j) => s + a * weights[j], 0));
  const normal = rows.map((a, r) => rows.map((b, c) => a.reduce((s, v, j) => s + v * b[j], 0) + (r === c ? 1e-6 : 0)));
  const lambda = solve(normal, residual);
  for (let j = 0; j < n; j++) for (let r = 0; r < 4; r++) weights[j] += rows[r][j] * lambda[r];
}

function spread(ids: number[], points: ArrayLike<number>, centre: number[]): number {
  let sum = 0;
  for (const p of ids) for (let k = 0; k < 3; k++) sum += (points[3 * p + k] - centre[k]) ** 2;
  return Math.sqrt(sum / ids.length) || 1;
}

/** Solves a x = b by Gauss elimination with partial pivoting. @throws when `a` is singular */
export function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(m[r][i]) > Math.abs(m[pivot][i])) pivot = r;
    [m[i], m[pivot]] = [m[pivot], m[i]];
    if (Math.abs(m[i][i]) < 1e-300) throw new Error('solve: the matrix is singular');
    for (let r = i + 1; r < n; r++) {
      const f = m[r][i] / m[i][i];
      if (f === 0) continue;
      for (let c = i; c <= n; c++) m[r][c] -= f * m[i][c];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let v = m[i][n];
    for (let c = i + 1; c < n; c++) v -= m[i][c] * x[c];
    x[i] = v / m[i][i];
  }
  return x;
}
