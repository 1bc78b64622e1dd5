import { describe, expect, it } from 'vitest';
import { EYES, type EyeSide } from '../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { applyLids, createLidState } from '../../../../../apps/overlay/src/core/warp/lids.ts';
import { faceWithLids } from '../rig/eye/drawn-eyes.ts';

const SIDES: readonly EyeSide[] = ['right', 'left'];
const LASH = { right: 0.13, left: 0.8 };
const { neutral } = faceWithLids(0.45, 0.35);
const y = (points: Float32Array, p: number) => points[3 * p + 1];

/** The face with its lids set, after a displacement of some landmarks (x, y). */
function lids(right: number, left = right, moved: Record<number, readonly [number, number]> = {}) {
  const points = neutral.slice();
  for (const [p, [dx, dy]] of Object.entries(moved)) {
    points[3 * Number(p)] += dx;
    points[3 * Number(p) + 1] += dy;
  }
  const state = createLidState();
  applyLids(points, neutral, { right, left }, LASH, 0, state);
  return { points, state };
}

/** Gap of the lids at the middle of the eye, relative to the neutral face's. */
function gap(points: Float32Array, side: EyeSide): number {
  const { upper, lower } = EYES[side];
  return (y(points, upper[4]) - y(points, lower[4])) / (y(neutral, upper[4]) - y(neutral, lower[4]));
}

/** Every point below the eye and its surround moved up. */
const raisedCheek = (by: number) =>
  Object.fromEntries(SIDES.flatMap((side) => EYES[side].lowerRing.slice(1, 8).map((p) => [p, [0, by] as const])));

