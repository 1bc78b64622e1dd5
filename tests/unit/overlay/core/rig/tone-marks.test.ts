import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { solvePose, toCanonical } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { buildFaceMesh } from '../../../../../apps/overlay/src/core/rig/face-mesh.ts';
import { toneMarks } from '../../../../../apps/overlay/src/core/rig/tone-marks.ts';
import { photograph, restingFace } from '../face/synthetic-face.ts';

const landmarks = photograph(restingFace());
const pose = solvePose(landmarks);
const mesh = buildFaceMesh(landmarks, pose);
const neutral = toCanonical(landmarks, pose, new Float32Array(3 * LANDMARK_COUNT));
const marks = toneMarks(mesh, neutral);

/** Marks at the vertex of a landmark. */
function at(landmark: number): number[] {
  for (let v = 0; v < mesh.count; v++)
    for (let j = 0; j < 3; j++)
      if (mesh.corner[3 * v + j] === landmark && mesh.cornerWeight[3 * v + j] === 1) return [...marks.subarray(4 * v, 4 * v + 4)];
  throw new Error(`no vertex lies on landmark ${landmark}`);
}

describe('toneMarks', () => {
  it('folds beside the mouth, each side by itself, and neither on the nose nor on the chin', () => {
    expect(at(206)[0]).toBeGreaterThan(0.8);
    expect(at(426)[1]).toBeGreaterThan(0.8);
    expect(at(206)[1]).toBeLessThan(0.01);
    for (const p of [4, 152, 0]) expect(Math.max(...at(p).slice(0, 2))).toBeLessThan(0.1);
  });

  it('folds the forehead above the brows, not the brows', () => {
    expect(Math.max(...[105, 66].map((p) => at(p)[2]))).toBeLessThan(0.2);
    expect(marks.filter((_, i) => i % 4 === 2).some((m) => m > 0.8)).toBe(true);
  });

  it('blushes on the cheeks', () => {
    expect(at(50)[3]).toBeGreaterThan(0.9);
    expect(at(280)[3]).toBeGreaterThan(0.9);
    for (const p of [4, 10, 152, 61]) expect(at(p)[3]).toBeLessThan(0.1);
  });
});
