import { describe, expect, it } from 'vitest';
import { createGlassesHold } from '../../../../../apps/overlay/src/core/warp/hold-glasses.ts';
import { faceWithLids } from '../rig/eye/drawn-eyes.ts';

const { neutral } = faceWithLids(0.45, 0.35);
/** A landmark of the lens: inner corners, nose's root, skin below the eyes. */
const BEHIND = [133, 362, 168, 23, 253];

/** The face after a displacement and the hold. */
function held(glasses: number, move: (p: number, c: number) => number): Float32Array {
  const points = neutral.map((v, i) => v + move(Math.floor(i / 3), i % 3));
  createGlassesHold(neutral, glasses)(points);
  return points;
}
const distance = (points: Float32Array, a: number, b: number): number =>
  Math.hypot(...[0, 1, 2].map((c) => points[3 * a + c] - points[3 * b + c]));

describe('createGlassesHold', () => {
  it('lets glasses shift and tilt with the face', () => {
    const tilted = held(1, (p, c) => (c === 1 ? 0.2 + 0.03 * neutral[3 * p] : c === 0 ? -0.03 * neutral[3 * p + 1] : 0));
    for (const p of BEHIND) {
      expect(tilted[3 * p + 1] - neutral[3 * p + 1]).toBeCloseTo(0.2 + 0.03 * neutral[3 * p], 2);
      expect(tilted[3 * p] - neutral[3 * p]).toBeCloseTo(-0.03 * neutral[3 * p + 1], 2);
    }
  });

  it('does not let an expression bend them: skin that bulges or spreads keeps its distances', () => {
    const bulged = held(1, (p, c) => (c === 1 ? 0.02 * neutral[3 * p] ** 2 : c === 0 ? 0.1 * neutral[3 * p] : 0));
    for (const [a, b] of [
      [133, 362],
      [23, 253],
      [168, 23],
    ]) {
      expect(Math.abs(distance(bulged, a, b) / distance(neutral, a, b) - 1)).toBeLessThan(0.02);
    }
  });

  it('leaves mouth, chin and forehead free, and lets brows above the frame rise', () => {
    const rise = (p: number): number => {
      const brow = neutral[3 * p + 1] > neutral[3 * 52 + 1] - 0.2;
      return brow || [13, 61, 152].includes(p) ? 0.4 : 0;
    };
    const raised = held(1, (p, c) => (c === 1 ? rise(p) : 0));
    for (const p of [13, 61, 152, 10]) expect(raised[3 * p + 1] - neutral[3 * p + 1]).toBeCloseTo(0.4, 5);
    for (const p of [105, 334]) expect(raised[3 * p + 1] - neutral[3 * p + 1]).toBeGreaterThan(0.25);
    for (const p of BEHIND) expect(Math.abs(raised[3 * p + 1] - neutral[3 * p + 1])).toBeLessThan(0.05);
  });

  it('does nothing without glasses, and half of it where it is half sure', () => {
    const bulge = (p: number, c: number): number => (c === 1 ? 0.02 * neutral[3 * p] ** 2 : 0);
    const [none, half, whole] = [0, 0.5, 1].map((glasses) => held(glasses, bulge));
    for (const p of [133, 168, 226]) {
      expect(none[3 * p + 1]).toBeCloseTo(neutral[3 * p + 1] + bulge(p, 1), 5);
      expect(half[3 * p + 1]).toBeCloseTo((none[3 * p + 1] + whole[3 * p + 1]) / 2, 4);
    }
  });
});