describe('applyLids', () => {
  it('is the neutral face at the own opening', () => {
    const { points, state } = lids(1);
    points.forEach((v, i) => {
      expect(Math.abs(v - neutral[i])).toBeLessThan(1e-5);
    });
    for (const side of SIDES)
      state[side].stretch.forEach((v) => {
        expect(v).toBeCloseTo(1, 5);
      });
  });

  it('opens as far as it is told, shut to wide', () => {
    for (const open of [0.3, 0.4, 0.7, 1, 1.3]) expect(gap(lids(open).points, 'left')).toBeCloseTo(open, 4);
    for (const open of [0, 0.03, 0.09]) expect(gap(lids(open).points, 'left')).toBeCloseTo(0, 5);
    expect(Math.abs(gap(lids(0.0901).points, 'left') - gap(lids(0.0899).points, 'left'))).toBeLessThan(1e-3);
  });

  it('shuts on the lower lid: all columns meet, in an arc that sags between the corners', () => {
    const { points } = lids(0);
    for (const side of SIDES) {
      const { upper, lower } = EYES[side];
      for (let i = 1; i < 8; i++) {
        for (let k = 0; k < 3; k++) expect(points[3 * upper[i] + k]).toBeCloseTo(points[3 * lower[i] + k], 5);
        const rise = y(points, lower[i]) - y(neutral, lower[i]);
        expect(Math.abs(rise)).toBeLessThan(0.25 * (y(neutral, upper[4]) - y(neutral, lower[4])));
      }
      const corners = (y(points, upper[0]) + y(points, upper[8])) / 2;
      expect(y(points, upper[4])).toBeLessThan(corners - 0.15);
      for (let i = 2; i < 8; i++) {
        const bend = y(points, upper[i - 1]) - 2 * y(points, upper[i]) + y(points, upper[Math.min(8, i + 1)]);
        expect(bend).toBeGreaterThan(-0.02);
      }
    }
  });

  it('lets the skin above follow, less the higher it lies, and stretches what is between', () => {
    const { points, state } = lids(0);
    const { upper, upperRing, browRing } = EYES.right;
    const drop = (p: number) => y(neutral, p) - y(points, p);
    expect(drop(upperRing[4])).toBeGreaterThan(0.2 * drop(upper[4]));
    expect(drop(upperRing[4])).toBeLessThan(0.6 * drop(upper[4]));
    expect(drop(browRing[4])).toBeLessThan(drop(upperRing[4]));
    expect(drop(browRing[4])).toBeGreaterThan(0);
    expect(state.right.stretch[4]).toBeGreaterThan(1.5);
    expect(state.right.open).toBe(0);
  });

  it('takes the outer corner down with a shutting eye, with long lashes far', () => {
    const drop = (open: number, p: number) => y(neutral, p) - y(lids(open).points, p);
    expect(drop(1, 33)).toBe(0);
    expect(drop(0, 33)).toBeGreaterThan(0.02);
    expect(drop(0, 263)).toBeGreaterThan(2 * drop(0, 33));
    expect(drop(0, 446)).toBeGreaterThan(0.5 * drop(0, 263));
    expect(drop(0, 263)).toBeLessThan(y(neutral, 263) - y(lids(0).points, 374));
  });

  it('winks: one eye never moves the other', () => {
    const { points } = lids(0, 1);
    const { upper, lower, upperRing, lowerRing, browRing } = EYES.left;
    for (const p of [...upper, ...lower, ...upperRing, ...lowerRing, ...browRing]) expect(y(points, p)).toBeCloseTo(y(neutral, p), 5);
    expect(gap(points, 'right')).toBeCloseTo(0, 5);
  });

  it('narrows from below where the cheek rises, to the same opening', () => {
    const plain = lids(0.6).points;
    const smiling = lids(0.6, 0.6, raisedCheek(0.3)).points;
    for (const side of SIDES) {
      const { upper, lower } = EYES[side];
      expect(gap(smiling, side)).toBeCloseTo(0.6, 4);
      expect(y(smiling, lower[4])).toBeGreaterThan(y(plain, lower[4]) + 0.1);
      expect(y(smiling, upper[4])).toBeGreaterThan(y(plain, upper[4]) + 0.1);
    }
    expect(y(lids(1, 1, raisedCheek(0.3)).points, EYES.left.lower[4])).toBeCloseTo(y(neutral, EYES.left.lower[4]), 5);
    expect(gap(lids(0, 0, raisedCheek(0.3)).points, 'left')).toBeCloseTo(0, 5);
  });

  it('carries what the expression does to the corners', () => {
    const { upper, lower } = EYES.right;
    const { points } = lids(1, 1, { [upper[0]]: [-0.2, 0.1], [upper[8]]: [0, 0] });
    expect(points[3 * upper[4]] - neutral[3 * upper[4]]).toBeCloseTo(-0.1, 4);
    expect(points[3 * lower[1]] - neutral[3 * lower[1]]).toBeCloseTo(-0.175, 4);
    expect(y(points, upper[4]) - y(neutral, upper[4])).toBeCloseTo(0.05, 4);
  });

  it('lifts the fold with the brow, and keeps skin above the lid when the brow is pressed down', () => {
    const brow = (by: number) => Object.fromEntries(EYES.right.browRing.slice(1, 8).map((p) => [p, [0, by] as const]));
    const { upper, upperRing } = EYES.right;
    const raised = lids(1, 1, brow(0.4)).points;
    expect(y(raised, upperRing[4]) - y(neutral, upperRing[4])).toBeGreaterThan(0.1);
    const pressed = lids(1.4, 1.4, brow(-1.5));
    for (let i = 1; i < 8; i++) expect(y(pressed.points, upperRing[i])).toBeGreaterThan(y(pressed.points, upper[i]));
    expect(Math.min(...pressed.state.right.stretch)).toBeGreaterThan(0.25);
  });

  it('stays finite on an eye whose lids lie on each other', () => {
    const shut = neutral.slice();
    for (const side of SIDES)
      for (let i = 1; i < 8; i++) shut.copyWithin(3 * EYES[side].upper[i], 3 * EYES[side].lower[i], 3 * EYES[side].lower[i] + 3);
    for (const open of [0, 0.5, 1.4]) {
      const points = shut.slice();
      applyLids(points, shut, { right: open, left: open }, LASH, 0, createLidState());
      expect(points.every(Number.isFinite)).toBe(true);
    }
  });
});
