import { describe, expect, it } from 'vitest';
import { INNER_LIPS } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { COLUMNS } from '../../../../../apps/overlay/src/core/rig/mouth/lip-curve.ts';
import { tidyLips } from '../../../../../apps/overlay/src/core/warp/lips.ts';
import { createMouthMeshUpdater, type MouthMesh } from '../../../../../apps/overlay/src/core/warp/mouth-mesh.ts';
import { canonicalLandmarks, landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const STYLE = { blur: 0.05, unit: 1 };
const ROWS = 5;
const STRIP = COLUMNS * ROWS;

function openLips(gap: number): Float32Array {
  const points = canonicalLandmarks();
  tidyLips(points, true);
  const share = [0, 0.4, 0.7, 0.9, 0.97, 1, 0.97, 0.9, 0.7, 0.4, 0];
  for (let i = 1; i < 10; i++) points[3 * INNER_LIPS.lower[i] + 1] -= gap * share[i];
  return points;
}

function meshOf(gap: number, yaw = 0, tongueOut = 0): { mesh: MouthMesh; screen: Float32Array; scale: number } {
  const rest = openLips(0);
  const pose = poseOf(yaw, 0, 0);
  const updater = createMouthMeshUpdater(landmarksUnder(poseOf(0, 0, 0), rest), STYLE);
  const canonical = openLips(gap);
  const screen = landmarksUnder(pose, canonical);
  updater.update(screen, canonical, pose.scale, tongueOut);
  return { mesh: updater.mesh, screen, scale: pose.scale };
}

describe('createMouthMeshUpdater', () => {
  it('runs the strip through the landmarks of both lips', () => {
    const { mesh, screen } = meshOf(1.2);
    for (let i = 0; i < 11; i++) {
      const column = 5 * i;
      const [upper, lower] = [column * ROWS + 1, column * ROWS + 3];
      for (let axis = 0; axis < 2; axis++) {
        expect(mesh.position[2 * upper + axis]).toBeCloseTo(screen[3 * INNER_LIPS.upper[i] + axis], 3);
        expect(mesh.position[2 * lower + axis]).toBeCloseTo(screen[3 * INNER_LIPS.lower[i] + axis], 3);
      }
    }
  });

  it('measures the opening and the way to lips and corners in centimetres', () => {
    const { mesh } = meshOf(1.2);
    const middle = ((COLUMNS - 1) / 2) * ROWS;
    const [below, above, corner, gap] = mesh.edge.subarray(4 * (middle + 2), 4 * (middle + 3));
    expect(gap).toBeCloseTo(1.2, 2);
    expect(below).toBeCloseTo(0.6, 1);
    expect(above).toBeCloseTo(0.6, 1);
    expect(corner).toBeCloseTo(Math.hypot(2.15, 0.6), 1);
    expect(mesh.edge[4 * (middle + 1)]).toBe(0);
    expect(mesh.edge[4 * (middle + 3) + 1]).toBe(0);
    expect(mesh.edge[4 * middle]).toBeLessThan(0);
  });

  it('lays the ring outwards transparent, half on the contour and opaque inside, also when turned', () => {
    for (const yaw of [0, 25]) {
      const { mesh, screen } = meshOf(1.2, yaw);
      const x = (screen[3 * 13] + screen[3 * 14]) / 2;
      const y = (screen[3 * 13 + 1] + screen[3 * 14 + 1]) / 2;
      const away = (v: number) => Math.hypot(mesh.position[2 * v] - x, mesh.position[2 * v + 1] - y);
      for (const k of [25, 75]) {
        const v = STRIP + 3 * k;
        expect([...mesh.cover.subarray(v, v + 3)]).toEqual([0, 0.5, 1]);
        expect(away(v)).toBeGreaterThan(away(v + 1));
        expect(away(v + 1)).toBeGreaterThan(away(v + 2));
      }
    }
  });

  it('shows no ring while the lips are shut', () => {
    const { mesh } = meshOf(0);
    expect(mesh.cover.subarray(STRIP).every((c) => c === 0)).toBe(true);
    expect(mesh.position.every(Number.isFinite)).toBe(true);
  });

  it('takes the lip colour next to the contour, on the side of the nearer lip', () => {
    const { mesh } = meshOf(1.2);
    const rest = landmarksUnder(poseOf(0, 0, 0), openLips(0));
    const middle = ((COLUMNS - 1) / 2) * ROWS;
    expect(mesh.lip[2 * (middle + 1) + 1]).toBeLessThan(rest[3 * 13 + 1]);
    expect(mesh.lip[2 * (middle + 3) + 1]).toBeGreaterThan(rest[3 * 14 + 1]);
    expect(Math.abs(mesh.lip[2 * (middle + 3) + 1] - rest[3 * 14 + 1])).toBeLessThan(1);
  });

  it('indexes only its own vertices, strip first', () => {
    const { mesh } = meshOf(0.5);
    expect(Math.max(...mesh.triangles)).toBe(mesh.count - 1);
    expect(Math.max(...mesh.triangles.subarray(0, mesh.stripIndices))).toBe(STRIP - 1);
    expect(Math.min(...mesh.triangles.subarray(mesh.stripIndices))).toBe(STRIP);
  });

  it('puts a tongue out of an open mouth over the lower lip, and out of no shut one', () => {
    const tongue = ({ mesh }: ReturnType<typeof meshOf>) =>
      Array.from({ length: mesh.count }, (_, v) => v)
        .filter((v) => mesh.edge[4 * v + 3] < 0)
        .map((v) => ({ y: mesh.position[2 * v + 1], cover: mesh.cover[v] }));
    const out = meshOf(1.2, 0, 1);
    const shown = tongue(out);
    expect(shown.every(({ cover }) => cover === 1)).toBe(true);
    const lip = (p: number) => out.screen[3 * p + 1];
    expect(Math.min(...shown.map(({ y }) => y))).toBeLessThan(lip(14));
    expect(Math.min(...shown.map(({ y }) => y))).toBeGreaterThan(lip(13));
    expect(Math.max(...shown.map(({ y }) => y))).toBeGreaterThan(lip(17));
    expect(Math.max(...shown.map(({ y }) => y))).toBeLessThan(lip(152));
    for (const hidden of [meshOf(1.2, 0, 0), meshOf(0, 0, 1)]) expect(tongue(hidden).every(({ cover }) => cover === 0)).toBe(true);
  });
});
