import { describe, expect, it } from 'vitest';
import { createMouthNarrower } from '../../../../../apps/overlay/src/core/warp/narrow-mouth.ts';
import { canonicalLandmarks } from '../../../../support/synthetic-face.ts';

const rest = canonicalLandmarks();
const narrow = createMouthNarrower(rest);

function opened(by: number): Float32Array {
  const points = rest.slice();
  points[3 * 14 + 1] -= by;
  return points;
}

const widthOf = (points: Float32Array): number => points[3 * 291] - points[3 * 61];

describe('createMouthNarrower', () => {
  it('draws the corners in by as much as was asked, and both alike', () => {
    const points = opened(2);
    narrow(points, 0.1);
    expect(widthOf(points)).toBeCloseTo(widthOf(rest) - 0.2, 1);
    expect(points[3 * 61] - rest[3 * 61]).toBeCloseTo(rest[3 * 291] - points[3 * 291], 3);
  });

  it('leaves a mouth that has not opened, and faces that need no narrowing', () => {
    for (const [by, narrowing] of [
      [0, 0.1],
      [-0.3, 0.1],
      [2, 0],
    ]) {
      const points = opened(by);
      narrow(points, narrowing);
      expect(points).toEqual(opened(by));
    }
  });

  it('leaves eyes, brows and the jaw where they are', () => {
    const points = opened(2);
    narrow(points, 0.15);
    for (const p of [33, 263, 105, 334, 172, 397]) expect(Math.abs(points[3 * p] - rest[3 * p])).toBeLessThan(0.03);
  });
});
