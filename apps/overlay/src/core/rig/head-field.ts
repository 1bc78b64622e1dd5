import type { HeadPose } from '../face/pose.ts';
import type { BorderContact } from './border-contact.ts';
import { clamp, smoothstep } from './smoothstep.ts';

/** Depth ellipsoid of head and hair in canonical centimetres. */
const DOME_CENTRE = [0, 0, -3.5] as const;
const DOME_RADII = [9.3, 13, 9.6] as const;
/** Rounds the dome's rim: a plain root folds the mesh at the silhouette. */
const DOME_SOFTNESS = 0.2;

/** Semi-axes of the head as seen, in centimetres: sideways, up, down. */
const HEAD_AXES = { side: 9.5, up: 13.5, down: 10.2 } as const;

/** How the picture around the face belongs to the head: depth, and how much a place follows it. */
export interface HeadField {
  /** Canonical point (cm) that lies under picture pixel (x, y). */
  canonicalAt(x: number, y: number): [number, number, number];
  /** Canonical unit normal of the head's dome there. */
  normalAt(x: number, y: number): [number, number, number];
  /** How much (0..1) the pixel follows the head across and along the picture. */
  followAt(x: number, y: number): [number, number];
  /** How free (0..1) a pixel is to move at all: 0 on a border that must stand still. */
  freedomAt(x: number, y: number): number;
  /** Pixel in centimetres of the unrolled head: x to the image's right, y up, origin at the canonical origin. */
  headCoordinates(x: number, y: number): [number, number];
  /** Free pixels between head and picture border, the least of left, right, top. */
  room: number;
}

/**
 * @param pose of the portrait
 * @param layered true where the background stands still on a layer of its own (or is transparent)
 */
export function createHeadField(pose: HeadPose, width: number, height: number, contact: BorderContact, layered: boolean): HeadField {
  const { rotation: r, scale: s, translation: t } = pose;
  const cx = t[0];
  const cy = -t[1];
  const roll = Math.atan2(r[3], r[0]);
  const [cosRoll, sinRoll] = [Math.cos(roll), Math.sin(roll)];

  function unproject(x: number, y: number, z: number): [number, number, number] {
    const a = (x - t[0]) / s;
    const b = (-y - t[1]) / s;
    return [r[0] * a + r[3] * b + r[6] * z, r[1] * a + r[4] * b + r[7] * z, r[2] * a + r[5] * b + r[8] * z];
  }

  function canonicalAt(x: number, y: number): [number, number, number] {
    const p = unproject(x, y, 0);
    let A = 0;
    let B = 0;
    let C = -1;
    for (let k = 0; k < 3; k++) {
      const a = (p[k] - DOME_CENTRE[k]) / DOME_RADII[k];
      const b = r[6 + k] / DOME_RADII[k];
      A += b * b;
      B += a * b;
      C += a * a;
    }
    const q = (B * B - A * C) / A;
    const soft = 0.5 * (q + Math.sqrt(q * q + DOME_SOFTNESS));
    return unproject(x, y, -B / A + Math.sqrt(soft * A) / A);
  }

  function normalAt(x: number, y: number): [number, number, number] {
    const normal = canonicalAt(x, y).map((v, k) => (v - DOME_CENTRE[k]) / DOME_RADII[k] ** 2);
    const length = Math.hypot(...normal) || 1;
    return [normal[0] / length, normal[1] / length, normal[2] / length];
  }

  function headCoordinates(x: number, y: number): [number, number] {
    const dx = (x - cx) / s;
    const dy = -(y - cy) / s;
    return [dx * cosRoll + dy * sinRoll, -dx * sinRoll + dy * cosRoll];
  }

  function followAt(x: number, y: number): [number, number] {
    const [hx, hy] = headCoordinates(x, y);
    const ay = hy > 0 ? HEAD_AXES.up : HEAD_AXES.down;
    const radius = Math.hypot(hx / HEAD_AXES.side, hy / ay);
    const down = smoothstep(0, 0.8, -hy / ay / Math.max(radius, 1e-6));
    let limit = 3 * (1 - down) + 2.25 * down;
    let full: number;
    if (layered) {
      full = 1.25;
      limit = limit * down + Math.max(limit, 3.4) * (1 - down);
    } else {
      const border = radius * reachToBorder(x, y) * 0.985;
      full = Math.min(1.12, border * 0.75);
      limit = Math.min(limit, border);
    }
    const follow = 1 - smoothstep(full, Math.max(limit, full + 0.05), radius);
    const [pinX, pinY] = contact.pinAt(x, y);
    return [follow * pinX, follow * pinY];
  }

  /** How many times farther the picture's border lies than (x, y), seen from the head's middle; the bottom is open. */
  function reachToBorder(x: number, y: number): number {
    const dx = x - cx;
    const dy = y - cy;
    const across = Math.abs(dx) > 1e-6 ? (dx > 0 ? width - cx : cx) / Math.abs(dx) : 1e9;
    const along = dy < -1e-6 ? cy / -dy : 1e9;
    return Math.min(across, along);
  }

  const room = Math.min(cx - HEAD_AXES.side * s, width - cx - HEAD_AXES.side * s, cy - HEAD_AXES.up * s);
  const freedomAt = (x: number, y: number): number => Math.min(...contact.pinAt(x, y));
  return {
    canonicalAt,
    normalAt,
    followAt,
    freedomAt,
    headCoordinates,
    room: clamp(room, -Math.min(width, height), Math.max(width, height)),
  };
}
