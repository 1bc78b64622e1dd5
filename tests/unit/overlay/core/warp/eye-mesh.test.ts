import { describe, expect, it } from 'vitest';
import { rotationFromAngles, toImage } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { EYES, localX, localY } from '../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { buildEyePart } from '../../../../../apps/overlay/src/core/rig/eye/eye-part.ts';
import { UNIT_GAINS } from '../../../../../apps/overlay/src/core/rig/gains.ts';
import {
  createEyeMesh,
  EYE_VERTICES,
  type EyeMesh,
  facingOf,
  turnEyes,
  updateEyeMesh,
} from '../../../../../apps/overlay/src/core/warp/eye-mesh.ts';
import { DRAWING, drawEyes, faceWithLids } from '../rig/eye/drawn-eyes.ts';

const { landmarks, neutral } = faceWithLids(DRAWING.upper, DRAWING.lower);
const picture = drawEyes(landmarks, DRAWING);
const blind = drawEyes(landmarks, { ...DRAWING, iris: null });
const PARTS = {
  right: buildEyePart('right', landmarks, picture, neutral, false),
  left: buildEyePart('left', landmarks, picture, neutral, false),
};
const REST = { x: 0, y: 0 };

function eyes(points = landmarks, scale = 1, gaze = REST, facing = REST) {
  const right = createEyeMesh(PARTS.right);
  const left = createEyeMesh(PARTS.left);
  updateEyeMesh(right, points, scale);
  updateEyeMesh(left, points, scale);
  turnEyes(right, left, gaze, facing, UNIT_GAINS);
  return { right, left };
}

/** The landmarks with the lids drawn together: 0 shut, 1 as they are. */
function narrowed(open: number): Float32Array {
  const points = landmarks.slice();
  for (const { upper, lower } of Object.values(EYES)) {
    for (let i = 1; i < 8; i++)
      for (let k = 0; k < 2; k++)
        points[3 * upper[i] + k] = points[3 * lower[i] + k] + open * (points[3 * upper[i] + k] - points[3 * lower[i] + k]);
  }
  return points;
}

/** Iris radii along eye-local x and y that a shape matrix draws. */
function radii({ uniforms: { uIrisShape: m } }: EyeMesh): [number, number] {
  return [1 / Math.hypot(m[0], m[1]), 1 / Math.hypot(m[2], m[3])];
}

