import { EYES } from '../rig/eye/eye-frame.ts';
import { smoothstep } from '../rig/smoothstep.ts';

/** How far beyond the eyes' corners and below them glasses reach, in centimetres, and where their hold ends. */
const BESIDE = [1.9, 3] as const;
const BELOW = [2.9, 4.2] as const;
/** From so far below the brows' lower edge the hold lets go, up to so far above it; a brow that lies on a frame still bends it. */
const BROW = [-0.7, 0.5] as const;
const BROW_HELD = 0.3;
/** Brows end here: forehead and hair move freely. */
const FOREHEAD = [1.2, 2.4] as const;
/** The brows' lower edge. */
const BROW_EDGE = [46, 53, 52, 65, 55, 276, 283, 282, 295, 285] as const;
/** Most of an expression that is held back. */
const HELD = 0.94;
/** Skin that expressions move says nothing of where the frame sits. */
const SEATS = Math.max(...BELOW) * 0.75;

/**
 * Glasses are rigid, but on a picture they are one with the skin: what an expression does to the skin behind them is held back
 * there to what a rigid body can follow. So they shift and tilt with the face (of a turning head the face model reads a part as
 * that), but never bend. The lids are set afterwards.
 * @param neutral 478 x (x, y, z): the portrait's neutral face, canonical centimetres
 * @param glasses how surely there are some, 0..1
 * @returns takes the face after expression and brings it back to a rigid motion of neutral where it is held
 */
export function createGlassesHold(neutral: Float32Array, glasses: number): (points: Float32Array) => void {
  if (glasses === 0) return () => {};
  const corners = [EYES.right.upper[0], EYES.right.upper[8], EYES.left.upper[8], EYES.left.upper[0]];
  const x = corners.map((p) => neutral[3 * p]);
  const [left, right, level] = [Math.min(...x), Math.max(...x), mean(corners.map((p) => neutral[3 * p + 1]))];
  const brow = mean(BROW_EDGE.map((p) => neutral[3 * p + 1]));
  const held = Float32Array.from({ length: neutral.length / 3 }, (_, p) => {
    const [px, py] = [neutral[3 * p], neutral[3 * p + 1]];
    const beside = 1 - smoothstep(BESIDE[0], BESIDE[1], Math.max(left - px, px - right));
    const below = 1 - smoothstep(BELOW[0], BELOW[1], level - py);
    const above = (1 - (1 - BROW_HELD) * smoothstep(BROW[0], BROW[1], py - brow)) * (1 - smoothstep(FOREHEAD[0], FOREHEAD[1], py - brow));
    return HELD * beside * above * below;
  });
  const seat = createRigidFit(
    neutral,
    held.map((h, p) => (MOBILE.has(p) || neutral[3 * p + 1] > brow + BROW[0] || level - neutral[3 * p + 1] > SEATS ? 0 : h)),
  );
  const motion = new Float64Array(6);
  return (points) => {
    seat(points, motion);
    const [tx, ty, tz, wx, wy, wz] = motion;
    for (let i = 0, p = 0; i < points.length; i += 3, p++) {
      const hold = glasses * held[p];
      if (hold === 0) continue;
      const [rx, ry, rz] = [neutral[i], neutral[i + 1], neutral[i + 2]];
      points[i] += hold * (rx + tx + wy * rz - wz * ry - points[i]);
      points[i + 1] += hold * (ry + ty + wz * rx - wx * rz - points[i + 1]);
      points[i + 2] += hold * (rz + tz + wx * ry - wy * rx - points[i + 2]);
    }
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Lids and the skin that follows them, and irises. */
const MOBILE = new Set(
  Object.values(EYES).flatMap(({ upper, lower, upperRing, lowerRing, browRing, iris }) => [
    ...upper.slice(1, 8),
    ...lower.slice(1, 8),
    ...upperRing,
    ...lowerRing.slice(1, 8),
    ...browRing,
    ...iris,
  ]),
);

/**
 * Least squares of a small rigid motion: to = from + t + w x from.
 * @param from n x (x, y, z)
 * @param weight n
 * @returns writes t and w (radians) for moved points; it allocates nothing
 */
function createRigidFit(from: Float32Array, weight: Float32Array): (to: Float32Array, out: Float64Array) => void {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const centre = [0, 1, 2].map((k) => weight.reduce((sum, w, p) => sum + w * from[3 * p + k], 0) / total);
  const inertia = [0, 0, 0, 0, 0, 0];
  weight.forEach((w, p) => {
    const [x, y, z] = [0, 1, 2].map((k) => from[3 * p + k] - centre[k]);
    [y * y + z * z, x * x + z * z, x * x + y * y, -x * y, -x * z, -y * z].forEach((v, i) => {
      inertia[i] += w * v;
    });
  });
  const inverse = invertSymmetric(inertia);
  const sums = new Float64Array(6);
  return (to, out) => {
    sums.fill(0);
    for (let p = 0, i = 0; p < weight.length; p++, i += 3) {
      const w = weight[p];
      if (w === 0) continue;
      const [dx, dy, dz] = [to[i] - from[i], to[i + 1] - from[i + 1], to[i + 2] - from[i + 2]];
      const [x, y, z] = [from[i] - centre[0], from[i + 1] - centre[1], from[i + 2] - centre[2]];
      sums[0] += w * dx;
      sums[1] += w * dy;
      sums[2] += w * dz;
      sums[3] += w * (y * dz - z * dy);
      sums[4] += w * (z * dx - x * dz);
      sums[5] += w * (x * dy - y * dx);
    }
    const [xx, yy, zz, xy, xz, yz] = inverse;
    const [a, b, c] = [sums[3], sums[4], sums[5]];
    const wx = xx * a + xy * b + xz * c;
    const wy = xy * a + yy * b + yz * c;
    const wz = xz * a + yz * b + zz * c;
    // About the origin instead of the centre.
    out[0] = sums[0] / total - (wy * centre[2] - wz * centre[1]);
    out[1] = sums[1] / total - (wz * centre[0] - wx * centre[2]);
    out[2] = sums[2] / total - (wx * centre[1] - wy * centre[0]);
    out[3] = wx;
    out[4] = wy;
    out[5] = wz;
  };
}

/** Of a symmetric 3x3 matrix as xx, yy, zz, xy, xz, yz. */
function invertSymmetric([xx, yy, zz, xy, xz, yz]: readonly number[]): [number, number, number, number, number, number] {
  const [a, b, c] = [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy];
  const determinant = xx * a + xy * b + xz * c;
  return [a, xx * zz - xz * xz, xx * yy - xy * xy, b, c, xy * xz - xx * yz].map((v) => v / determinant) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
}
