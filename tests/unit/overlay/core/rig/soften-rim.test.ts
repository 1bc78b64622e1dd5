import { canonicalFace } from '@masque/models/canonical-face';
import { describe, expect, it } from 'vitest';
import { FACE_OVAL, LEFT_EYE, OUTER_LIPS, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { softenRim } from '../../../../../apps/overlay/src/core/rig/soften-rim.ts';
import { landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const outline = new Set<number>(FACE_OVAL);
/** Triangles that join the outline's edges to the ring inside. */
const rim = canonicalFace.triangles.filter((triangle) => triangle.filter((p) => outline.has(p)).length === 2);

/** @param slimmer share by which the outline lies nearer to the face's middle than the canonical face's does */
function softened(yaw: number, slimmer = 0): { before: Float32Array; after: Float32Array } {
  const before = landmarksUnder(poseOf(yaw, 0, 0, 512));
  const middle = before[3 * 1];
  for (const p of FACE_OVAL) before[3 * p] -= slimmer * (before[3 * p] - middle);
  const after = before.slice();
  softenRim(after);
  return { before, after };
}

/** Twice the area of a triangle on the picture; positive where its skin faces the viewer. */
function shown(at: Float32Array, [a, b, c]: readonly number[]): number {
  return (at[3 * c] - at[3 * a]) * (at[3 * b + 1] - at[3 * a + 1]) - (at[3 * b] - at[3 * a]) * (at[3 * c + 1] - at[3 * a + 1]);
}

/** How much steeper than a slope of 1 in 3 a triangle of the rim falls off, by its corner inside: at most 1. */
function steepness(at: Float32Array, triangle: readonly number[]): number {
  const q = triangle.find((p) => !outline.has(p)) as number;
  const [a, b] = triangle.filter((p) => outline.has(p));
  const length = Math.hypot(at[3 * b] - at[3 * a], at[3 * b + 1] - at[3 * a + 1]);
  const depth = (at[3 * a + 2] + at[3 * b + 2]) / 2 - at[3 * q + 2];
  return depth / 3 / Math.max(1e-6, shown(at, triangle) / length);
}

describe('softenRim', () => {
  it('leaves skin beside ears and jaw for a turn to stretch', () => {
    const { before, after } = softened(0, 0.05);
    expect(Math.max(...rim.map((triangle) => steepness(before, triangle)))).toBeGreaterThan(1000);
    expect(Math.max(...rim.map((triangle) => steepness(after, triangle)))).toBeLessThan(1.6);
  });

  it('leaves lids, lips and the places of the outline where they are', () => {
    const { before, after } = softened(8);
    const eyes = [RIGHT_EYE, LEFT_EYE].flatMap(({ upper, lower, upperRing }) => [...upper, ...lower, ...upperRing]);
    for (const p of eyes) expect([...after.subarray(3 * p, 3 * p + 3)]).toEqual([...before.subarray(3 * p, 3 * p + 3)]);
    for (const p of [...OUTER_LIPS, ...FACE_OVAL])
      expect([...after.subarray(3 * p, 3 * p + 2)]).toEqual([...before.subarray(3 * p, 3 * p + 2)]);
  });

  it('leaves the far side of a face that is seen from the side', () => {
    const { before, after } = softened(50);
    const far = [93, 132, 234, 323, 361, 454].filter((p) => before[3 * p + 2] > before[3 * 1 + 2] + 60);
    const moved = (p: number): number => Math.hypot(after[3 * p] - before[3 * p], after[3 * p + 1] - before[3 * p + 1]);
    const inner = far.flatMap((p) => rim.filter((t) => t.includes(p)).flatMap((t) => t.filter((q) => !outline.has(q))));
    const beyond = inner.filter((q) => rim.filter((t) => t.includes(q)).every((t) => shown(before, t) < 0));
    expect(beyond.length).toBeGreaterThan(0);
    for (const q of beyond) expect(moved(q)).toBeLessThan(3);
  });
});
