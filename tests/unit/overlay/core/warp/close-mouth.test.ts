import { describe, expect, it } from 'vitest';
import { INNER_LIPS } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { closingOf } from '../../../../../apps/overlay/src/core/warp/close-mouth.ts';
import { createLipSettler, tidyLips } from '../../../../../apps/overlay/src/core/warp/lips.ts';
import { canonicalLandmarks } from '../../../../support/synthetic-face.ts';

/** Canonical face whose lower lip and chin hang `gap` cm down. */
function openFace(gap: number): Float32Array {
  const points = canonicalLandmarks();
  tidyLips(points, true);
  for (let i = 1; i < 10; i++) {
    const l = 3 * INNER_LIPS.lower[i];
    points[l + 1] -= gap * Math.sin((Math.PI * i) / 10);
  }
  for (const p of [17, 84, 314, 181, 405, 18, 83, 313, 200, 199, 152, 148, 377]) points[3 * p + 1] -= gap;
  return points;
}

describe('closingOf', () => {
  it('has nothing to do where the lips touch', () => {
    expect(closingOf(canonicalLandmarks(), { shut: true })).toBeNull();
  });

  for (const gap of [0.6, 3]) {
    it(`brings lips that are ${gap} cm apart together, and the chin up`, () => {
      const rest = openFace(gap);
      const closing = closingOf(rest, { shut: false }) as Float32Array;
      const closed = rest.map((v, i) => v + closing[i]);
      createLipSettler(rest, { shut: false })(closed, 1);
      for (let i = 1; i < 10; i++) {
        for (let c = 0; c < 3; c++) expect(closed[3 * INNER_LIPS.upper[i] + c]).toBeCloseTo(closed[3 * INNER_LIPS.lower[i] + c], 4);
      }
      expect(closed[3 * 152 + 1] - rest[3 * 152 + 1]).toBeGreaterThan(0.15 * gap);
      // The lip keeps its thickness and the skin stays below it.
      expect(closed[3 * 14 + 1] - closed[3 * 17 + 1]).toBeGreaterThan(0.6 * (rest[3 * 14 + 1] - rest[3 * 17 + 1]));
      expect(closed[3 * 17 + 1]).toBeGreaterThan(closed[3 * 18 + 1]);
      // The upper lip comes down by less than the lower one goes up.
      expect(rest[3 * 13 + 1] - closed[3 * 13 + 1]).toBeLessThan(closed[3 * 14 + 1] - rest[3 * 14 + 1]);
    });
  }
});
