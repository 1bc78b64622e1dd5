import type { Blendshape } from '@masque/config/blendshapes';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { MIRRORED_POINTS } from '../../face/mirrored-points.ts';
import { ease } from '../regions.ts';

/** A landmark that a shape moves: by how much (cm: x to the subject's left, y up, z forward) and how far skin around it follows (cm). */
type Handle = readonly [landmark: number, x: number, y: number, z: number, radius: number];

/** What a shape does at full strength, and where it may do anything at all. */
interface Authored {
  handles: readonly Handle[];
  /** Moves only what hangs on the lower or the upper lip. */
  lip?: 'lower' | 'upper';
  /** 0..1 over the canonical face: outside of it the fit is held to nothing. */
  reach: (x: number, y: number) => number;
  /** How much more than others it is held to what is authored here: clips show it rarely, or never without its companions. */
  trust?: number;
}

const lowFace = (_x: number, y: number): number => 1 - ease(0, 2, y);
const leftHalf = (x: number): number => ease(-1.2, 1.2, x);
const lowLeft = (x: number, y: number): number => lowFace(x, y) * leftHalf(x);
const highFace = (_x: number, y: number): number => ease(2.3, 3.6, y);
const around =
  (cx: number, cy: number, radius: number) =>
  (x: number, y: number): number =>
    Math.exp(-((Math.hypot(x - cx, y - cy) / radius) ** 4));

/**
 * Hand-authored shapes, by the very measures that `blendshapesOf` reads: the prior of the fit, and all there is of a shape that
 * no clip shows. Of pairs the left one is given; the right one is its mirror image.
 */
