import { describe, expect, test } from 'vitest';
import type { Detection } from '../../../apps/overlay/src/core/face/detector-decode.ts';
import { createFaceHolder } from '../../../apps/overlay/src/core/face/face-holder.ts';

function detection(score: number, side: number): Detection {
  return { score, box: { x: 0, y: 0, width: side, height: side }, keypoints: Float32Array.from([0, 0, side, 0, 0, 0, 0, 0, 0, 0, 0, 0]) };
}

/** Landmarks that fill a square. */
function face(side: number): Float32Array {
  return Float32Array.from({ length: 478 * 3 }, (_, i) => (i < 3 ? 0 : i % 3 === 2 ? 0 : side));
}

describe('holding a face', () => {
  test('candidates are those sure enough, largest first', () => {
    const holder = createFaceHolder(0.5);
    const sides = (acquire: number): number[] =>
      holder.candidates([detection(0.95, 40), detection(0.72, 90), detection(0.6, 200)], acquire).map(({ width }) => width / 1.5);
    expect(sides(0.7)).toEqual([90, 40]);
    expect(sides(0.5)).toEqual([200, 90, 40]);
  });

  test('a face is held from frame to frame and let go under the release score', () => {
    const holder = createFaceHolder(0.5);
    expect(holder.region()).toBeNull();
    const [candidate] = holder.candidates([detection(0.9, 100)], 0.7);
    holder.aim(candidate);
    expect(holder.region()).toBe(candidate);
    expect(holder.settle(0.51, face(80))).toBe(true);
    expect(holder.region()?.width).toBeCloseTo(120);
    expect(holder.settle(0.49, face(80))).toBe(false);
    expect(holder.region()).toBeNull();
  });

  test('a held face is followed calmly, one just aimed at is followed at once', () => {
    const holder = createFaceHolder(0.5);
    holder.settle(0.9, face(100));
    holder.settle(0.9, face(101));
    expect(holder.region()?.width).toBeLessThan(151);
    holder.aim({ x: 0, y: 0, width: 150, height: 150, rotation: 0 });
    holder.settle(0.9, face(101));
    expect(holder.region()?.width).toBeCloseTo(151.5);
  });

  test('a candidate that is no face on closer look is not held', () => {
    const holder = createFaceHolder(0.5);
    holder.aim(holder.candidates([detection(0.9, 100)], 0.7)[0]);
    expect(holder.settle(0.05, face(80))).toBe(false);
    expect(holder.region()).toBeNull();
  });

  test('a face that shrinks to a few pixels, or to no number, is let go', () => {
    const holder = createFaceHolder(0.5);
    expect(holder.settle(0.9, face(5))).toBe(false);
    expect(holder.settle(0.9, new Float32Array(478 * 3).fill(Number.NaN))).toBe(false);
  });

  test('a larger face is one that is clearly larger, and not the held one', () => {
    const holder = createFaceHolder(0.5);
    const at = (x: number, score: number, side: number): Detection => {
      const moved = detection(score, side);
      return { ...moved, box: { ...moved.box, x: x - side / 2, y: -side / 2 } };
    };
    const far = [at(900, 0.9, 115), at(2000, 0.9, 130), at(3000, 0.9, 160), at(4000, 0.6, 400)];
    const sides = (most: number, ...own: Detection[]): number[] =>
      holder.larger([...own, ...far], 0.7, most).map(({ width }) => width / 1.5);
    expect(sides(4)).toEqual([]);
    holder.aim({ x: 0, y: 0, width: 150, height: 150, rotation: 0 });
    expect(sides(4)).toEqual([160, 130]);
    expect(sides(1)).toEqual([160]);
    // The detector sees the held face larger than its landmarks are: then that is what the others are held against.
    expect(sides(4, at(10, 0.9, 150))).toEqual([]);
    expect(sides(4, at(10, 0.9, 120))).toEqual([160]);
    // The held one may itself be the largest of those considered.
    expect(sides(1, at(10, 0.9, 200))).toEqual([]);
  });

  test('reset lets go', () => {
    const holder = createFaceHolder(0.5);
    holder.settle(0.9, face(80));
    holder.reset();
    expect(holder.region()).toBeNull();
  });
});
