import { canonicalFace } from '@masque/models/canonical-face';
import { FACE_OVAL, LEFT_EYE, OUTER_LIPS, RIGHT_EYE } from '../face/topology.ts';
import { smoothstep } from './smoothstep.ts';

/** How much of the step in depth from the outline to the ring inside it is taken away. */
const SOFTENING = 0.45;
/** How wide the skin between the outline and the ring inside it must be on the picture, against its step in depth. */
const LEAST_SLOPE = 0.33;
/** Rings that lie this far beyond the outline, against that step, are the outline of a face seen from the side: they stay. */
const SIDEWAYS = [-0.6, -0.3] as const;
/** How much a point that moves inwards comes towards the viewer, as the face's own surface does there. */
const RISE = 0.8;
/** How much of a ring's way inwards the next one goes along, and how many do. */
const NEXT_FOLLOWS = 0.75;
const FOLLOWING = 3;

const OUTLINE = new Set<number>(FACE_OVAL);
const NEIGHBOURS = (() => {
  const neighbours = new Map<number, Set<number>>();
  for (const triangle of canonicalFace.triangles) {
    for (const p of triangle) {
      const own = neighbours.get(p) ?? new Set();
      for (const q of triangle) if (q !== p) own.add(q);
      neighbours.set(p, own);
    }
  }
  return neighbours;
})();
const neighboursOf = (p: number): number[] => [...(NEIGHBOURS.get(p) ?? [])];

/** For every outline point, its neighbours that lie inside; some at the corners have none. */
const INNER = FACE_OVAL.map((p) => neighboursOf(p).filter((q) => !OUTLINE.has(q)));

/** What never moves: lids and lips are placed with care. */
const FIXED = new Set<number>([
  ...OUTLINE,
  ...OUTER_LIPS,
  ...[RIGHT_EYE, LEFT_EYE].flatMap(({ upper, lower, upperRing, lowerRing, browRing }) =>
    [upper, lower, upperRing, lowerRing, browRing].flat(),
  ),
]);

/** Rings from the outline inwards: each point with those neighbours that are on the ring before. */
const RINGS = (() => {
  const known = new Set<number>(FIXED);
  let before = new Set(INNER.flat());
  for (const p of before) known.add(p);
  return Array.from({ length: FOLLOWING }, () => {
    const found = new Set([...before].flatMap(neighboursOf).filter((p) => !known.has(p)));
    const ring = [...found].map((p) => [p, neighboursOf(p).filter((q) => before.has(q))] as const);
    for (const p of found) known.add(p);
    before = found;
    return ring;
  });
})();

/**
 * Makes the face's outline fit for turning, in place. Tracked faces fall off so steeply there that a turned head would stretch
 * what the picture shows at the temples (hair, an ear) into streaks: the outline comes a little towards the viewer, and where
 * the ring inside it lies on it, or beyond, the ring moves inwards over the skin, so that what is stretched is skin.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function softenRim(landmarks: Float32Array): void {
  FACE_OVAL.forEach((p, i) => {
    const inner = INNER[i];
    if (inner.length === 0) return;
    const depth = inner.reduce((sum, q) => sum + landmarks[3 * q + 2], 0) / inner.length;
    landmarks[3 * p + 2] += SOFTENING * (depth - landmarks[3 * p + 2]);
  });
  widenRim(landmarks);
}

function widenRim(landmarks: Float32Array): void {
  const moves = new Map<number, readonly [x: number, y: number]>();
  const n = FACE_OVAL.length;
  FACE_OVAL.forEach((p, i) => {
    const [a, b] = [FACE_OVAL[(i + n - 1) % n], FACE_OVAL[(i + 1) % n]];
    const [tx, ty] = [landmarks[3 * b] - landmarks[3 * a], landmarks[3 * b + 1] - landmarks[3 * a + 1]];
    const length = Math.hypot(tx, ty) || 1;
    const [nx, ny] = [ty / length, -tx / length];
    for (const q of INNER[i]) {
      const width = (landmarks[3 * p] - landmarks[3 * q]) * nx + (landmarks[3 * p + 1] - landmarks[3 * q + 1]) * ny;
      const depth = landmarks[3 * p + 2] - landmarks[3 * q + 2];
      const missing = LEAST_SLOPE * depth - width;
      if (depth <= 0 || missing <= 0) continue;
      const way = missing * smoothstep(...SIDEWAYS, width / depth);
      if (way > Math.hypot(...(moves.get(q) ?? [0, 0]))) moves.set(q, [-way * nx, -way * ny]);
    }
  });
  for (const ring of RINGS) {
    for (const [p, before] of ring) {
      const share = NEXT_FOLLOWS / before.length;
      const sum = (k: 0 | 1): number => before.reduce((total, q) => total + (moves.get(q)?.[k] ?? 0), 0);
      moves.set(p, [share * sum(0), share * sum(1)]);
    }
  }
  for (const [p, [x, y]] of moves) {
    landmarks[3 * p] += x;
    landmarks[3 * p + 1] += y;
    landmarks[3 * p + 2] -= RISE * Math.hypot(x, y);
  }
}
