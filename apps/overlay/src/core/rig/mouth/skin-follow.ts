import { LEFT_EYE, RIGHT_EYE } from '../../face/topology.ts';
import { smoothstep } from '../smoothstep.ts';
import { LIP_RINGS, SPOKES } from './lip-topology.ts';

/** How the skin around the mouth follows the outer lip contour: sparse weights of landmarks over spokes. */
export interface SkinFollow {
  /** Landmarks that follow. */
  point: Uint16Array;
  /** Where each landmark's entries begin in `spoke` and `weight`; one more than landmarks. */
  start: Uint16Array;
  spoke: Uint8Array;
  weight: Float32Array;
}

/** In cm: how far from the lips the skin follows, and how wide one spoke's reach is. */
const REACH = 2.6;
const SPREAD = 0.9;
const SMALLEST_WEIGHT = 0.02;

/** @param rest 478 x (x, y, z), canonical cm */
export function skinFollow(rest: Float32Array): SkinFollow {
  const lips = new Set(LIP_RINGS.flat());
  const lids = new Set([...RIGHT_EYE.upper, ...RIGHT_EYE.lower, ...LEFT_EYE.upper, ...LEFT_EYE.lower]);
  const point: number[] = [];
  const start = [0];
  const spoke: number[] = [];
  const weight: number[] = [];
  for (let p = 0; p < rest.length / 3; p++) {
    if (lips.has(p) || lids.has(p)) continue;
    const distances = LIP_RINGS[0].map((o) => Math.hypot(rest[3 * p] - rest[3 * o], rest[3 * p + 1] - rest[3 * o + 1]));
    const follow = 1 - smoothstep(0, REACH, Math.min(...distances));
    if (follow <= 0) continue;
    const near = distances.map((d) => Math.exp(-((d / SPREAD) ** 2)) + 1e-9);
    const sum = near.reduce((a, b) => a + b, 0);
    for (let k = 0; k < SPOKES; k++) {
      const w = (follow * near[k]) / sum;
      if (w < SMALLEST_WEIGHT) continue;
      spoke.push(k);
      weight.push(w);
    }
    point.push(p);
    start.push(spoke.length);
  }
  return {
    point: Uint16Array.from(point),
    start: Uint16Array.from(start),
    spoke: Uint8Array.from(spoke),
    weight: Float32Array.from(weight),
  };
}

/** Landmarks of the skin around a mouth corner. */
export interface PointSkin {
  centre: number;
  point: Uint16Array;
  /** 1 beside the corner, falling off to 0 with distance and towards the skin above and below the lips. */
  weight: Float32Array;
}

/**
 * @param rest 478 x (x, y, z), canonical cm
 * @param reach cm over which the weight falls to 1/e, slowly at first
 */
export function skinAround(rest: Float32Array, centre: number, reach: number): PointSkin {
  const lips = new Set(LIP_RINGS.flat());
  const point: number[] = [];
  const weight: number[] = [];
  for (let p = 0; p < rest.length / 3; p++) {
    if (lips.has(p)) continue;
    const square = ((rest[3 * p] - rest[3 * centre]) ** 2 + (rest[3 * p + 1] - rest[3 * centre + 1]) ** 2) / reach ** 2;
    const away = ((rest[3 * p] - rest[3 * centre]) * Math.sign(rest[3 * centre])) / Math.max(1e-3, reach * Math.sqrt(square));
    const w = Math.exp(-(square ** 2)) * smoothstep(-0.8, 0.3, away);
    if (w < SMALLEST_WEIGHT) continue;
    point.push(p);
    weight.push(w);
  }
  return { centre, point: Uint16Array.from(point), weight: Float32Array.from(weight) };
}

/** Skin below the lower lip: what it keeps its distance from. */
export interface SkinBelow {
  point: Uint16Array;
  /** Per point SPOKES shares of the outer contour, by nearness across; 0 for the upper lip. */
  share: Float32Array;
  /** cm that it lies below the contour. */
  below: Float32Array;
  /** 1 near the lip, falling off to 0. */
  weight: Float32Array;
}

/** How far below the lip, and beyond the corners, the skin still makes room for it; how wide one spoke's reach is, in cm. */
const ROOM_REACH = 3.2;
const ROOM_BESIDE = 0.7;
const ROOM_SPREAD = 0.45;

/** @param rest 478 x (x, y, z), canonical cm */
export function skinBelow(rest: Float32Array): SkinBelow {
  const outer = LIP_RINGS[0];
  const lips = new Set(LIP_RINGS.flat());
  const [left, right] = [rest[3 * outer[0]], rest[3 * outer[SPOKES / 2]]];
  const found: { p: number; share: number[]; below: number; weight: number }[] = [];
  for (let p = 0; p < rest.length / 3; p++) {
    if (lips.has(p)) continue;
    const near = outer.map((o, k) => (k <= SPOKES / 2 ? 0 : Math.exp(-(((rest[3 * p] - rest[3 * o]) / ROOM_SPREAD) ** 2)) + 1e-9));
    const sum = near.reduce((a, b) => a + b, 0);
    const share = near.map((n) => n / sum);
    const below = share.reduce((y, s, k) => y + s * rest[3 * outer[k] + 1], 0) - rest[3 * p + 1];
    const beside = Math.max(0, left - rest[3 * p], rest[3 * p] - right);
    const weight = (1 - smoothstep(0, ROOM_BESIDE, beside)) * (1 - smoothstep(ROOM_REACH / 2, ROOM_REACH, below));
    if (below > 0 && weight > 0) found.push({ p, share, below, weight });
  }
  return {
    point: Uint16Array.from(found, ({ p }) => p),
    share: Float32Array.from(found.flatMap(({ share }) => share)),
    below: Float32Array.from(found, ({ below }) => below),
    weight: Float32Array.from(found, ({ weight }) => weight),
  };
}
