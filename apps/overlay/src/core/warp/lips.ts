import { INNER_LIPS } from '../face/topology.ts';
import { CORNER_SPOKES, LIP_RINGS, SPOKES } from '../rig/mouth/lip-topology.ts';
import { createLipTurn } from '../rig/mouth/lip-turn.ts';
import type { MouthStyle } from '../rig/mouth/mouth-style.ts';
import { type PointSkin, type SkinBelow, skinAround, skinBelow, skinFollow } from '../rig/mouth/skin-follow.ts';
import { unfoldChin } from '../rig/mouth/unfold-chin.ts';
import { clamp, smoothstep } from '../rig/smoothstep.ts';

/** Lips at rest read this much open on a tracked face, in cm: so much opening leaves a shut mouth shut. */
const REST_GAP = 0.05;
/** Opening in cm from which nothing of it is held back. */
const FULL_GAP = 0.6;
/** Of the way that a rising lower lip would pass the upper one, so much lifts that. */
const LIFTED = 0.25;
/** How far a lip may become thinner or thicker than in the portrait. */
const THINNEST = 0.66;
const THICKEST = 1.3;
/** The same for the corners, whose red is thin: longer corners would show as streaks beside a round mouth. */
const SHORTEST_CORNER = 0.45;
const LONGEST_CORNER = 1.05;
/** An open mouth's corners are drawn to this share of their red, from and to such openings in cm. */
const OPEN_CORNER = 0.55;
const OPEN_FROM = 0.15;
const OPEN_TO = 0.9;
/** How far in cm a corner draws the skin beside it; how strongly, and how strongly once it goes outwards so far; fully from such a way. */
const CORNER_REACH = 1.25;
const DRAW = 1;
const WIDE_DRAW = 0.45;
const WIDE = 0.3;
const CORNER_FULL = 0.4;
/** The skin below the lower lip is squeezed and stretched to these shares of its height at most. */
const SQUEEZED = 0.62;
const STRETCHED = 1.3;
/** The outer contour may shift along the lip by so many thicknesses. */
const MOST_LEAN = 1;
/** In cm. */
const LEAST_THICKNESS = 0.08;

const [OUTER, , , INNER] = LIP_RINGS;
const LAST = INNER_LIPS.upper.length - 1;

/**
 * Keeps moved lips believable: the inner contours never cross, lips that are shut in the portrait stay shut under small
 * tracker noise, both lips keep about their thickness and the skin around follows.
 * @param rest 478 x (x, y, z), the portrait's neutral in canonical cm (lips tidied, see tidyLips)
 * @returns a function that settles moved canonical points in place; it allocates nothing. `absolute` 0..1 is how far an open
 * portrait is held to the driver's own lips: wholly, its rest counts as shut
 */
export function createLipSettler(rest: Float32Array, style: Pick<MouthStyle, 'shut'>): (points: Float32Array, absolute?: number) => void {
  const spokes = restSpokes(rest);
  const share = ringShares(rest);
  const skin = skinFollow(rest);
  const below = skinBelow(rest);
  const corners = CORNER_SPOKES.map((k) => skinAround(rest, OUTER[k], CORNER_REACH));
  const turnOf = createLipTurn(rest);
  const turn = new Float32Array(2 * SPOKES);
  const correction = new Float32Array(3 * SPOKES);
  const restGap = rest[3 * 13 + 1] - rest[3 * 14 + 1];

  return (points, absolute = 0) => {
    settleGaps(points, style.shut ? 1 : absolute);
    turnOf(points, turn);
    const opened = smoothstep(OPEN_FROM, OPEN_TO, points[3 * 13 + 1] - points[3 * 14 + 1] - restGap);
    keepThickness(points, spokes, turn, 1 - (1 - OPEN_CORNER) * opened, correction);
    for (let i = 0; i < skin.point.length; i++) {
      const p = 3 * skin.point[i];
      for (let j = skin.start[i]; j < skin.start[i + 1]; j++) {
        const s = 3 * skin.spoke[j];
        for (let c = 0; c < 3; c++) points[p + c] += skin.weight[j] * correction[s + c];
      }
    }
    for (const corner of corners) drawSkin(points, rest, corner);
    keepSkinBelow(points, below);
    placeRings(points, rest, share);
  };
}

