import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { anglesOf } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { expressionOf } from '../../../../../apps/overlay/src/core/motion/basis.ts';
import { UNIT_GAINS } from '../../../../../apps/overlay/src/core/rig/gains.ts';
import type { MeshData } from '../../../../../apps/overlay/src/core/rig/mesh-data.ts';
import { buildRig } from '../../../../../apps/overlay/src/core/rig/rig.ts';
import { createDeformer, type Deformation } from '../../../../../apps/overlay/src/core/warp/deformer.ts';
import { landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const side = 512;
const picture = { width: side, height: side, data: new Uint8ClampedArray(4 * side * side).fill(255) };
const rig = buildRig({ picture, landmarks: landmarksUnder(poseOf(4, -3, 2, side)), drawn: false, alpha: null });
const still = new Float32Array(rig.neutral.length);

function deform(motion: Motion, displacement: Float32Array): Deformation {
  const deformer = createDeformer(rig);
  deformer.update(motion, displacement);
  return deformer.deformation;
}

/** What the vertex shader does, on the CPU: vertex v on the picture. */
function place(mesh: MeshData, v: number, { control, head }: Deformation): [number, number] {
  const { rotation: r, scale: s, translation: t } = head;
  const [fx, fy, fz] = mesh.rigid.subarray(3 * v, 3 * v + 3);
  const [x, y] = [mesh.rest[3 * v], mesh.rest[3 * v + 1]];
  let px = x + mesh.follow[2 * v] * (s * (r[0] * fx + r[1] * fy + r[2] * fz) + t[0] - x);
  let py = y + mesh.follow[2 * v + 1] * (-(s * (r[3] * fx + r[4] * fy + r[5] * fz) + t[1]) - y);
  for (let j = 0; j < 8; j++) {
    px += mesh.weight[8 * v + j] * control[4 * mesh.index[8 * v + j]];
    py += mesh.weight[8 * v + j] * control[4 * mesh.index[8 * v + j] + 1];
  }
  return [px, py];
}

function farthest(mesh: MeshData, deformation: Deformation): number {
  let most = 0;
  for (let v = 0; v < mesh.count; v++) {
    const [x, y] = place(mesh, v, deformation);
    most = Math.max(most, Math.hypot(x - mesh.rest[3 * v], y - mesh.rest[3 * v + 1]));
  }
  return most;
}

describe('createDeformer', () => {
  it('leaves the picture as it is at neutral', () => {
    const deformation = deform(createMotion(), still);
    expect(farthest(rig.face, deformation)).toBeLessThan(0.01);
    expect(farthest(rig.surround, deformation)).toBeLessThan(0.01);
  });

  it("adds the strengthened head angles to the portrait's own", () => {
    const motion = createMotion();
    Object.assign(motion.head, { yaw: 15, pitch: 6, roll: -10 });
    const angles = anglesOf(deform(motion, still).head.rotation);
    expect(angles.yaw).toBeCloseTo(4 + 1.15 * 15, 1);
    expect(angles.pitch).toBeCloseTo(-3 + 1.15 * 6, 1);
    expect(angles.roll).toBeCloseTo(-8, 1);
  });

  it("keeps the picture's border still under any head motion", () => {
    const motion = createMotion();
    Object.assign(motion.head, { yaw: -25, pitch: 12, roll: 20, x: 0.4, y: -0.2, scale: 1.2 });
    const deformation = deform(motion, still);
    for (let v = 0; v < rig.surround.count; v++) {
      const [x, y] = [rig.surround.rest[3 * v], rig.surround.rest[3 * v + 1]];
      const [px, py] = place(rig.surround, v, deformation);
      if (x === 0 || x === side || y === 0) expect(Math.hypot(px - x, py - y)).toBeLessThan(0.01);
      if (y === side) expect(Math.abs(py - y)).toBeLessThan(0.01);
    }
  });

  it("moves surround and face alike along the face's outline", () => {
    const motion = createMotion();
    Object.assign(motion.head, { yaw: 18, pitch: -8, roll: 6 });
    const jaw = still.slice();
    for (const p of [152, 148, 377, 176, 400]) jaw[3 * p + 1] = -2;
    const deformation = deform(motion, jaw);
    // A tear would show as neighbouring grid points that part by far more than their distance at rest.
    const { triangles, rest } = rig.surround;
    for (let i = 0; i < triangles.length; i += 3) {
      const [a, b] = [triangles[i], triangles[i + 1]];
      const [ax, ay] = place(rig.surround, a, deformation);
      const [bx, by] = place(rig.surround, b, deformation);
      const at = Math.hypot(rest[3 * a] - rest[3 * b], rest[3 * a + 1] - rest[3 * b + 1]);
      expect(Math.hypot(ax - bx, ay - by)).toBeLessThan(4.5 * at);
    }
  });

  it('eases extreme turns out instead of breaking', () => {
    const motion = createMotion();
    motion.head.yaw = 80;
    const angles = anglesOf(deform(motion, still).head.rotation);
    expect(angles.yaw).toBeGreaterThan(30);
    expect(angles.yaw).toBeLessThan(43);
  });

  it("lets the mouth's corners sink with the jaw by as much as the jaw drops, whatever its gain", () => {
    const motion = createMotion();
    motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] = 0.5;
    const jaw = expressionOf(motion.blendshapes, still.slice());
    const [drop, sunk] = [1, 0.8].map((mouthOpen) => {
      const deformer = createDeformer(rig, { ...UNIT_GAINS, mouthOpen });
      deformer.update(createMotion(), jaw);
      const fallOf = (p: number): number => rig.neutral[3 * p + 1] - deformer.deformation.canonical[3 * p + 1];
      return { lip: fallOf(14), corner: fallOf(61) };
    });
    expect(drop.corner).toBeGreaterThan(0.2);
    expect(sunk.lip / drop.lip).toBeCloseTo(0.8, 1);
    expect(sunk.corner / drop.corner).toBeCloseTo(0.8, 1);
  });
});