describe('updateEyeMesh', () => {
  it('lies over the portrait at rest, in its own coordinates', () => {
    for (const mesh of Object.values(eyes())) {
      const { frame } = mesh.part;
      for (let v = 0; v < EYE_VERTICES; v++) {
        const [x, y] = [mesh.positions[2 * v], mesh.positions[2 * v + 1]];
        expect(Math.abs(mesh.local[2 * v] - localX(frame, x, y))).toBeLessThan(1e-3);
        expect(Math.abs(mesh.local[2 * v + 1] - localY(frame, x, y))).toBeLessThan(1e-3);
        expect(mesh.depth[3 * v]).toBeCloseTo(mesh.depth[3 * v + 2], 3);
        const [u, w] = [0, 1].map((k) =>
          [0, 1, 2].reduce((sum, c) => sum + mesh.uniforms.uEyeToPicture[3 * c + k] * [mesh.local[2 * v], mesh.local[2 * v + 1], 1][c], 0),
        );
        expect(u * picture.width).toBeCloseTo(x, 1);
        expect(w * picture.height).toBeCloseTo(y, 1);
      }
      expect(mesh.uniforms.uEye[1]).toBe(1);
      expect(mesh.uniforms.uEye[0]).toBeCloseTo(0, 6);
      expect(mesh.cornerStretch).toBeCloseTo(1, 5);
      expect(Math.max(...mesh.triangles)).toBe(EYE_VERTICES - 1);
    }
  });

  it('reaches under the lids on both sides and beyond the corners', () => {
    const { right } = eyes();
    for (const p of [...EYES.right.upper, ...EYES.right.lower]) {
      const y = localY(right.part.frame, landmarks[3 * p], landmarks[3 * p + 1]);
      const x = localX(right.part.frame, landmarks[3 * p], landmarks[3 * p + 1]);
      let [above, below] = [1, -1];
      for (let v = 0; v < EYE_VERTICES; v += 2) {
        if (Math.abs(right.local[2 * v] - x) > 0.08) continue;
        above = Math.min(above, right.local[2 * v + 1]);
        below = Math.max(below, right.local[2 * v + 3]);
      }
      expect(above).toBeLessThan(y - 0.04);
      expect(below).toBeGreaterThan(y + 0.04);
    }
    expect(Math.min(...right.local.filter((_, i) => i % 2 === 0))).toBeLessThan(-1.03);
    expect(Math.max(...right.local.filter((_, i) => i % 2 === 0))).toBeGreaterThan(1.03);
  });

  it('never squashes the iris, however far the lids shut', () => {
    const open = radii(eyes().right);
    for (const share of [0.7, 0.4, 0.15, 0]) {
      const { right } = eyes(narrowed(share));
      expect(radii(right)[0]).toBeCloseTo(open[0], 4);
      expect(radii(right)[1]).toBeCloseTo(open[1], 4);
      expect(right.uniforms.uIris[1]).toBeCloseTo(PARTS.right.iris.y, 5);
      expect(right.uniforms.uEye[1]).toBe(0);
    }
    expect(eyes(narrowed(0.15)).right.uniforms.uEye[0]).toBeGreaterThan(eyes(narrowed(0.5)).right.uniforms.uEye[0]);
  });

  it('grows and turns with the head', () => {
    const scaled = landmarks.map((v) => 1.5 * v);
    const { right } = eyes(scaled, 1.5);
    const plain = eyes().right;
    right.local.forEach((v, i) => {
      expect(Math.abs(v - plain.local[i])).toBeLessThan(1e-3);
    });
    const scale = 34;
    const pose = { rotation: rotationFromAngles(28, 0, 0), scale, translation: Float64Array.of(320, -320, 0) };
    const far = eyes(toImage(neutral, pose, new Float32Array(neutral.length))).left;
    expect(far.cornerStretch).toBeCloseTo(1, 3);
    expect(radii(far)).toEqual(radii(eyes().left).map((r) => expect.closeTo(r, 3)));
  });

  it('keeps a round iris when a smile pulls the corners apart', () => {
    const pulled = landmarks.slice();
    const { upper } = EYES.right;
    pulled[3 * upper[0]] -= 0.06 * 2 * PARTS.right.frame.halfWidth;
    const { right } = eyes(pulled);
    const half = PARTS.right.frame.halfWidth * 1.06;
    expect(radii(right)[0] * half).toBeCloseTo(PARTS.right.iris.radiusX * PARTS.right.frame.halfWidth, 0);
  });
});

