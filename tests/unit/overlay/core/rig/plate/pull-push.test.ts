import { describe, expect, it } from 'vitest';
import { fillSmooth } from '../../../../../../apps/overlay/src/core/rig/plate/pull-push.ts';

describe('fillSmooth', () => {
  it.each([
    [64, 64],
    [37, 53],
    [48, 20],
  ])('continues a slope through a hole at %i x %i and keeps what is known', (width, height) => {
    const values = new Float32Array(2 * width * height);
    const known = new Uint8Array(width * height).fill(1);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        values[2 * i] = x;
        values[2 * i + 1] = 100 - y;
        if (x > width / 4 && x < (3 * width) / 4 && y > height / 4 && y < (3 * height) / 4) known[i] = 0;
      }
    }
    const holed = values.map((value, k) => (known[k >> 1] ? value : Number.NaN));
    const out = fillSmooth(holed, 2, known, width, height);
    const range = Math.max(width, height);
    out.forEach((value, k) => {
      if (known[k >> 1]) expect(value).toBe(values[k]);
      else expect(Math.abs(value - values[k])).toBeLessThan(0.06 * range);
    });
  });

  it('stays between the known values and turns nothing known into nothing', () => {
    const known = new Uint8Array(15 * 10);
    const values = new Float32Array(150);
    known[0] = known[149] = known[70] = 1;
    values[0] = 10;
    values[149] = 30;
    values[70] = 20;
    const out = fillSmooth(values, 1, known, 15, 10);
    expect(Math.min(...out)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...out)).toBeLessThanOrEqual(30);
    expect(fillSmooth(values, 1, new Uint8Array(150), 15, 10)).toEqual(new Float32Array(150));
  });
});