export const AUTHORED: Partial<Record<Blendshape, Authored>> = {
  browInnerUp: {
    handles: [
      [336, 0, 0.9, 0, 1.5],
      [296, 0, 0.9, 0, 1.5],
      [107, 0, 0.9, 0, 1.5],
      [66, 0, 0.9, 0, 1.5],
      [337, 0, 0.5, 0, 2],
      [108, 0, 0.5, 0, 2],
      [334, 0, 0.2, 0, 1.2],
      [105, 0, 0.2, 0, 1.2],
    ],
    reach: highFace,
    trust: 3,
  },
  browOuterUpLeft: {
    handles: [
      [334, 0, 0.85, 0, 1.4],
      [293, 0, 0.85, 0, 1.4],
      [300, 0, 0.6, 0, 1.4],
      [296, 0, 0.25, 0, 1],
      [333, 0, 0.45, 0, 2],
    ],
    reach: (x, y) => highFace(x, y) * leftHalf(x),
    trust: 3,
  },
  browDownLeft: {
    handles: [
      [336, -0.15, -0.6, 0, 1.4],
      [296, -0.15, -0.6, 0, 1.4],
      [334, -0.1, -0.45, 0, 1.4],
      [293, 0, -0.4, 0, 1.4],
      [337, 0, -0.2, 0, 2],
    ],
    reach: (x, y) => highFace(x, y) * leftHalf(x),
  },
  cheekPuff: {
    handles: [
      [425, 0.5, 0, 0.7, 2],
      [205, -0.5, 0, 0.7, 2],
      [436, 0.35, 0, 0.5, 1.6],
      [216, -0.35, 0, 0.5, 1.6],
    ],
    reach: lowFace,
  },
  cheekSquintLeft: {
    handles: [
      [280, 0, 0.3, 0.05, 1.8],
      [425, 0, 0.3, 0.05, 1.8],
      [253, 0, 0.12, 0, 1.2],
    ],
    reach: around(4, -0.3, 2.8),
    trust: 3,
  },
  eyeSquintLeft: {
    handles: [
      [374, 0, 0.3, 0, 0.8],
      [373, 0, 0.3, 0, 0.8],
      [380, 0, 0.3, 0, 0.8],
      [386, 0, 0, 0, 0.5],
      [387, 0, 0, 0, 0.5],
      [385, 0, 0, 0, 0.5],
      [362, 0, 0, 0, 0.7],
      [263, 0, 0, 0, 0.7],
      [253, 0, 0.2, 0, 1.2],
      [450, 0, 0.08, 0, 1.2],
    ],
    reach: around(3.2, 1.9, 1.8),
    trust: 20,
  },
  noseSneerLeft: {
    handles: [
      [278, 0, 0.22, 0, 1.2],
      [294, 0, 0.22, 0, 1.2],
      [426, 0, 0.2, 0, 1.2],
      [267, 0, 0.08, 0, 1],
    ],
    reach: around(1.9, -1.2, 2.2),
    trust: 3,
  },
  jawOpen: {
    handles: [
      [14, 0, -3, -0.6, 1.2],
      [87, 0, -3, -0.6, 1.2],
      [317, 0, -3, -0.6, 1.2],
      [17, 0, -3, -0.9, 1.6],
      [152, 0, -2.15, -1.2, 3],
      [61, 0.1, -1.2, -0.3, 0.8],
      [291, -0.1, -1.2, -0.3, 0.8],
      [172, 0, -0.8, -0.4, 2],
      [397, 0, -0.8, -0.4, 2],
    ],
    lip: 'lower',
    reach: lowFace,
  },
  jawForward: {
    handles: [
      [152, 0, 0.1, 0.9, 3],
      [17, 0, 0, 0.6, 1.5],
      [14, 0, 0, 0.45, 1],
      [172, 0, 0, 0.3, 2],
      [397, 0, 0, 0.3, 2],
    ],
    lip: 'lower',
    reach: lowFace,
  },
  jawLeft: {
    handles: [
      [152, 0.7, 0, 0, 3],
      [17, 0.55, 0, 0, 1.5],
      [14, 0.5, 0, 0, 1],
      [61, 0.2, 0, 0, 1],
      [291, 0.2, 0, 0, 1],
      [172, 0.3, 0, 0, 2],
      [397, 0.3, 0, 0, 2],
    ],
    lip: 'lower',
    reach: lowFace,
  },
  mouthFunnel: {
    handles: [
      [291, -0.7, 0, 0.3, 1],
      [61, 0.7, 0, 0.3, 1],
      [0, 0, 0.15, 0.6, 1.2],
      [17, 0, -0.15, 0.6, 1.2],
      [13, 0, 0.1, 0.6, 0.8],
      [14, 0, -0.1, 0.6, 0.8],
    ],
    reach: lowFace,
  },
  mouthPucker: {
    handles: [
      [291, -0.7, 0, 0.4, 1],
      [61, 0.7, 0, 0.4, 1],
      [0, 0, 0.1, 0.7, 1.2],
      [17, 0, -0.1, 0.7, 1.2],
      [13, 0, 0, 0.7, 0.8],
      [14, 0, 0, 0.7, 0.8],
      [37, 0.15, 0.1, 0.6, 0.8],
      [267, -0.15, 0.1, 0.6, 0.8],
      [84, 0.15, -0.1, 0.6, 0.8],
      [314, -0.15, -0.1, 0.6, 0.8],
    ],
    reach: lowFace,
  },
  mouthLeft: {
    handles: [
      [0, 0.6, 0, 0, 1.2],
      [13, 0.6, 0, 0, 0.8],
      [14, 0.6, 0, 0, 0.8],
      [17, 0.6, 0, 0, 1.2],
      [61, 0.6, 0, 0.1, 1.2],
      [291, 0.55, 0.05, -0.15, 1.2],
      [152, 0.1, 0, 0, 2],
    ],
    reach: lowFace,
  },
  mouthSmileLeft: {
    handles: [
      [291, 1.1, 0.8, -0.7, 1],
      [269, 0.5, 0.35, -0.3, 0.8],
      [405, 0.45, 0.25, -0.3, 0.8],
      [0, 0, 0.2, -0.2, 0.8],
      [17, 0, 0.1, -0.2, 0.8],
      [425, 0.15, 0.3, 0.1, 1.8],
      [280, 0, 0.2, 0, 1.8],
    ],
    reach: lowLeft,
  },
  mouthFrownLeft: {
    handles: [
      [291, 0, -0.65, 0, 1],
      [405, 0, -0.25, 0, 1],
      [269, 0, -0.2, 0, 0.8],
      [434, 0, -0.3, 0, 1.5],
    ],
    reach: lowLeft,
  },
  mouthStretchLeft: {
    handles: [
      [291, 0.8, -0.1, -0.4, 1],
      [269, 0.35, 0, -0.2, 0.8],
      [405, 0.35, -0.05, -0.2, 0.8],
      [434, 0.4, -0.1, -0.2, 1.6],
    ],
    reach: lowLeft,
    trust: 4,
  },
  mouthDimpleLeft: {
    handles: [
      [291, 0.9, 0.05, -0.6, 0.9],
      [269, 0.35, 0, -0.2, 0.8],
      [405, 0.35, 0, -0.2, 0.8],
    ],
    reach: lowLeft,
    trust: 4,
  },
  mouthPressLeft: {
    handles: [
      [0, 0, -0.36, -0.05, 0.5],
      [267, 0, -0.36, -0.05, 0.6],
      [17, 0, 0.36, -0.05, 0.5],
      [314, 0, 0.36, -0.05, 0.6],
      [12, 0, 0, 0, 0.4],
      [15, 0, 0, 0, 0.4],
      [268, 0, 0, 0, 0.4],
      [315, 0, 0, 0, 0.4],
      [291, 0.05, 0, -0.1, 0.8],
    ],
    reach: lowLeft,
    trust: 6,
  },
  mouthRollUpper: {
    handles: [
      [0, 0, -0.4, -0.2, 0.6],
      [37, 0, -0.4, -0.2, 0.6],
      [267, 0, -0.4, -0.2, 0.6],
      [12, 0, -0.05, -0.15, 0.4],
      [13, 0, 0, -0.1, 0.4],
    ],
    lip: 'upper',
    reach: lowFace,
    trust: 6,
  },
  mouthRollLower: {
    handles: [
      [17, 0, 0.4, -0.2, 0.6],
      [84, 0, 0.4, -0.2, 0.6],
      [314, 0, 0.4, -0.2, 0.6],
      [15, 0, 0.05, -0.15, 0.4],
      [14, 0, 0, -0.1, 0.4],
    ],
    lip: 'lower',
    reach: lowFace,
    trust: 6,
  },
  mouthShrugLower: {
    handles: [
      [17, 0, 0.5, 0.2, 1.2],
      [18, 0, 0.5, 0, 1.2],
      [200, 0, 0.5, 0, 1.5],
      [14, 0, 0.4, 0.2, 0.8],
      [13, 0, 0.25, 0.1, 0.8],
      [0, 0, 0.2, 0, 0.8],
    ],
    reach: lowFace,
  },
  mouthShrugUpper: {
    handles: [
      [13, 0, 0.5, 0.1, 1],
      [0, 0, 0.5, 0.1, 1.2],
      [37, 0, 0.45, 0.1, 1],
      [267, 0, 0.45, 0.1, 1],
      [14, 0, 0.5, 0.1, 0.8],
      [17, 0, 0.35, 0, 0.8],
    ],
    reach: lowFace,
    trust: 3,
  },
  mouthUpperUpLeft: {
    handles: [
      [267, 0, 0.65, 0, 0.9],
      [269, 0, 0.6, 0, 0.9],
      [312, 0, 0.65, 0, 0.7],
      [0, 0, 0.65, 0, 0.6],
      [13, 0, 0.65, 0, 0.5],
      [426, 0, 0.25, 0, 1.2],
    ],
    lip: 'upper',
    reach: lowLeft,
  },
  mouthLowerDownLeft: {
    handles: [
      [314, 0, -0.9, 0, 0.9],
      [405, 0, -0.85, 0, 0.9],
      [317, 0, -0.9, 0, 0.7],
      [17, 0, -0.9, 0, 0.6],
      [14, 0, -0.9, 0, 0.5],
    ],
    lip: 'lower',
    reach: lowLeft,
    trust: 2,
  },
};

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
  return 1 - ease(CORNER_HEIGHT - 0.6, CORNER_HEIGHT + 1.4, canonicalFace.points[3 * point + 1]);
}

/** Displacement of all landmarks by an authored shape at full strength: gaussians around its handles, averaged where they meet. */
function fieldOf({ handles, lip, reach }: Authored): Float64Array {
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

function reachOf({ reach }: Authored): Float64Array {
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
    out[i] = 1 - ease(0, 2.2, distance);
  }
  return out;
}
