import { canonicalFace } from '@masque/models/canonical-face';
import { expect, test } from 'vitest';

const point = (i: number): number[] => Array.from(canonicalFace.points.slice(3 * i, 3 * i + 3));

test('the canonical face has 468 points and 898 triangles over them', () => {
  expect(canonicalFace.points).toHaveLength(468 * 3);
  expect(canonicalFace.triangles).toHaveLength(898);
  const used = new Set(canonicalFace.triangles.flat());
  expect(Math.max(...used)).toBe(467);
  expect(used.size).toBe(468);
});

test('y is up, z toward the camera, lengths are centimetres, and the face is symmetric', () => {
  expect(point(10)[1] - point(152)[1]).toBeGreaterThan(16);
  expect(point(10)[1] - point(152)[1]).toBeLessThan(19);
  expect(point(1)[2]).toBeGreaterThan(point(234)[2] + 5);
  expect(point(33)[0]).toBeLessThan(0);
  expect(point(263)[0]).toBeCloseTo(-point(33)[0], 3);
});

test('the rigid basis names points of the face with positive weights', () => {
  expect(canonicalFace.basis.length).toBeGreaterThan(20);
  for (const [index, weight] of canonicalFace.basis) {
    expect(index >= 0 && index < 468).toBe(true);
    expect(weight).toBeGreaterThan(0);
  }
});
