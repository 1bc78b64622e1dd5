import { describe, expect, it } from 'vitest';
import { buildEyePart } from '../../../../../apps/overlay/src/core/rig/eye/eye-part.ts';
import { limitOpening } from '../../../../../apps/overlay/src/core/warp/opening-limit.ts';
import { DRAWING, drawEyes, faceWithLids } from '../rig/eye/drawn-eyes.ts';

const { landmarks, neutral } = faceWithLids(DRAWING.upper, DRAWING.lower);
const part = buildEyePart('right', landmarks, drawEyes(landmarks, DRAWING), neutral, false);
const white = (open: number, down: number) => part.whiteAbove + down + (limitOpening(part, open, down) - 1) * part.openingAtIris;

describe('limitOpening', () => {
  it('leaves what lies between shut and the own opening as it is', () => {
    for (const open of [0, 0.3, 0.7, 1]) expect(limitOpening(part, open, 0)).toBeCloseTo(open, 6);
    expect(limitOpening(part, 0.4, 0.4)).toBeCloseTo(0.4, 6);
  });

  it('opens a wide eye further, but shows no broad band of white above the iris', () => {
    expect(limitOpening(part, 1.2, 0)).toBeGreaterThan(1.05);
    expect(limitOpening(part, 1.67, 0)).toBeLessThan(1.35);
    expect(white(1.67, 0)).toBeLessThan(Math.max(0, part.whiteAbove) + 0.15);
  });

  it('takes the lid down with the gaze, never beyond half', () => {
    const lowered = limitOpening(part, 1, 0.25);
    expect(lowered).toBeLessThan(0.95);
    expect(limitOpening(part, 1, 0.45)).toBeLessThan(lowered);
    expect(limitOpening(part, 1, 3)).toBeGreaterThanOrEqual(0.5);
    expect(limitOpening(part, 1, -0.3)).toBe(1);
  });

  it('has no step', () => {
    let before = limitOpening(part, 0, 0.2);
    for (let open = 0; open < 1.7; open += 0.005) {
      const now = limitOpening(part, open, 0.2);
      expect(now).toBeGreaterThanOrEqual(before - 1e-6);
      expect(now - before).toBeLessThan(0.0055);
      before = now;
    }
  });
});
