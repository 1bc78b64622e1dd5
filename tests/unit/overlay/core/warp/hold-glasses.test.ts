import { describe, expect, it } from 'vitest';
import { createGlassesHold } from '../../../../../apps/overlay/src/core/warp/hold-glasses.ts';
import { faceWithLids } from '../rig/eye/drawn-eyes.ts';

const { neutral } = faceWithLids(0.45, 0.35);
const moved = neutral.map((v) => v + 0.5);
/** How much of its way a landmark keeps. */
function kept(glasses: number, p: number): number {
  const points = moved.slice();
  createGlassesHold(neutral, glasses)(points);
  return (points[3 * p + 1] - neutral[3 * p + 1]) / 0.5;
}

describe('createGlassesHold', () => {
  it('holds what lies behind glasses, and leaves mouth, chin and forehead free', () => {
    for (const p of [133, 263, 168, 23, 253, 226]) expect(kept(1, p)).toBeLessThan(0.2);
    for (const p of [13, 61, 152, 10]) expect(kept(1, p)).toBeCloseTo(1, 5);
  });

  it('does nothing without glasses, and half of it where it is half sure', () => {
    for (const p of [133, 168, 226]) {
      expect(kept(0, p)).toBeCloseTo(1, 6);
      expect(kept(0.5, p)).toBeCloseTo((1 + kept(1, p)) / 2, 5);
    }
  });
});
