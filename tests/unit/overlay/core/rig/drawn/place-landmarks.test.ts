import { readFileSync } from 'node:fs';
import { MIRRORED_POINT } from '@masque/config/drawn-points';
import { anglesOf, solvePose } from '@masque/overlay/src/core/face/pose.ts';
import { drawnPointsOf } from '@masque/overlay/src/core/rig/drawn/drawn-points-of.ts';
import { placeLandmarks } from '@masque/overlay/src/core/rig/drawn/place-landmarks.ts';
import { describe, expect, it } from 'vitest';

const kasumi = JSON.parse(readFileSync(new URL('../../../../../../config/avatars/kasumi/landmarks.json', import.meta.url), 'utf8')) as {
  width: number;
  points: number[][];
};
const drawn = drawnPointsOf(kasumi.points.flat());
const eyeDistance = kasumi.points[473][0] - kasumi.points[468][0];

const distance = (landmarks: Float32Array, p: number, [x, y]: readonly number[]) =>
  Math.hypot(landmarks[3 * p] - x, landmarks[3 * p + 1] - y);

describe('placeLandmarks', () => {
  it('finds the landmarks of a drawn avatar again whose own are known', () => {
    const landmarks = placeLandmarks(drawn);
    const worst = (ids: readonly number[]) => Math.max(...ids.map((p) => distance(landmarks, p, kasumi.points[p]))) / eyeDistance;
    expect(worst([33, 246, 161, 160, 159, 158, 157, 173, 133, 7, 163, 144, 145, 153, 154, 155])).toBeLessThan(0.04);
    expect(worst([468, 469, 470, 471, 472])).toBeLessThan(0.01);
    expect(worst([78, 13, 14, 308, 82, 312])).toBeLessThan(0.03);
    expect(worst([152, 377, 148, 136, 365])).toBeLessThan(0.06);
    const angles = anglesOf(solvePose(landmarks).rotation);
    expect(Math.abs(angles.yaw)).toBeLessThan(3);
    expect(Math.abs(angles.roll)).toBeLessThan(1);
  });

  it('is the mirror image for a mirrored face', () => {
    const skewed = drawn.map((v, i) => (i % 2 === 0 && i / 2 === 38 ? v + 12 : v));
    const mirrored = Float32Array.from(skewed, (_, i) => {
      const from = 2 * MIRRORED_POINT[i >> 1] + (i & 1);
      return i % 2 === 0 ? kasumi.width - skewed[from] : skewed[from];
    });
    const [plain, other] = [placeLandmarks(skewed), placeLandmarks(mirrored)];
    for (const [left, right] of [
      [33, 263],
      [145, 374],
      [61, 291],
      [172, 397],
      [105, 334],
      [50, 280],
    ]) {
      expect(kasumi.width - plain[3 * left]).toBeCloseTo(other[3 * right], 1);
      expect(plain[3 * left + 1]).toBeCloseTo(other[3 * right + 1], 1);
      expect(plain[3 * left + 2]).toBeCloseTo(other[3 * right + 2], 1);
    }
  });

  it('turns with the picture', () => {
    const [cos, sin] = [Math.cos(0.4), Math.sin(0.4)];
    const turned = drawn.map((v, i) => (i % 2 === 0 ? cos * v - sin * drawn[i + 1] : sin * drawn[i - 1] + cos * v));
    const [plain, other] = [placeLandmarks(drawn), placeLandmarks(turned)];
    for (let p = 0; p < 478; p += 7) {
      expect(other[3 * p]).toBeCloseTo(cos * plain[3 * p] - sin * plain[3 * p + 1], 0);
      expect(other[3 * p + 1]).toBeCloseTo(sin * plain[3 * p] + cos * plain[3 * p + 1], 0);
    }
    expect(anglesOf(solvePose(other).rotation).roll).toBeCloseTo(anglesOf(solvePose(plain).rotation).roll - (0.4 * 180) / Math.PI, 0);
  });

  it('takes features aside of the middle for a turned head', () => {
    const OUTLINE = 39;
    const aside = drawn.map((v, i) => (i % 2 === 0 && i / 2 < OUTLINE ? v + 0.25 * eyeDistance : v));
    expect(anglesOf(solvePose(placeLandmarks(aside)).rotation).yaw).toBeGreaterThan(7);
  });

  it('shuts a mouth that is drawn as a line, and leaves an open one open', () => {
    const gap = (landmarks: Float32Array) => (landmarks[3 * 14 + 1] - landmarks[3 * 13 + 1]) / eyeDistance;
    expect(gap(placeLandmarks(drawn))).toBeLessThan(0.01);
    const open = drawn.map((v, i) => (i % 2 === 1 && [33, 36, 37].includes(i >> 1) ? v + 0.15 * eyeDistance : v));
    expect(gap(placeLandmarks(open))).toBeCloseTo(0.15, 1);
  });
});
