import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../../apps/overlay/src/core/motion/noise.ts';
import { boxMean } from '../../../../../../apps/overlay/src/core/rig/plate/box-filter.ts';

function slowMean(source: Float32Array, width: number, height: number, radius: number, x: number, y: number): number {
  let sum = 0;
  let count = 0;
  for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
    for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++, count++) sum += source[v * width + u];
  }
  return sum / count;
}

describe('boxMean', () => {
  it.each([
    [13, 7, 2],
    [5, 9, 4],
    [4, 3, 10],
    [1, 6, 1],
    [6, 1, 3],
    [8, 8, 0],
  ])('equals the plain sum at %i x %i, radius %i', (width, height, radius) => {
    const source = Float32Array.from({ length: width * height }, (_, i) => hash(1, i));
    const mean = boxMean(source, width, height, radius, new Float32Array(source.length));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) expect(mean[y * width + x]).toBeCloseTo(slowMean(source, width, height, radius, x, y), 5);
    }
  });

  it('may write over its source', () => {
    const source = Float32Array.from({ length: 35 }, (_, i) => hash(2, i));
    const apart = boxMean(source, 7, 5, 2, new Float32Array(35));
    expect(boxMean(source, 7, 5, 2, source)).toEqual(apart);
  });
});