/**
 * Prepares a portrait's landmarks for moving lips, in place: where the mouth is shut, both inner contours are put on their
 * middle line; the red between outer and inner contour is put in order, so that no triangle of the lips is folded, and so is the
 * chin's skin, which trackers leave behind a lower lip that is far down.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function tidyLips(landmarks: Float32Array, shut: boolean): void {
  if (shut) {
    for (let i = 1; i < LAST; i++) {
      const u = 3 * INNER_LIPS.upper[i];
      const l = 3 * INNER_LIPS.lower[i];
      for (let c = 0; c < 3; c++) landmarks[u + c] = landmarks[l + c] = (landmarks[u + c] + landmarks[l + c]) / 2;
    }
  }
  const share = ringShares(landmarks);
  for (let k = 0; k < SPOKES; k++) {
    for (let r = 0; r < 2; r++) {
      const t = share[r * SPOKES + k];
      for (let c = 0; c < 2; c++)
        landmarks[3 * LIP_RINGS[r + 1][k] + c] = (1 - t) * landmarks[3 * OUTER[k] + c] + t * landmarks[3 * INNER[k] + c];
    }
  }
  unfoldChin(landmarks);
}

/** @param shut 0..1: how far a small gap is taken for noise */
function settleGaps(points: Float32Array, shut: number): void {
  for (let i = 1; i < LAST; i++) {
    const u = 3 * INNER_LIPS.upper[i];
    const l = 3 * INNER_LIPS.lower[i];
    const gap = points[u + 1] - points[l + 1];
    const wanted = Math.max(0, gap - shut * REST_GAP * (1 - smoothstep(REST_GAP, FULL_GAP, gap)));
    // Sideways and in depth the contours meet as they close, so that no sliver stays open between them.
    const meet = 1 - smoothstep(0, 2 * REST_GAP, wanted);
    // A lower lip that would pass the upper one is stopped by it.
    const middle = gap > 0 ? (points[u + 1] + points[l + 1]) / 2 : points[u + 1] - LIFTED * gap;
    for (let c = 0; c < 3; c += 2) {
      const half = ((points[u + c] - points[l + c]) / 2) * meet;
      points[u + c] -= half;
      points[l + c] += half;
    }
    points[u + 1] = middle + wanted / 2;
    points[l + 1] = middle - wanted / 2;
  }
}

/** SPOKES x (unit vector from the inner to the outer contour, length). */
function restSpokes(rest: Float32Array): Float32Array {
  const spokes = new Float32Array(4 * SPOKES);
  for (let k = 0; k < SPOKES; k++) {
    const length = Math.max(LEAST_THICKNESS, between(rest, OUTER[k], INNER[k]));
    for (let c = 0; c < 3; c++) spokes[4 * k + c] = (rest[3 * OUTER[k] + c] - rest[3 * INNER[k] + c]) / length;
    spokes[4 * k + 3] = length;
  }
  return spokes;
}

/**
 * Moves the outer contour so that each spoke has a believable length along its rest direction, turned with the contour, and no more
 * than that across: a thin lip under a full lip's motion would turn inside out. `corners` is the
 * share of the corners' own length that is left; `correction` is what each spoke moved.
 */
function keepThickness(points: Float32Array, spokes: Float32Array, turn: Float32Array, corners: number, correction: Float32Array): void {
  for (let k = 0; k < SPOKES; k++) {
    const o = 3 * OUTER[k];
    const n = 3 * INNER[k];
    const s = 4 * k;
    const cosine = turn[2 * k];
    const sine = turn[2 * k + 1];
    const ux = cosine * spokes[s] - sine * spokes[s + 1];
    const uy = sine * spokes[s] + cosine * spokes[s + 1];
    const uz = spokes[s + 2];
    const length = spokes[s + 3];
    const x = points[o] - points[n];
    const y = points[o + 1] - points[n + 1];
    const z = points[o + 2] - points[n + 2];
    const along = x * ux + y * uy + z * uz;
    const corner = k === CORNER_SPOKES[0] || k === CORNER_SPOKES[1];
    const kept = corner
      ? corners * length * softClamp(along / length, SHORTEST_CORNER, LONGEST_CORNER)
      : length * softClamp(along / length, THINNEST, THICKEST);
    const across = Math.sqrt((x - along * ux) ** 2 + (y - along * uy) ** 2 + (z - along * uz) ** 2);
    const lean = across > MOST_LEAN * length ? (MOST_LEAN * length) / across : 1;
    correction[3 * k] = kept * ux + lean * (x - along * ux) - x;
    correction[3 * k + 1] = kept * uy + lean * (y - along * uy) - y;
    correction[3 * k + 2] = kept * uz + lean * (z - along * uz) - z;
    for (let c = 0; c < 3; c++) points[o + c] += correction[3 * k + c];
  }
}

