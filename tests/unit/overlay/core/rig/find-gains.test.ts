import { describe, expect, it } from 'vitest';
import { createPuppet } from '../../../../../apps/overlay/src/core/puppet.ts';
import { CHECK_MOTIONS, findGains, type Shown } from '../../../../../apps/overlay/src/core/rig/find-gains.ts';
import { UNIT_GAINS } from '../../../../../apps/overlay/src/core/rig/gains.ts';
import { buildRig } from '../../../../../apps/overlay/src/core/rig/rig.ts';
import { landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const side = 512;
const picture = { width: side, height: side, data: new Uint8ClampedArray(4 * side * side).fill(255) };
const rig = buildRig({ picture, landmarks: landmarksUnder(poseOf(0, 0, 0, side)), drawn: false, alpha: null });

/** What a face model would see that reads this share of every movement. */
function shownTo(share: number): Shown[] {
  const puppet = createPuppet(rig);
  let rest: Float32Array | null = null;
  return CHECK_MOTIONS.map((motion) => {
    puppet.pose(motion);
    const { points, canonical } = puppet.deformation;
    rest ??= points.slice();
    const from = rest;
    return { canonical: canonical.slice(), landmarks: points.map((v, i) => from[i] + share * (v - from[i])) };
  });
}

describe('findGains', () => {
  it('answers a portrait that shows less with more, within bounds', () => {
    const [weak, strong] = [findGains(rig, shownTo(0.6)), findGains(rig, shownTo(0.9))];
    for (const name of ['yaw', 'pitch', 'mouthOpen', 'mouthWidth', 'browUp'] as const) {
      expect(weak[name], name).toBeGreaterThan(strong[name]);
      expect(weak[name], name).toBeLessThanOrEqual(1.4);
      expect(strong[name], name).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('leaves every gain at 1 where no face is found, and where hardly anything is read', () => {
    const blind = shownTo(1).map(({ canonical }) => ({ canonical, landmarks: null }));
    expect(findGains(rig, blind)).toEqual(UNIT_GAINS);
    const { yaw, pitch, browUp, mouthOpen } = findGains(rig, shownTo(0.05));
    expect([yaw, pitch, browUp, mouthOpen]).toEqual([1, 1, 1, 1]);
  });

  it('leaves the gain of a pose without a face at 1, and finds the others', () => {
    const shown = shownTo(0.6);
    shown[1] = { ...shown[1], landmarks: null };
    const gains = findGains(rig, shown);
    expect(gains.yaw).toBe(1);
    expect(gains.mouthOpen).toBe(findGains(rig, shownTo(0.6)).mouthOpen);
  });

  it('narrows only a mouth that looks wider open than it was laid out, and never by much', () => {
    expect(findGains(rig, shownTo(1)).narrowing).toBeCloseTo(0, 1);
    const widened = (by: number): Shown[] =>
      shownTo(1).map(({ canonical, landmarks }, i) => {
        if (landmarks && i > 0 && canonical[3 * 13 + 1] - canonical[3 * 14 + 1] > 1) {
          landmarks[3 * 61] -= by * rig.pose.scale;
          landmarks[3 * 291] += by * rig.pose.scale;
        }
        return { canonical, landmarks };
      });
    expect(findGains(rig, widened(0.1)).narrowing).toBeGreaterThan(0.03);
    expect(findGains(rig, widened(2)).narrowing).toBeLessThan(0.2);
  });

  it('finds what a turning head seems to do besides, and nothing where it does nothing else', () => {
    const { drift } = findGains(rig, shownTo(1));
    for (const c of [...drift.corner, ...drift.brow]) expect(Math.abs(c)).toBeLessThan(0.03);
    const sinking = shownTo(1).map(({ canonical, landmarks }, i) => {
      const { yaw } = CHECK_MOTIONS[i].head;
      for (const p of [61, 291]) if (landmarks) landmarks[3 * p + 1] += 0.01 * yaw * rig.pose.scale;
      return { canonical, landmarks };
    });
    expect(findGains(rig, sinking).drift.corner[0]).toBeCloseTo(drift.corner[0] - 0.1, 1);
  });
});