describe('turnEyes', () => {
  const shift = (mesh: EyeMesh): [number, number] => {
    const { iris, tilt } = mesh.part;
    const [dx, dy] = [mesh.uniforms.uIris[0] - iris.x, mesh.uniforms.uIris[1] - iris.y];
    return [dx * Math.cos(tilt) - dy * Math.sin(tilt), dx * Math.sin(tilt) + dy * Math.cos(tilt)];
  };

  it('turns both eyes by the same amount along the head, in every direction', () => {
    for (const gaze of [
      { x: 0.05, y: 0 },
      { x: -0.2, y: 0 },
      { x: 0.5, y: 0.4 },
      { x: -0.4, y: -0.5 },
    ]) {
      const { right, left } = eyes(landmarks, 1, gaze);
      const [a, b] = [shift(right), shift(left)];
      expect(a[0]).toBeCloseTo(b[0], 4);
      expect(a[1]).toBeCloseTo(b[1], 4);
      expect(Math.sign(a[0])).toBe(Math.sign(gaze.x));
      if (gaze.y) expect(Math.sign(a[1])).toBe(-Math.sign(gaze.y));
    }
    expect(shift(eyes(landmarks, 1, { x: 0.05, y: 0 }).right)[0]).toBeCloseTo(2 * 1.35 * 0.05, 4);
  });

  it('holds the gaze within the eye, and eases into the limit', () => {
    let before = 0;
    for (const x of [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 2]) {
      const { right, left } = eyes(landmarks, 1, { x, y: 0 });
      const moved = shift(right)[0];
      expect(moved).toBeGreaterThan(before);
      before = moved;
      for (const mesh of [right, left]) expect(mesh.uniforms.uIris[0]).toBeLessThanOrEqual(mesh.part.range.right + 0.02);
    }
    const down = eyes(landmarks, 1, { x: 0, y: -3 });
    expect(down.right.uniforms.uIris[1]).toBeLessThanOrEqual(PARTS.right.range.down + 0.02);
  });

  it('lets the irises of a turned head pass before the corners, as points before an eye do', () => {
    // A made-up head whose irises lie .15 eye widths before the middle of their corners.
    const rest = rotationFromAngles(4, -3, 10);
    const facing = { x: 0, y: 0 };
    const from = { x: 0, y: 0 };
    facingOf(rest, from);
    for (const [yaw, pitch, roll] of [
      [24, 0, 0],
      [-10, 12, -20],
      [5, -9, 15],
    ]) {
      facingOf(rotationFromAngles(yaw, pitch, roll), facing);
      const mesh = eyes(landmarks, 1, REST, { x: facing.x - from.x, y: facing.y - from.y }).right;
      const seen = (r: Float64Array): [number, number] => {
        const [cornerX, cornerY] = [r[0], r[3]];
        const width = Math.hypot(cornerX, cornerY);
        const [pointX, pointY] = [0.15 * r[2], 0.15 * r[5]];
        return [(pointX * cornerX + pointY * cornerY) / width ** 2, (pointY * cornerX - pointX * cornerY) / width];
      };
      const [now, before] = [seen(rotationFromAngles(yaw, pitch, roll)), seen(rest)];
      expect(shift(mesh)[0]).toBeCloseTo(2 * (now[0] - before[0]), 4);
      expect(shift(mesh)[1]).toBeCloseTo(-2 * (now[1] - before[1]), 4);
    }
    facingOf(rotationFromAngles(30, 0, 0), facing);
    expect(facing).toEqual({ x: expect.closeTo(Math.tan(Math.PI / 6), 6), y: expect.closeTo(0, 6) });
    facingOf(rotationFromAngles(0, 30, 25), facing);
    expect(facing).toEqual({ x: expect.closeTo(0, 6), y: expect.closeTo(0.5, 6) });
  });

  it('narrows an iris that turns aside, and lets its highlights lag', () => {
    const { right } = eyes(landmarks, 1, { x: 0.3, y: 0 });
    const rest = eyes().right;
    expect(radii(right)[0]).toBeLessThan(radii(rest)[0]);
    expect(radii(right)[1]).toBeCloseTo(radii(rest)[1], 2);
    const [x, , hx] = right.uniforms.uIris;
    expect(hx).toBeLessThan(x);
    expect(hx).toBeGreaterThan(PARTS.right.iris.x);
    expect(right.uniforms.uEye[1]).toBe(0);
  });

  it('shifts an eye without an iris a little instead', () => {
    const parts = {
      right: buildEyePart('right', landmarks, blind, neutral, false),
      left: buildEyePart('left', landmarks, blind, neutral, false),
    };
    const [right, left] = [createEyeMesh(parts.right), createEyeMesh(parts.left)];
    updateEyeMesh(right, landmarks, 1);
    updateEyeMesh(left, landmarks, 1);
    turnEyes(right, left, { x: 0.2, y: 0 }, REST, UNIT_GAINS);
    expect(right.uniforms.uEye[2]).toBe(0);
    expect(right.uniforms.uShift[0]).toBeGreaterThan(0.03);
    expect(right.uniforms.uShift[0]).toBeLessThan(0.2);
    expect(eyes(landmarks, 1, { x: 0.2, y: 0 }).right.uniforms.uShift[0]).toBe(0);
  });
});
