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

  test('reset lets go', () => {
    const holder = createFaceHolder(0.5);
    holder.settle(0.9, face(80));
    holder.reset();
    expect(holder.region()).toBeNull();
  });
});
