import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INNER_LIPS } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { LIP_RINGS, SPOKES } from '../../../../../apps/overlay/src/core/rig/mouth/lip-topology.ts';
import { createLipSettler, tidyLips } from '../../../../../apps/overlay/src/core/warp/lips.ts';
import { canonicalLandmarks } from '../../../../support/synthetic-face.ts';

const [OUTER, , , INNER] = LIP_RINGS;
const CORNERS = [0, SPOKES / 2];
const LOWER = [14, 87, 317, 88, 178, 402, 318, 95, 324, 15, 16, 17, 84, 314, 181, 405, 91, 321];

/** Canonical lips, shut by welding or parted by `gap` cm at rest. */
function restingLips(gap: number): Float32Array {
  const rest = canonicalLandmarks();
  tidyLips(rest, true);
  for (let i = 1; i < 10; i++) {
    rest[3 * INNER_LIPS.upper[i] + 1] += gap / 2;
    rest[3 * INNER_LIPS.lower[i] + 1] -= gap / 2;
  }
  return rest;
}

function gapOf(points: Float32Array, i: number): number {
  return points[3 * INNER_LIPS.upper[i] + 1] - points[3 * INNER_LIPS.lower[i] + 1];
}

/** Length of a spoke along its direction at rest. */
function thickness(points: Float32Array, rest: Float32Array, k: number): number {
  const [o, n] = [3 * OUTER[k], 3 * INNER[k]];
  const direction = [0, 1, 2].map((c) => rest[o + c] - rest[n + c]);
  const length = Math.hypot(...direction);
  return direction.reduce((sum, d, c) => sum + ((points[o + c] - points[n + c]) * d) / length, 0);
}

function raised(rest: Float32Array, by: number, indices: readonly number[] = LOWER): Float32Array {
  const points = rest.slice();
  for (const p of indices) points[3 * p + 1] += by;
  return points;
}

describe('createLipSettler', () => {
  it('leaves lips at rest where they are, shut or open', () => {
    for (const gap of [0, 0.7]) {
      const rest = restingLips(gap);
      const points = rest.slice();
      createLipSettler(rest, { shut: gap === 0 })(points);
      for (let i = 0; i < points.length; i++) expect(points[i]).toBeCloseTo(rest[i], 4);
    }
  });

  it('keeps a shut mouth shut under small opening and opens it fully under a large one', () => {
    const rest = restingLips(0);
    const settle = createLipSettler(rest, { shut: true });
    const slight = raised(rest, -0.05);
    settle(slight);
    for (let i = 1; i < 10; i++) expect(gapOf(slight, i)).toBeCloseTo(0, 5);
    const wide = raised(rest, -1.5);
    settle(wide);
    expect(gapOf(wide, 5)).toBeCloseTo(1.5, 2);
  });

  it('holds nothing back where the portrait is open', () => {
    const rest = restingLips(0.7);
    const points = raised(rest, -0.03);
    createLipSettler(rest, { shut: false })(points);
    expect(gapOf(points, 5)).toBeCloseTo(0.73, 3);
  });

  it('closes an open mouth wholly: the contours meet in all three coordinates', () => {
    const rest = restingLips(0.7);
    const points = raised(rest, 1.1);
    createLipSettler(rest, { shut: false })(points);
    for (let i = 1; i < 10; i++) {
      for (let c = 0; c < 3; c++) expect(points[3 * INNER_LIPS.upper[i] + c]).toBeCloseTo(points[3 * INNER_LIPS.lower[i] + c], 4);
    }
    // The rising lower lip lifts the upper one by a quarter of the 0.4 cm that it would pass it.
    expect(points[3 * 13 + 1] - rest[3 * 13 + 1]).toBeCloseTo(0.1, 2);
  });

  it('keeps lips from turning inside out when a full lip drives a thin one', () => {
    const rest = restingLips(0);
    const points = rest.slice();
    // The outer contour passes beyond the inner one, as under the motion of lips thicker than these.
    for (let k = 0; k < SPOKES; k++) {
      for (let c = 0; c < 3; c++) points[3 * OUTER[k] + c] -= 1.4 * (rest[3 * OUTER[k] + c] - rest[3 * INNER[k] + c]);
    }
    createLipSettler(rest, { shut: true })(points);
    for (let k = 0; k < SPOKES; k++) {
      const part = CORNERS.includes(k) ? 0.44 : 0.65;
      expect(thickness(points, rest, k)).toBeGreaterThan(part * thickness(rest, rest, k));
    }
  });

  it('draws the cheek beside a corner along when the mouth narrows', () => {
    const rest = restingLips(0);
    const points = rest.slice();
    for (const ring of LIP_RINGS) points[3 * ring[0]] += 0.8;
    createLipSettler(rest, { shut: true })(points);
    const beside = 57;
    const far = 50;
    expect(points[3 * beside] - rest[3 * beside]).toBeGreaterThan(0.4);
    expect(Math.abs(points[3 * far] - rest[3 * far])).toBeLessThan(0.05);
  });

  it('never lets the contours cross nor a landmark become undefined, whatever comes', () => {
    const rest = restingLips(0.3);
    const settle = createLipSettler(rest, { shut: false });
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 60, maxLength: 60 }), (moves) => {
        const points = rest.slice();
        LIP_RINGS.flat().forEach((p, i) => {
          for (let c = 0; c < 3; c++) points[3 * p + c] += moves[(3 * i + c) % moves.length];
        });
        settle(points);
        for (let i = 1; i < 10; i++) expect(gapOf(points, i)).toBeGreaterThan(-1e-5);
        expect(points.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('tidyLips', () => {
  it('welds shut lips to their middle line', () => {
    const points = canonicalLandmarks();
    const middle = (points[3 * 13 + 1] + points[3 * 14 + 1]) / 2;
    tidyLips(points, true);
    expect(points[3 * 13 + 1]).toBeCloseTo(middle, 5);
    expect(points[3 * 14 + 1]).toBeCloseTo(middle, 5);
  });

  it('puts the red in order between the contours, and leaves open contours alone', () => {
    const points = canonicalLandmarks();
    const before = points.slice();
    // A tracker that puts the ring next to the skin inside the mouth.
    points[3 * LIP_RINGS[1][5] + 1] = before[3 * 14 + 1];
    tidyLips(points, false);
    for (const p of [...OUTER, ...INNER]) for (let c = 0; c < 2; c++) expect(points[3 * p + c]).toBe(before[3 * p + c]);
    for (let k = 0; k < SPOKES; k++) {
      const along = (ring: number) => {
        const [p, o, n] = [LIP_RINGS[ring][k], OUTER[k], INNER[k]].map((q) => [points[3 * q], points[3 * q + 1]]);
        const [dx, dy] = [n[0] - o[0], n[1] - o[1]];
        return ((p[0] - o[0]) * dx + (p[1] - o[1]) * dy) / (dx * dx + dy * dy);
      };
      expect(along(1)).toBeGreaterThan(0.19);
      expect(along(2)).toBeGreaterThan(along(1));
      expect(along(2)).toBeLessThan(0.86);
    }
    expect(points.length).toBe(3 * LANDMARK_COUNT);
  });
});
