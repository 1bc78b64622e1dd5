import { describe, expect, it } from 'vitest';
import { EYES } from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { buildLidSkin, LID_SKIN_HEIGHT, LID_SKIN_WIDTH } from '../../../../../../apps/overlay/src/core/rig/eye/lid-skin.ts';
import type { PixelSampler } from '../../../../../../apps/overlay/src/core/rig/eye/pixel-sampler.ts';
import { DRAWING, faceWithLids } from './drawn-eyes.ts';

const { landmarks } = faceWithLids(DRAWING.upper, DRAWING.lower);
const { upper, upperRing } = EYES.right;
const left = Math.min(...upper.map((p) => landmarks[3 * p]));
const width = Math.max(...upper.map((p) => landmarks[3 * p])) - left;
const foldY = landmarks[3 * upperRing[4] + 1];
const NO_LASH = new Float32Array(9);
const USUAL = [200 / 255, 150 / 255, 120 / 255] as const;

/** Lit skin that darkens to the right, with what `over` draws on it. */
const skin = (x: number): number[] => [210, 160, 130].map((v) => v - (40 * (x - left)) / width);
const painted =
  (over: (x: number, y: number) => number[] | null): PixelSampler =>
  (x, y, out) => {
    out.set(over(x, y) ?? skin(x));
    return out;
  };

function worst({ data }: { data: Uint8Array }, expected: (column: number) => number[]): number {
  let most = 0;
  for (let row = 2; row < LID_SKIN_HEIGHT; row++) {
    for (let column = 8; column < LID_SKIN_WIDTH - 8; column++) {
      const at = 4 * (row * LID_SKIN_WIDTH + column);
      expected(column).forEach((v, c) => {
        most = Math.max(most, Math.abs(data[at + c] - v));
      });
    }
  }
  return most;
}
const ramp = (column: number): number[] => skin(left + (width * column) / (LID_SKIN_WIDTH - 1));

describe('buildLidSkin', () => {
  it("is the lid's own skin, light and shade included", () => {
    expect(
      worst(
        buildLidSkin(
          'right',
          landmarks,
          NO_LASH,
          USUAL,
          false,
          painted(() => null),
        ),
        ramp,
      ),
    ).toBeLessThan(8);
  });

  it('leaves out lashes, a dark frame across the lid and its glint', () => {
    const over = (x: number, y: number): number[] | null => {
      if (Math.abs(x - left - width / 2) < 0.04 * width) return [20, 15, 10];
      if (Math.abs(y - foldY) < 1) return [250, 250, 250];
      return null;
    };
    expect(worst(buildLidSkin('right', landmarks, NO_LASH, USUAL, false, painted(over)), ramp)).toBeLessThan(12);
  });

  it('shows no texture that stretching would draw out', () => {
    const { data } = buildLidSkin(
      'right',
      landmarks,
      NO_LASH,
      USUAL,
      false,
      painted((x) => skin(x).map((v) => v + 12 * Math.sin(x))),
    );
    for (let column = 9; column < LID_SKIN_WIDTH - 8; column++) {
      const at = 4 * (10 * LID_SKIN_WIDTH + column);
      expect(Math.abs(data[at] - data[at - 4])).toBeLessThan(4);
    }
  });

  it('takes the usual colour where no skin is seen', () => {
    const { data } = buildLidSkin(
      'right',
      landmarks,
      NO_LASH,
      USUAL,
      false,
      painted(() => [5, 5, 5]),
    );
    expect([...data.subarray(0, 4)]).toEqual([200, 150, 120, 255]);
  });

  it('has the colour of the skin below a drawn eye where hair hangs over the lid', () => {
    const hair = painted((_, y) => (y < foldY + 4 ? [120, 40, 60] : [250, 235, 225]));
    const { data } = buildLidSkin('right', landmarks, NO_LASH, USUAL, true, hair);
    for (let at = 0; at < data.length; at += 4) expect([...data.subarray(at, at + 3)]).toEqual([250, 235, 225]);
  });
});
