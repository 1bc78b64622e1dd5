import type { Stencil } from '../subdivide.ts';
import { LIP_RINGS, SPOKES } from './lip-topology.ts';

const RING_OF = new Map(LIP_RINGS.flatMap((ring, r) => ring.map((p) => [p, r] as const)));
const SPOKE_OF = new Map(LIP_RINGS.flatMap((ring) => ring.map((p, k) => [p, k] as const)));
const NEGLIGIBLE = 1e-9;

/**
 * Weights of a mesh vertex inside the red of the lips: a closed Catmull-Rom curve along the lips, linear across them.
 * Butterfly subdivision overshoots and folds there, since the red is so much finer than the skin beside it. The inner
 * contour is the very curve that the mouth's inside is drawn to.
 * @param linear barycentric weights over landmarks
 * @returns weights over at most 8 landmarks, or null for a vertex that does not lie wholly in the red
 */
export function lipStencil(linear: Stencil): Stencil | null {
  const corners = linear.index.map((p, i) => ({ p, w: linear.weight[i] })).filter(({ w }) => Math.abs(w) >= NEGLIGIBLE);
  if (!corners.every(({ p }) => RING_OF.has(p))) return null;
  const spokes = corners.map(({ p }) => SPOKE_OF.get(p) as number);
  const wraps = Math.max(...spokes) - Math.min(...spokes) > SPOKES / 2;
  let ring = 0;
  let spoke = 0;
  corners.forEach(({ p, w }, j) => {
    ring += w * (RING_OF.get(p) as number);
    spoke += w * (wraps && spokes[j] < SPOKES / 2 ? spokes[j] + SPOKES : spokes[j]);
  });
  const first = Math.floor(spoke + NEGLIGIBLE);
  const along = catmullRomWeights(Math.max(0, spoke - first));
  const outer = Math.min(LIP_RINGS.length - 2, Math.floor(ring + NEGLIGIBLE));
  const across = ring - outer;
  const stencil: Stencil = { index: [], weight: [] };
  along.forEach((a, j) => {
    for (const [r, b] of [
      [outer, 1 - across],
      [outer + 1, across],
    ] as const) {
      if (Math.abs(a * b) < NEGLIGIBLE) continue;
      stencil.index.push(LIP_RINGS[r][(first - 1 + j + SPOKES) % SPOKES]);
      stencil.weight.push(a * b);
    }
  });
  return stencil;
}

/** The uniform Catmull-Rom basis (Catmull and Rom 1974) at t between the second and third of four points. */
export function catmullRomWeights(t: number): [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  return [(-t + 2 * t2 - t3) / 2, (2 - 5 * t2 + 3 * t3) / 2, (t + 4 * t2 - 3 * t3) / 2, (-t2 + t3) / 2];
}
