import { canonicalFace } from '@masque/models/canonical-face';
import { describe, expect, it } from 'vitest';
import { subdivide } from '../../../../../apps/overlay/src/core/rig/subdivide.ts';

const base = canonicalFace.points.length / 3;

describe('subdivide', () => {
  const mesh = subdivide(base, canonicalFace.triangles, 2);

  it('splits every triangle in four at each level', () => {
    expect(mesh.triangles.length).toBe(16 * canonicalFace.triangles.length);
    expect(Math.max(...mesh.triangles.flat())).toBe(mesh.count - 1);
  });

  it('leaves the base points where they are', () => {
    for (let v = 0; v < base; v++) expect(mesh.smooth[v]).toEqual({ index: [v], weight: [1] });
  });

  it('gives weights that sum to one', () => {
    for (const { weight } of [...mesh.smooth, ...mesh.linear]) expect(weight.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });

  it('keeps linear weights inside one triangle', () => {
    for (const { index, weight } of mesh.linear) {
      expect(index.length).toBeLessThanOrEqual(3);
      expect(Math.min(...weight)).toBeGreaterThan(0);
    }
  });

  it('is smoother than linear: points of a regular grid on a paraboloid stay near it', () => {
    const { grid, points, at } = paraboloid(9);
    const fine = subdivide(points.length, grid, 1);
    const middle = fine.smooth.find((s) => s.index.length === 8 && s.index.includes(at(4, 4)));
    expect(middle).toBeDefined();
    const sum = (f: (p: number[]) => number) => middle?.index.reduce((t, p, i) => t + f(points[p]) * middle.weight[i], 0) ?? Number.NaN;
    const [x, y, z] = [sum((p) => p[0]), sum((p) => p[1]), sum((p) => p[2])];
    expect(Math.abs(z - (x * x + y * y))).toBeLessThan(1e-9);
  });
});

function paraboloid(n: number) {
  const at = (i: number, j: number) => j * n + i;
  const points = Array.from({ length: n * n }, (_, v) => {
    const [i, j] = [v % n, Math.floor(v / n)];
    const [x, y] = [i + j / 2, j * Math.sqrt(0.75)];
    return [x, y, x * x + y * y];
  });
  const grid: [number, number, number][] = [];
  for (let j = 0; j < n - 1; j++) {
    for (let i = 0; i < n - 1; i++) grid.push([at(i, j), at(i + 1, j), at(i, j + 1)], [at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)]);
  }
  return { grid, points, at };
}
