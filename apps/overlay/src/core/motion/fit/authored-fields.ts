import type { Blendshape } from '@masque/config/blendshapes';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { MIRRORED_POINTS } from '../../face/mirrored-points.ts';
import { smoothstep } from '../../rig/smoothstep.ts';
import { AUTHORED, type AuthoredShape } from './authored-shapes.ts';

/** Rows of the lips, corner to corner without the corners: outer edge, the two rows of red, inner edge. */
const LOWER_LIP = new Set([
  146, 91, 181, 84, 17, 314, 405, 321, 375, 77, 90, 180, 85, 16, 315, 404, 320, 307, 96, 89, 179, 86, 15, 316, 403, 319, 325, 95, 88, 178,
  87, 14, 317, 402, 318, 324,
]);
const UPPER_LIP = new Set([
  185, 40, 39, 37, 0, 267, 269, 270, 409, 184, 74, 73, 72, 11, 302, 303, 304, 408, 183, 42, 41, 38, 12, 268, 271, 272, 407, 191, 80, 81, 82,
  13, 312, 311, 310, 415,
]);
const CORNER_HEIGHT = -4.34;

/** How much of a point hangs on the lower jaw. */
function hangsBelow(point: number): number {
  if (LOWER_LIP.has(point)) return 1;
  if (UPPER_LIP.has(point)) return 0;
  return 1 - smoothstep(CORNER_HEIGHT - 0.6, CORNER_HEIGHT + 1.4, canonicalFace.points[3 * point + 1]);
}

/** Displacement of all landmarks by an authored shape at full strength: gaussians around its handles, averaged where they meet. */
function fieldOf({ handles, lip, reach }: AuthoredShape): Float64Array {
  const out = new Float64Array(3 * LANDMARK_COUNT);
  const p = canonicalFace.points;
  for (let i = 0; i < p.length / 3; i++) {
    let total = 0;
    const sum = [0, 0, 0];
    for (const [at, x, y, z, radius] of handles) {
      const square =
        ((p[3 * i] - p[3 * at]) ** 2 + (p[3 * i + 1] - p[3 * at + 1]) ** 2 + (p[3 * i + 2] - p[3 * at + 2]) ** 2) / radius ** 2;
      const weight = Math.exp(-square);
      total += weight;
      sum[0] += weight * x;
      sum[1] += weight * y;
      sum[2] += weight * z;
    }
    const below = hangsBelow(i);
    const share = reach(p[3 * i], p[3 * i + 1]) * (lip === 'lower' ? below : lip === 'upper' ? 1 - below : 1);
    for (let k = 0; k < 3; k++) out[3 * i + k] = (share * sum[k]) / Math.max(1, total);
  }
  return out;
}

/** A shape's authored displacement (3 x 478), where the fit may move it (478, 0..1), and how much it is believed. */
export interface Prior {
  field: Float64Array;
  reach: Float64Array;
  trust: number;
}

/** The prior of a blendshape, or null for shapes that are no displacement of skin (blinks, gaze, the tongue). */
export function priorOf(name: Blendshape): Prior | null {
  const own = AUTHORED[name];
  if (own) return { field: fieldOf(own), reach: reachOf(own), trust: own.trust ?? 1 };
  const twin = AUTHORED[name.replace('Right', 'Left') as Blendshape];
  if (!twin) return null;
  const reach = reachOf(twin);
  return { field: mirroredField(fieldOf(twin)), reach: reach.map((_, i) => reach[MIRRORED_POINTS[i]]), trust: twin.trust ?? 1 };
}

function reachOf({ reach }: AuthoredShape): Float64Array {
  const out = new Float64Array(LANDMARK_COUNT);
  for (let i = 0; i < canonicalFace.points.length / 3; i++) out[i] = reach(canonicalFace.points[3 * i], canonicalFace.points[3 * i + 1]);
  return out;
}

/** A displacement as seen in a mirror. */
function mirroredField(field: Float64Array): Float64Array {
  const out = field.slice();
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const from = 3 * MIRRORED_POINTS[i];
    out[3 * i] = -field[from];
    out[3 * i + 1] = field[from + 1];
    out[3 * i + 2] = field[from + 2];
  }
  return out;
}

/** How far a landmark goes back to the lips' rest when a mouth shuts while the jaw stays down: 478, 1 on the lips. */
export function lipShare(): Float64Array {
  const out = new Float64Array(LANDMARK_COUNT);
  const p = canonicalFace.points;
  const lips = [...LOWER_LIP, ...UPPER_LIP, 61, 291, 76, 306, 62, 292, 78, 308];
  for (let i = 0; i < p.length / 3; i++) {
    const distance = Math.min(...lips.map((j) => Math.hypot(p[3 * i] - p[3 * j], p[3 * i + 1] - p[3 * j + 1])));
    out[i] = 1 - smoothstep(0, 2.2, distance);
  }
  return out;
}
