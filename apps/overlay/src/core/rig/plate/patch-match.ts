import { PATCH_RADIUS, type PatchLevel } from './patch-level.ts';

const SIDE = 2 * PATCH_RADIUS + 1;
/** Patches whose channels differ by some 1.5 levels look alike: no need to search on. */
const ALIKE = 3 * (SIDE * 1.5) ** 2;
/** How much a source's being used as often as the average adds to its distance: the guard against one patch all over. */
const CROWDING = 0.3;

/**
 * One round of PatchMatch (C. Barnes and others, 2009): every target tries its neighbours' matches, shifted by one pixel,
 * and random sources around its own at halving distances. Rounds should alternate in direction.
 * @param radius of the first random try, pixels
 */
export function improveMatches(level: PatchLevel, forward: boolean, radius: number, random: () => number): void {
  const { targets, sources, match, distance, uses, isSource, stride, width, height } = level;
  const step = forward ? -1 : 1;
  const last = targets.length - 1;
  const crowding = (CROWDING * sources.length) / targets.length;
  for (let k = 0; k <= last; k++) {
    const target = targets[forward ? k : last - k];
    let best = match[target];
    let least = distance[target];
    uses[best]--;
    let cost = least * (1 + crowding * uses[best]);
    let reach = least < ALIKE ? 0 : radius;
    for (let attempt = 0; attempt < 2 || reach >= 1; attempt++) {
      let source: number;
      if (attempt < 2) {
        const shift = attempt ? step * stride : step;
        source = match[target + shift] - shift;
      } else {
        const x = (best % stride) + Math.round((2 * random() - 1) * reach);
        const y = Math.floor(best / stride) + Math.round((2 * random() - 1) * reach);
        reach /= 2;
        if (x < PATCH_RADIUS || y < PATCH_RADIUS || x >= width + PATCH_RADIUS || y >= height + PATCH_RADIUS) continue;
        source = y * stride + x;
      }
      if (source === best || !isSource[source]) continue;
      const crowd = 1 + crowding * uses[source];
      const d = patchDistance(level, target, source, cost / crowd);
      if (d * crowd >= cost) continue;
      best = source;
      least = d;
      cost = d * crowd;
    }
    uses[best]++;
    match[target] = best;
    distance[target] = least;
  }
}

/** Measures every target's distance to its match anew, after the guess inside the hole has changed. */
export function measureMatches(level: PatchLevel): void {
  level.uses.fill(0);
  for (const target of level.targets) {
    level.uses[level.match[target]]++;
    level.distance[target] = patchDistance(level, target, level.match[target], Number.POSITIVE_INFINITY);
  }
}

/** Weighted sum of squared colour differences of two patches; stops early, with a partial sum, once above `limit`. */
function patchDistance({ rgb, weight, stride }: PatchLevel, target: number, source: number, limit: number): number {
  const corner = PATCH_RADIUS * (stride + 1);
  const skip = stride - SIDE;
  let t = target - corner;
  let a = 3 * t;
  let b = 3 * (source - corner);
  let sum = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const dr = rgb[a] - rgb[b];
      const dg = rgb[a + 1] - rgb[b + 1];
      const db = rgb[a + 2] - rgb[b + 2];
      sum += weight[t++] * (dr * dr + dg * dg + db * db);
      a += 3;
      b += 3;
    }
    if (sum > limit) return sum;
    t += skip;
    a += 3 * skip;
    b += 3 * skip;
  }
  return sum;
}
