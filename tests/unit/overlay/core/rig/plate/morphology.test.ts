import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../../apps/overlay/src/core/motion/noise.ts';
import { dropIslands } from '../../../../../../apps/overlay/src/core/rig/plate/islands.ts';
import { depthInside, dilate } from '../../../../../../apps/overlay/src/core/rig/plate/morphology.ts';

const sparse = (size: number) => Uint8Array.from({ length: size }, (_, i) => (hash(3, i) < 0.04 ? 1 : 0));

describe('dilate', () => {
  it.each([
    [17, 11, 2],
    [9, 14, 5],
    [6, 6, 9],
    [12, 5, 0],
  ])('grows every pixel to a square at %i x %i, radius %i', (width, height, radius) => {
    const mask = sparse(width * height);
    const out = dilate(mask, width, height, radius);
    for (let i = 0; i < mask.length; i++) {
      const near = mask.some(
        (value, k) =>
          value === 1 && Math.abs((k % width) - (i % width)) <= radius && Math.abs(Math.floor(k / width) - Math.floor(i / width)) <= radius,
      );
      expect(out[i]).toBe(near ? 1 : 0);
    }
  });
});

describe('depthInside', () => {
  it('stays within 8 % above the true distance to the nearest pixel outside', () => {
    const width = 31;
    const height = 23;
    const mask = sparse(width * height).map((value) => 1 - value);
    const depth = depthInside(mask, width, height);
    for (let i = 0; i < mask.length; i++) {
      let nearest = Number.POSITIVE_INFINITY;
      mask.forEach((value, k) => {
        if (!value) nearest = Math.min(nearest, Math.hypot((k % width) - (i % width), Math.floor(k / width) - Math.floor(i / width)));
      });
      expect(depth[i]).toBeGreaterThanOrEqual(nearest - 1e-4);
      expect(depth[i]).toBeLessThanOrEqual(1.083 * nearest + 1e-4);
    }
  });

  it('has no end where there is no outside', () => {
    expect(depthInside(new Uint8Array(12).fill(1), 4, 3)[5]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('dropIslands', () => {
  it('keeps the largest part and those near its size', () => {
    const rows = ['111100010', '111100000', '111100110', '000000110', '100000000'];
    const mask = Uint8Array.from(rows.join(''), Number);
    const kept = dropIslands(mask, 9, 5, 0.3);
    expect(Array.from(kept).join('')).toBe(['111100000', '111100000', '111100110', '000000110', '000000000'].join(''));
  });

  it('does not join the end of a row to the start of the next', () => {
    const mask = Uint8Array.from('110001100000', Number);
    expect(Array.from(dropIslands(mask, 6, 2, 0.9)).join('')).toBe('110000100000');
  });

  it('leaves an empty mask empty', () => {
    expect(dropIslands(new Uint8Array(6), 3, 2, 0.5)).toEqual(new Uint8Array(6));
  });
});
