import { describe, expect, test } from 'vitest';
import { type Sampling, sampleRegion } from '../../../apps/overlay/src/core/face/crop.ts';
import { pixelBounds, type Region } from '../../../apps/overlay/src/core/face/region.ts';

const UNIT: Sampling = { range: [0, 1], border: 'replicate' };

/** A picture whose red is 2x, green 3y and blue x + y: bilinear sampling of a plane is exact. */
function ramp(width: number, height: number): Uint8ClampedArray {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([2 * x, 3 * y, x + y, 255], (y * width + x) * 4);
  return data;
}

function sample(region: Region, size: number, sampling: Sampling, width = 60, height = 50): Float32Array {
  const out = new Float32Array(3 * size * size);
  sampleRegion({ data: ramp(width, height), x: 0, y: 0, width, height }, width, height, region, size, sampling, out);
  return out;
}

describe('sampling a region', () => {
  test('one output pixel a source pixel gives the source back', () => {
    const out = sample({ x: 12, y: 12, width: 8, height: 8, rotation: 0 }, 8, UNIT);
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        expect(out[y * 8 + x] * 255).toBeCloseTo(2 * (x + 8), 3);
        expect(out[64 + y * 8 + x] * 255).toBeCloseTo(3 * (y + 8), 3);
        expect(out[128 + y * 8 + x] * 255).toBeCloseTo(x + y + 16, 3);
      }
    }
  });

  test('a turned and scaled region follows its own axes', () => {
    const region: Region = { x: 30, y: 25, width: 18, height: 18, rotation: 0.4 };
    const out = sample(region, 6, UNIT);
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 6; column++) {
        const u = (column + 0.5) * 3 - 9;
        const v = (row + 0.5) * 3 - 9;
        const x = 30 + Math.cos(0.4) * u - Math.sin(0.4) * v - 0.5;
        const y = 25 + Math.sin(0.4) * u + Math.cos(0.4) * v - 0.5;
        expect(out[row * 6 + column] * 255).toBeCloseTo(2 * x, 3);
        expect(out[36 + row * 6 + column] * 255).toBeCloseTo(3 * y, 3);
      }
    }
  });

  test('beyond the picture its border goes on, or black begins', () => {
    const region: Region = { x: 0, y: 25, width: 20, height: 20, rotation: 0 };
    const replicated = sample(region, 10, UNIT);
    expect(replicated[0]).toBe(0);
    expect(replicated[100] * 255).toBeCloseTo(3 * 15.5, 3);
    const black = sample(region, 10, { range: [-1, 1], border: 'black' });
    expect([black[0], black[100], black[200]]).toEqual([-1, -1, -1]);
    expect(black[105]).toBeCloseTo((3 * 15.5 * 2) / 255 - 1, 5);
  });

  test('a part of the picture gives the same samples as the whole', () => {
    const region: Region = { x: 52, y: 8, width: 30, height: 30, rotation: -0.7 };
    const box = pixelBounds(region, 60, 50);
    const whole = ramp(60, 50);
    const part = new Uint8ClampedArray(box.width * box.height * 4);
    for (let y = 0; y < box.height; y++) {
      const from = ((y + box.y) * 60 + box.x) * 4;
      part.set(whole.subarray(from, from + box.width * 4), y * box.width * 4);
    }
    const out = new Float32Array(3 * 16 * 16);
    sampleRegion({ data: part, ...box }, 60, 50, region, 16, UNIT, out);
    expect(out).toEqual(sample(region, 16, UNIT));
  });
});
