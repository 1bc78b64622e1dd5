import { canonicalFace } from '@masque/models/canonical-face';

/**
 * Head pose as a similarity from canonical space (cm, y up, z toward the camera) to the image:
 * p = scale * rotation * f + translation, in pixels with y and z flipped (y up, z toward the camera).
 */
export interface HeadPose {
  /** 3x3 row-major rotation. */
  rotation: Float64Array;
  /** Pixels a canonical centimetre. */
  scale: number;
  /** Pixels, flipped space: (x, -y, -z). */
  translation: Float64Array;
}

/** Rigid-basis points that the jaw and cheeks move, left out of the fit. */
const MOVING = new Set([132, 361, 136, 365, 147, 376, 205, 425]);
const BASIS = canonicalFace.basis.filter(([index]) => !MOVING.has(index));
const DEGREES = 180 / Math.PI;

/**
 * Fits the canonical face to landmarks by a weighted similarity (B. K. P. Horn 1987, closed form with quaternions)
 * over the face geometry's own rigid basis.
 * @param landmarks 478 x (x, y, z), pixels, y down
 */
export function solvePose(landmarks: ArrayLike<number>): HeadPose {
  const mesh = canonicalFace.points;
  const cf = [0, 0, 0];
  const ct = [0, 0, 0];
  let total = 0;
  for (const [i, w] of BASIS) {
    total += w;
    for (let k = 0; k < 3; k++) {
      cf[k] += w * mesh[3 * i + k];
      ct[k] += w * (k ? -landmarks[3 * i + k] : landmarks[3 * i]);
    }
  }
  for (let k = 0; k < 3; k++) {
    cf[k] /= total;
    ct[k] /= total;
  }
  const s = new Float64Array(9);
  let spread = 0;
  for (const [i, w] of BASIS) {
    for (let r = 0; r < 3; r++) {
      const a = mesh[3 * i + r] - cf[r];
      spread += w * a * a;
      for (let c = 0; c < 3; c++) s[3 * r + c] += w * a * ((c ? -landmarks[3 * i + c] : landmarks[3 * i]) - ct[c]);
    }
  }
  const rotation = rotationOf(s);
  let cross = 0;
  for (let r = 0; r < 3; r++) for (let c = 0; c < 3; c++) cross += rotation[3 * c + r] * s[3 * r + c];
  const scale = cross / spread;
  const translation = new Float64Array(3);
  for (let r = 0; r < 3; r++) {
    translation[r] = ct[r] - scale * (rotation[3 * r] * cf[0] + rotation[3 * r + 1] * cf[1] + rotation[3 * r + 2] * cf[2]);
  }
  return { rotation, scale, translation };
}

/** Rotation that best carries the cross-covariance `s` (row-major 3x3, from x to), Horn's quaternion by Jacobi. */
function rotationOf(s: Float64Array): Float64Array {
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = s as unknown as [number, number, number, number, number, number, number, number, number];
  const n = [
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ];
  const [w, x, y, z] = topEigenvector(n) as [number, number, number, number];
  return Float64Array.of(
    w * w + x * x - y * y - z * z,
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    w * w - x * x + y * y - z * z,
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    w * w - x * x - y * y + z * z,
  );
}

function topEigenvector(a: number[][]): number[] {
  const v = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ];
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) off += a[p][q] ** 2;
    if (off < 1e-24) break;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) rotate(a, v, p, q);
  }
  let best = 0;
  for (let i = 1; i < 4; i++) if (a[i][i] > a[best][best]) best = i;
  return v.map((row) => row[best]);
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  if (Math.abs(a[p][q]) < 1e-300) return;
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < 4; k++) {
    const x = a[k][p];
    const y = a[k][q];
    a[k][p] = c * x - s * y;
    a[k][q] = s * x + c * y;
  }
  for (let k = 0; k < 4; k++) {
    const x = a[p][k];
    const y = a[q][k];
    a[p][k] = c * x - s * y;
    a[q][k] = s * x + c * y;
  }
  for (let k = 0; k < 4; k++) {
    const x = v[k][p];
    const y = v[k][q];
    v[k][p] = c * x - s * y;
    v[k][q] = s * x + c * y;
  }
}

/**
 * Landmarks with the head pose undone.
 * @returns `out`: n x (x, y, z) canonical centimetres, y up, z toward the camera
 */
export function toCanonical(landmarks: ArrayLike<number>, pose: HeadPose, out: Float32Array): Float32Array {
  const { rotation: r, scale, translation: t } = pose;
  for (let i = 0; i < out.length; i += 3) {
    const x = (landmarks[i] - t[0]) / scale;
    const y = (-landmarks[i + 1] - t[1]) / scale;
    const z = (-landmarks[i + 2] - t[2]) / scale;
    out[i] = r[0] * x + r[3] * y + r[6] * z;
    out[i + 1] = r[1] * x + r[4] * y + r[7] * z;
    out[i + 2] = r[2] * x + r[5] * y + r[8] * z;
  }
  return out;
}

/** The inverse of toCanonical: canonical points (cm) to image pixels, y down, z negative toward the camera. */
export function toImage(canonical: ArrayLike<number>, pose: HeadPose, out: Float32Array): Float32Array {
  const { rotation: r, scale, translation: t } = pose;
  for (let i = 0; i < out.length; i += 3) {
    const x = canonical[i];
    const y = canonical[i + 1];
    const z = canonical[i + 2];
    out[i] = scale * (r[0] * x + r[1] * y + r[2] * z) + t[0];
    out[i + 1] = -(scale * (r[3] * x + r[4] * y + r[5] * z) + t[1]);
    out[i + 2] = -(scale * (r[6] * x + r[7] * y + r[8] * z) + t[2]);
  }
  return out;
}

/** Yaw (+ to the image's right), pitch (+ up), roll (+ counter-clockwise) of a rotation, in degrees: R = Rz(roll) Ry(yaw) Rx(-pitch). */
export function anglesOf(r: ArrayLike<number>): { yaw: number; pitch: number; roll: number } {
  return {
    yaw: Math.asin(Math.max(-1, Math.min(1, -r[6]))) * DEGREES,
    pitch: -Math.atan2(r[7], r[8]) * DEGREES,
    roll: Math.atan2(r[3], r[0]) * DEGREES,
  };
}

/** The inverse of anglesOf; degrees in, 3x3 row-major out. */
export function rotationFromAngles(yaw: number, pitch: number, roll: number, out: Float64Array = new Float64Array(9)): Float64Array {
  const cy = Math.cos(yaw / DEGREES);
  const sy = Math.sin(yaw / DEGREES);
  const cp = Math.cos(-pitch / DEGREES);
  const sp = Math.sin(-pitch / DEGREES);
  const c = Math.cos(roll / DEGREES);
  const s = Math.sin(roll / DEGREES);
  out[0] = c * cy;
  out[1] = c * sy * sp - s * cp;
  out[2] = c * sy * cp + s * sp;
  out[3] = s * cy;
  out[4] = s * sy * sp + c * cp;
  out[5] = s * sy * cp - c * sp;
  out[6] = -sy;
  out[7] = cy * sp;
  out[8] = cy * cp;
  return out;
}
