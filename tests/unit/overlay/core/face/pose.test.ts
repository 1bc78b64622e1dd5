import { describe, expect, it } from 'vitest';
import { anglesOf, rotationFromAngles, solvePose, toCanonical } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { canonicalLandmarks, landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const POSES = [
  [0, 0, 0],
  [25, 0, 0],
  [-30, 10, 5],
  [5, -18, -20],
  [12, 14, 40],
] as const;

describe('solvePose', () => {
  it.each(POSES)('finds yaw %d, pitch %d, roll %d again', (yaw, pitch, roll) => {
    const pose = poseOf(yaw, pitch, roll);
    const found = solvePose(landmarksUnder(pose));
    const angles = anglesOf(found.rotation);
    expect(angles.yaw).toBeCloseTo(yaw, 2);
    expect(angles.pitch).toBeCloseTo(pitch, 2);
    expect(angles.roll).toBeCloseTo(roll, 2);
    expect(found.scale).toBeCloseTo(pose.scale, 3);
    expect(found.translation[0]).toBeCloseTo(256, 2);
    expect(found.translation[1]).toBeCloseTo(-256, 2);
  });

  it('is not moved by an open jaw', () => {
    const face = canonicalLandmarks();
    for (const chin of [152, 148, 377, 176, 400, 14, 17]) face[3 * chin + 1] -= 3;
    const angles = anglesOf(solvePose(landmarksUnder(poseOf(10, -5, 3), face)).rotation);
    expect(Math.abs(angles.pitch + 5)).toBeLessThan(0.5);
    expect(Math.abs(angles.yaw - 10)).toBeLessThan(0.5);
  });
});

describe('toCanonical', () => {
  it('undoes a pose', () => {
    const face = canonicalLandmarks();
    const pose = poseOf(20, 8, -15);
    const back = toCanonical(landmarksUnder(pose, face), pose, new Float32Array(face.length));
    back.forEach((v, i) => {
      expect(v).toBeCloseTo(face[i], 3);
    });
  });
});

describe('anglesOf', () => {
  it.each(POSES)('is the inverse of rotationFromAngles at %d, %d, %d', (yaw, pitch, roll) => {
    const angles = anglesOf(rotationFromAngles(yaw, pitch, roll));
    expect([angles.yaw, angles.pitch, angles.roll].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([yaw, pitch, roll]);
  });
});
