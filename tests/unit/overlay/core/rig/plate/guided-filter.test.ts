import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../../apps/overlay/src/core/motion/noise.ts';
import { guidedFilter } from '../../../../../../apps/overlay/src/core/rig/plate/guided-filter.ts';

type Fit = [number, number, number, number];

/** The definition, slowly: in every window a ridge regression of the input on the colour, solved by elimination. */
function windowFit(guide: Uint8ClampedArray, input: Float32Array, cells: number[], epsilon: number): Fit {
  const mean = (f: (i: number) => number) => cells.reduce((sum, i) => sum + f(i), 0) / cells.length;
  const colour = (c: number) => (i: number) => guide[4 * i + c] / 255;
  const means = [0, 1, 2].map((c) => mean(colour(c)));
  const level = mean((i) => input[i]);
  const m = [0, 1, 2].map((r) => [
    ...[0, 1, 2].map((c) => mean((i) => colour(r)(i) * colour(c)(i)) - means[r] * means[c] + (r === c ? epsilon : 0)),
    mean((i) => colour(r)(i) * input[i]) - means[r] * level,
  ]);
  for (let p = 0; p < 3; p++) {
    for (let r = 0; r < 3; r++) {
      if (r === p) continue;
      const factor = m[r][p] / m[p][p];
      for (let c = p; c < 4; c++) m[r][c] -= factor * m[p][c];
    }
  }
  const slope = [0, 1, 2].map((p) => m[p][3] / m[p][p]);
  return [slope[0], slope[1], slope[2], level - slope.reduce((sum, s, c) => sum + s * means[c], 0)];
}

function slowGuidedFilter(guide: Uint8ClampedArray, input: Float32Array, width: number, radius: number, epsilon: number): number[] {
  const around = (i: number) => {
    const cells: number[] = [];
    for (let k = 0; k < input.length; k++) {
      const near = Math.abs((k % width) - (i % width)) <= radius && Math.abs(Math.floor(k / width) - Math.floor(i / width)) <= radius;
      if (near) cells.push(k);
    }
    return cells;
  };
  const fits = Array.from(input, (_, i) => windowFit(guide, input, around(i), epsilon));
  return Array.from(input, (_, i) => {
    const cells = around(i);
    return (
      cells.reduce((sum, k) => sum + fits[k][3] + [0, 1, 2].reduce((s, c) => s + (fits[k][c] * guide[4 * i + c]) / 255, 0), 0) /
      cells.length
    );
  });
}

describe('guidedFilter', () => {
  it.each([
    [12, 9, 2, 1e-2],
    [9, 11, 3, 1e-3],
  ])('equals its definition at %i x %i, radius %i', (width, height, radius, epsilon) => {
    const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => 255 * hash(1, i));
    const input = Float32Array.from({ length: width * height }, (_, i) => hash(2, i));
    const expected = slowGuidedFilter(data, input, width, radius, epsilon);
    const out = guidedFilter({ width, height, data }, input, radius, epsilon);
    for (let i = 0; i < out.length; i++) expect(out[i]).toBeCloseTo(expected[i], 3);
  });

  it('moves a blurred edge onto the edge of the picture', () => {
    const width = 40;
    const height = 12;
    const data = new Uint8ClampedArray(4 * width * height);
    const input = new Float32Array(width * height);
    for (let i = 0; i < input.length; i++) {
      const x = i % width;
      data.set(x < 20 ? [200, 60, 40, 255] : [40, 90, 160, 255], 4 * i);
      input[i] = Math.min(Math.max((26 - x) / 8, 0), 1);
    }
    const out = guidedFilter({ width, height, data }, input, 8, 1e-4);
    const row = 6 * width;
    expect(out[row + 19] - out[row + 20]).toBeGreaterThan(0.5);
  });
});