/**
 * Draws the skin beside a corner along. Else all the stretch falls on the first bit of skin, and the corner's shade or a drawn line's
 * end is smeared over it.
 */
function drawSkin(points: Float32Array, rest: Float32Array, { centre, point, weight }: PointSkin): void {
  const c = 3 * centre;
  const x = points[c] - rest[c];
  const y = points[c + 1] - rest[c + 1];
  const strength = DRAW + (WIDE_DRAW - DRAW) * smoothstep(0, WIDE, x * Math.sign(rest[c]));
  const share = strength * smoothstep(0, CORNER_FULL, Math.sqrt(x * x + y * y));
  if (share === 0) return;
  for (let i = 0; i < point.length; i++) {
    const p = 3 * point[i];
    for (let k = 0; k < 3; k++) points[p + k] += share * weight[i] * (points[c + k] - rest[c + k] - points[p + k] + rest[p + k]);
  }
}

/**
 * Pushes the chin's skin down before a lower lip that comes down faster, and draws it up behind one that leaves it: it must neither
 * slide under the lip nor smear the lip's edge over the chin.
 */
function keepSkinBelow(points: Float32Array, { point, share, below, weight }: SkinBelow): void {
  for (let i = 0; i < point.length; i++) {
    const p = 3 * point[i] + 1;
    let lip = 0;
    for (let k = SPOKES / 2 + 1; k < SPOKES; k++) lip += share[i * SPOKES + k] * points[3 * OUTER[k] + 1];
    const over = Math.max(0, points[p] - lip + SQUEEZED * below[i]);
    const under = Math.max(0, lip - STRETCHED * below[i] - points[p]);
    points[p] += weight[i] * (under - over);
  }
}

/** The identity near 1, easing towards the bounds. */
function softClamp(x: number, low: number, high: number): number {
  if (x >= 1) return 1 + (high - 1) * Math.tanh((x - 1) / (high - 1));
  return 1 - (1 - low) * Math.tanh((1 - x) / (1 - low));
}

/** How far along the spoke from outer (0) to inner contour (1) the landmarks of the two rings between lie, kept apart. */
function ringShares(points: Float32Array): Float32Array {
  const share = new Float32Array(2 * SPOKES);
  for (let k = 0; k < SPOKES; k++) {
    const [o, n] = [3 * OUTER[k], 3 * INNER[k]];
    const [dx, dy] = [points[n] - points[o], points[n + 1] - points[o + 1]];
    const square = dx * dx + dy * dy || 1;
    for (let r = 0; r < 2; r++) {
      const p = 3 * LIP_RINGS[r + 1][k];
      const along = ((points[p] - points[o]) * dx + (points[p + 1] - points[o + 1]) * dy) / square;
      share[r * SPOKES + k] = clamp(along, 0.2 + 0.35 * r, 0.5 + 0.35 * r);
    }
  }
  return share;
}

/** The red between the contours takes the contours' displacement by its share, so that it can't fold over. */
function placeRings(points: Float32Array, rest: Float32Array, share: Float32Array): void {
  for (let k = 0; k < SPOKES; k++) {
    const o = 3 * OUTER[k];
    const n = 3 * INNER[k];
    for (let r = 0; r < 2; r++) {
      const p = 3 * LIP_RINGS[r + 1][k];
      const t = share[r * SPOKES + k];
      for (let c = 0; c < 3; c++) points[p + c] = rest[p + c] + (1 - t) * (points[o + c] - rest[o + c]) + t * (points[n + c] - rest[n + c]);
    }
  }
}

function between(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(points[3 * a] - points[3 * b], points[3 * a + 1] - points[3 * b + 1], points[3 * a + 2] - points[3 * b + 2]);
}
