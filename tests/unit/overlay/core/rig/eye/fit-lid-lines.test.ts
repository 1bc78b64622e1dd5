import { describe, expect, it } from 'vitest';
import { EYES, eyeFrame, localX, localY } from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { fitLidLines } from '../../../../../../apps/overlay/src/core/rig/eye/fit-lid-lines.ts';
import type { PixelSampler } from '../../../../../../apps/overlay/src/core/rig/eye/pixel-sampler.ts';
import { faceWithLids } from './drawn-eyes.ts';

const tracked = faceWithLids(0.25, 0.1).landmarks;
const SKIN = [200, 140, 110];

/** Skin with an eye as two dark lines, in the tracked eye's own units; its corners lie at `outer` and `inner`. */
function lines(side: 'right' | 'left', { outer, inner, rise, fall, dark }: Record<'outer' | 'inner' | 'rise' | 'fall' | 'dark', number>) {
  const frame = eyeFrame(side, tracked);
  const outward = side === 'right' ? -1 : 1;
  const sample: PixelSampler = (px, py, out) => {
    const t = outward * localX(frame, px, py);
    const y = localY(frame, px, py) - (outer * (1 + t)) / 2 - (inner * (1 - t)) / 2;
    const off = Math.min(Math.abs(y + rise * (1 - t * t)), Math.abs(y - fall * (1 - t * t)));
    const ink = Math.abs(t) <= 1 ? dark * Math.max(0, 1 - off / 0.13) : 0;
    out.set(SKIN.map((v) => v * (1 - ink)));
    return out;
  };
  return { frame, sample };
}

describe('fitLidLines', () => {
  it.each(['right', 'left'] as const)('moves the %s eye onto its drawn lines, its tilt included', (side) => {
    const { frame, sample } = lines(side, { outer: -0.05, inner: 0.35, rise: 0.45, fall: 0.25, dark: 0.5 });
    const landmarks = tracked.slice();
    expect(fitLidLines(side, frame, landmarks, sample)).toBe(true);
    const { upper, lower, upperRing, lowerRing, iris } = EYES[side];
    const y = (p: number, points = landmarks) => localY(frame, points[3 * p], points[3 * p + 1]);
    expect(y(upper[0])).toBeCloseTo(-0.05, 1);
    expect(y(upper[8])).toBeCloseTo(0.35, 1);
    expect(Math.abs(y(upper[4]) - (0.15 - 0.45))).toBeLessThan(0.07);
    expect(Math.abs(y(lower[4]) - (0.15 + 0.25))).toBeLessThan(0.07);
    for (let i = 1; i < 8; i++) {
      expect(y(upperRing[i])).toBeLessThan(y(upper[i]));
      expect(y(lowerRing[i])).toBeGreaterThan(y(lower[i]));
    }
    expect(y(iris[0])).toBeGreaterThan(y(upper[4]));
    expect(y(iris[0])).toBeLessThan(y(lower[4]));
  });

  it('leaves an eye alone where there are no clear lines', () => {
    for (const dark of [0, 0.06]) {
      const { frame, sample } = lines('right', { outer: 0, inner: 0.3, rise: 0.4, fall: 0.2, dark });
      const landmarks = tracked.slice();
      expect(fitLidLines('right', frame, landmarks, sample)).toBe(false);
      expect(landmarks).toEqual(tracked);
    }
  });
});
