import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundingBox,
  faceRegion,
  followRegion,
  letterbox,
  pixelBounds,
  regionFromLandmarks,
  searchWindows,
} from '../../../apps/overlay/src/core/face/region.ts';

describe('face regions', () => {
  test('a box of points is the smallest that holds them', () => {
    expect(boundingBox([3, 9, 0, -1, 4, 7, 5, 6, 1])).toEqual({ x: -1, y: 4, width: 6, height: 5 });
  });

  test('a face region is the box grown by half, square and level with the eyes', () => {
    const region = faceRegion({ x: 10, y: 20, width: 40, height: 60 }, 10, 10, 20, 20);
    expect(region).toMatchObject({ x: 30, y: 50, width: 90, height: 90 });
    expect(region.rotation).toBeCloseTo(Math.PI / 4);
  });

  test('a face upside down is turned by half a turn', () => {
    expect(Math.abs(faceRegion({ x: 0, y: 0, width: 1, height: 1 }, 20, 10, 10, 10).rotation)).toBeCloseTo(Math.PI);
  });

  test('landmarks give the rotation of the outer eye corners', () => {
    const landmarks = new Float32Array(478 * 3);
    landmarks.set([10, 50, 0], 33 * 3);
    landmarks.set([50, 10, 0], 263 * 3);
    const region = regionFromLandmarks(landmarks);
    expect(region.rotation).toBeCloseTo(-Math.PI / 4);
    expect(region.width).toBeCloseTo(75);
  });

  test('a held region goes a little for noise, all the way for a real move, and the short way round', () => {
    const held = { x: 100, y: 100, width: 200, height: 200, rotation: 3.1 };
    const noise = followRegion(held, { ...held, x: 101 });
    expect(noise.x).toBeGreaterThan(100.1);
    expect(noise.x).toBeLessThan(100.5);
    const moved = { x: 120, y: 90, width: 260, height: 260, rotation: -3.1 };
    const followed = followRegion(held, moved);
    expect(followed).toMatchObject({ x: 120, y: 90, width: 260, height: 260 });
    expect(followed.rotation).toBeCloseTo(2 * Math.PI - 3.1);
  });

  test('a letterbox is as wide as the longer side and centred', () => {
    expect(letterbox(640, 480)).toEqual({ x: 320, y: 240, width: 640, height: 640, rotation: 0 });
  });

  test('search windows cover the whole picture', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 32, max: 4000 }),
        fc.integer({ min: 32, max: 4000 }),
        fc.constantFrom(2, 4),
        (width, height, divisions) => {
          const windows = searchWindows(width, height, divisions);
          const side = Math.max(width, height) / divisions;
          expect(windows.every((window) => window.width === side && window.height === side)).toBe(true);
          for (const [x, y] of [
            [1, 1],
            [width - 1, height - 1],
            [width / 2, height / 3],
            [width / 7, height - 2],
          ]) {
            expect(windows.some((w) => Math.abs(x - w.x) <= side / 2 && Math.abs(y - w.y) <= side / 2)).toBe(true);
          }
        },
      ),
    );
  });

  test('pixel bounds stay inside the picture, start at even places and hold the region', () => {
    const within = fc.record({
      x: fc.double({ min: -50, max: 700, noNaN: true }),
      y: fc.double({ min: -50, max: 500, noNaN: true }),
      width: fc.double({ min: 1, max: 900, noNaN: true }),
      rotation: fc.double({ min: -4, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(within, fc.double({ min: -0.5, max: 0.5, noNaN: true }), fc.double({ min: -0.5, max: 0.5, noNaN: true }), (r, u, v) => {
        const region = { ...r, height: r.width };
        const box = pixelBounds(region, 640, 480);
        expect([box.x % 2, box.y % 2]).toEqual([0, 0]);
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 640 && box.y + box.height <= 480).toBe(true);
        const x = region.x + (Math.cos(r.rotation) * u - Math.sin(r.rotation) * v) * r.width;
        const y = region.y + (Math.sin(r.rotation) * u + Math.cos(r.rotation) * v) * r.width;
        if (x < 0 || y < 0 || x > 639 || y > 479) return;
        expect(x >= box.x && y >= box.y && Math.ceil(x) < box.x + box.width && Math.ceil(y) < box.y + box.height).toBe(true);
      }),
    );
  });
});
