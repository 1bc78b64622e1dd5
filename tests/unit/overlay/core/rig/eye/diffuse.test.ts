import { describe, expect, it } from 'vitest';
import { diffuse, type Grid } from '../../../../../../apps/overlay/src/core/rig/eye/diffuse.ts';

function grid(width: number, height: number, channels: number, value: (x: number, y: number, c: number) => number): Grid {
  const values = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) values[(y * width + x) * channels + c] = value(x, y, c);
  return { width, height, channels, values };
}

describe('diffuse', () => {
  it('continues a ramp across a hole and leaves what is known', () => {
    const ramp = (x: number, y: number, c: number) => 2 * x + y + 10 * c;
    const holed = grid(60, 40, 2, ramp);
    const known = new Uint8Array(60 * 40).fill(1);
    for (let y = 12; y < 30; y++) {
      for (let x = 20; x < 44; x++) {
        known[y * 60 + x] = 0;
        holed.values.fill(-999, 2 * (y * 60 + x), 2 * (y * 60 + x) + 2);
      }
    }
    diffuse(holed, known);
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 60; x++) {
        for (let c = 0; c < 2; c++)
          expect(Math.abs(holed.values[2 * (y * 60 + x) + c] - ramp(x, y, c))).toBeLessThan(known[y * 60 + x] ? 1e-4 : 1);
      }
    }
  });

  it('never leaves the range of what it is given', () => {
    const field = grid(31, 17, 1, (x, y) => (x * 7 + y * 13) % 100);
    const known = Uint8Array.from({ length: 31 * 17 }, (_, i) => (i % 23 === 0 ? 1 : 0));
    const given = field.values.filter((_, i) => known[i]);
    diffuse(field, known, 0.7);
    expect(Math.min(...field.values)).toBeGreaterThanOrEqual(Math.min(...given) - 1.5);
    expect(Math.max(...field.values)).toBeLessThanOrEqual(Math.max(...given) + 1.5);
  });

  it('prefers the neighbours of its direction', () => {
    const between = (across: number) => {
      const field = grid(21, 21, 1, (x, y) => (x === 0 || x === 20 ? 100 : y === 0 || y === 20 ? 0 : 50));
      const known = Uint8Array.from({ length: 441 }, (_, i) => (i % 21 === 0 || i % 21 === 20 || i < 21 || i >= 420 ? 1 : 0));
      diffuse(field, known, across);
      return field.values[10 * 21 + 10];
    };
    expect(between(0.5)).toBeCloseTo(50, 0);
    expect(between(0.85)).toBeGreaterThan(75);
  });
});
