import { describe, expect, it } from 'vitest';
import { solve, sparsify } from '../../../../../apps/overlay/src/core/rig/sparse-weights.ts';

describe('sparsify', () => {
  const points = Array.from({ length: 20 }, (_, i) => [Math.cos(i) * (3 + i), Math.sin(1.7 * i) * 5, (i % 3) - 1]).flat();
  const weight = Array.from({ length: 20 }, (_, i) => (i < 6 ? 0.3 - i * 0.05 : ((-1) ** i * 0.4) / i));
  const total = weight.reduce((a, b) => a + b, 0);
  const stencil = { index: weight.map((_, i) => i), weight: weight.map((w) => w / total) };
  const index = new Float32Array(8);
  const kept = new Float32Array(8);
  sparsify(stencil, points, index, kept, 0);

  it('moves exactly under every affine motion of the points', () => {
    const affine = (x: number, y: number, z: number) => 3 + 0.7 * x - 1.2 * y + 0.4 * z;
    const of = (i: number) => affine(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
    const full = stencil.index.reduce((s, p, i) => s + stencil.weight[i] * of(p), 0);
    const sparse = [...index].reduce((s, p, i) => s + kept[i] * of(p), 0);
    expect(sparse).toBeCloseTo(full, 4);
  });

  it('leaves a short stencil alone', () => {
    sparsify({ index: [4, 7], weight: [0.25, 0.75] }, points, index, kept, 0);
    expect([...kept].filter(Boolean).sort()).toEqual([0.25, 0.75]);
  });
});

describe('solve', () => {
  it('solves a system that needs pivoting', () => {
    expect(
      solve(
        [
          [0, 2],
          [3, 1],
        ],
        [4, 5],
      ),
    ).toEqual([1, 2]);
  });

  it('refuses a singular one', () => {
    expect(() =>
      solve(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 1],
      ),
    ).toThrow('singular');
  });
});
