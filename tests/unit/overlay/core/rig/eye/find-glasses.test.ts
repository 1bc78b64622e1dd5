import { describe, expect, it } from 'vitest';
import { findGlasses } from '../../../../../../apps/overlay/src/core/rig/eye/find-glasses.ts';
import { DRAWING, drawEyes, faceWithLids } from './drawn-eyes.ts';

const { landmarks } = faceWithLids(DRAWING.upper, DRAWING.lower);
const at = (p: number) => [landmarks[3 * p], landmarks[3 * p + 1]] as const;
const unit = at(362)[0] - at(133)[0];

/** The drawn face with dark lines: y = height + slope * (x - middle), over x from..to. */
function withLines(...lines: { from: number; to: number; y: number; slope?: number; dark?: number }[]) {
  const picture = drawEyes(landmarks, DRAWING);
  for (const { from, to, y, slope = 0, dark = 30 } of lines) {
    for (let x = Math.floor(from); x < to; x++) {
      const line = y + slope * (x - (from + to) / 2);
      for (let row = Math.round(line - 0.03 * unit); row <= line + 0.03 * unit; row++) {
        for (let c = 0; c < 3; c++) picture.data[4 * (row * picture.width + x) + c] = dark;
      }
    }
  }
  return picture;
}
const bridge = { from: at(133)[0], to: at(362)[0], y: at(168)[1] + 0.1 * unit };
const rimBelow = (side: 33 | 263) => {
  const [inner, outer] = side === 33 ? [133, 33] : [362, 263];
  const [from, to] = [Math.min(at(inner)[0], at(outer)[0]), Math.max(at(inner)[0], at(outer)[0])];
  return { from, to, y: at(23)[1] + 0.5 * unit, slope: side === 33 ? 0.1 : -0.1 };
};

describe('findGlasses', () => {
  it('finds a bridge with rims below the eyes', () => {
    expect(findGlasses(landmarks, withLines(bridge, rimBelow(33), rimBelow(263)))).toBeGreaterThan(0.9);
    expect(findGlasses(landmarks, withLines(bridge, rimBelow(33)))).toBeGreaterThan(0.9);
  });

  it('finds none on a bare face, nor in a wrinkle alone', () => {
    expect(findGlasses(landmarks, withLines())).toBe(0);
    expect(findGlasses(landmarks, withLines(bridge))).toBe(0);
    expect(findGlasses(landmarks, withLines(rimBelow(33), rimBelow(263)))).toBe(0);
  });
});
