import { IMAGE_LEFT_EYE } from '@masque/config/drawn-points';
import { wrapEyes } from '@masque/overlay/src/core/rig/drawn/wrap-eyes.ts';
import type { Picture } from '@masque/overlay/src/core/rig/picture.ts';
import { describe, expect, it } from 'vitest';

const [WIDTH, HEIGHT] = [400, 200];
const SKIN = [255, 232, 220];
const IRIS = [40, 60, 160];

/** Two eyes of half width 40 at (100, 100) and (300, 100), the outline 20 pixels high; iris down to `bottom` pixels below the middle. */
function face(bottom: number): { picture: Picture; points: Float32Array } {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const dx = Math.min(Math.abs(x - 100), Math.abs(x - 300));
      data.set([...(dx < 30 && y > 85 && y < 100 + bottom ? IRIS : SKIN), 255], 4 * (y * WIDTH + x));
    }
  }
  const points = new Float32Array(92);
  for (const [base, cx, out] of [
    [0, 100, -1],
    [12, 300, 1],
  ]) {
    const outline = [
      [40, 0],
      [20, -15],
      [0, -20],
      [-20, -15],
      [-40, 0],
      [-20, 15],
      [0, 20],
      [20, 15],
    ];
    outline.forEach(([u, v], i) => {
      points.set([cx + out * u, 100 + v], 2 * (base + i));
    });
  }
  return { picture: { width: WIDTH, height: HEIGHT, data }, points };
}
const LOWEST = IMAGE_LEFT_EYE.lower[2];

describe('wrapEyes', () => {
  it('takes in what is drawn of an eye below its outline', () => {
    const { picture, points } = face(28);
    expect(wrapEyes(points, picture)[2 * LOWEST + 1]).toBeGreaterThan(127.5);
    expect(wrapEyes(points, picture)[2 * LOWEST + 1]).toBeLessThan(130);
  });

  it('leaves a lid where the skin begins, and where something begins that does not end', () => {
    for (const bottom of [19, 60]) {
      const { picture, points } = face(bottom);
      expect(wrapEyes(points, picture)[2 * LOWEST + 1]).toBeCloseTo(120, 1);
    }
  });

  it('moves no upper lid', () => {
    const { picture, points } = face(28);
    const wrapped = wrapEyes(points, picture);
    for (const p of IMAGE_LEFT_EYE.upper.slice(0, 4)) expect(wrapped[2 * p + 1]).toBe(points[2 * p + 1]);
  });
});
