import { describe, expect, it } from 'vitest';
import { splineWeights } from '../../../../../apps/overlay/src/core/warp/thin-plate-spline.ts';

const centres = [0, 0, 100, 10, 90, 95, -5, 80, 50, 40, 30, 70];
const apply = (weights: Float32Array, row: number, values: number[]) =>
  values.reduce((s, v, i) => s + v * weights[row * values.length + i], 0);

describe('splineWeights', () => {
  it('interpolates its centres', () => {
    const weights = splineWeights(centres, centres);
    const values = [3, -1, 4, 1, -5, 9];
    values.forEach((v, i) => {
      expect(apply(weights, i, values)).toBeCloseTo(v, 4);
    });
  });

  it('reproduces an affine map everywhere', () => {
    const at = [20, 20, 300, -100];
    const weights = splineWeights(centres, at);
    const affine = (x: number, y: number) => 2 + 0.5 * x - 0.25 * y;
    const values = [0, 1, 2, 3, 4, 5].map((i) => affine(centres[2 * i], centres[2 * i + 1]));
    expect(apply(weights, 0, values)).toBeCloseTo(affine(20, 20), 3);
    expect(apply(weights, 1, values)).toBeCloseTo(affine(300, -100), 2);
  });

  it('refuses two centres at one place', () => {
    expect(() => splineWeights([1, 1, 5, 5, 1, 1, 9, 0], [0, 0])).toThrow('one place');
  });
});
