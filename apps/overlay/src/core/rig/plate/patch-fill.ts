import { createPatchLevel, type Holed, halve, PATCH_RADIUS, type PatchLevel } from './patch-level.ts';
import { improveMatches, measureMatches } from './patch-match.ts';
import { fillSmooth } from './pull-push.ts';

/** The coarsest picture's shorter side is at least this long, if the picture allows it. */
const COARSEST = 56;
/** Rounds of search and vote for pictures up to a size: what is found small need only be kept. */
const ROUNDS = [
  [96, 8],
  [192, 6],
  [384, 3],
  [Number.POSITIVE_INFINITY, 2],
] as const;
/** A pixel's word in a vote fades by this for every pixel of depth, as its own colour is more of a guess. */
const CONFIDENCE_FADE = 1.25;

/** How far from its centre a patch has a say in a vote, pixels: near is sharper and quicker, while searching far agrees sooner. */
const SEARCH_REACH = 2;
const CARRY_REACH = 1;

export interface PatchFillOptions {
  /** Pictures with a longer side than this are not searched: they carry up the matches of the coarser level. */
  maxSearch: number;
  /** Numbers in [0, 1). */
  random: () => number;
  /** Share of the work done, 0..1. */
  onProgress?: (share: number) => void;
}

/**
 * Fills a hole with patches of the known picture so that it continues both colour and structure: coarse to fine, at each
 * level search by PatchMatch and vote in turn (Y. Wexler, E. Shechtman, M. Irani, "Space-time completion of video", 2007).
 * Without a single wholly known patch the fill is smooth.
 * @returns interleaved RGB, 0..255; known pixels keep their values
 */
export function fillByPatches(picture: Holed, options: PatchFillOptions): Float32Array {
  const pyramid = [picture];
  while (Math.min(pyramid[0].width, pyramid[0].height) >= 2 * COARSEST) pyramid.unshift(halve(pyramid[0]));
  const work = pyramid.map((p) => p.width * p.height);
  const total = work.reduce((a, b) => a + b);
  let done = 0;
  let coarser: PatchLevel | null = null;
  for (const holed of pyramid) {
    const longer = Math.max(holed.width, holed.height);
    const level = createPatchLevel(holed);
    if (level.sources.length) {
      if (coarser) carryUp(coarser, level, options.random);
      else begin(holed, level, options.random);
      if (!coarser || longer <= options.maxSearch) {
        const rounds = ROUNDS.find(([size]) => longer <= size)![1];
        const radius = coarser ? longer / 4 : longer;
        for (let round = 0; round < rounds; round++) {
          measureMatches(level);
          improveMatches(level, round % 2 === 0, radius, options.random);
          vote(level, SEARCH_REACH, true);
        }
      }
      coarser = level;
    }
    done += holed.width * holed.height;
    options.onProgress?.(done / total);
  }
  return coarser
    ? unpad(coarser)
    : fillSmooth(
        picture.rgb,
        3,
        picture.hole.map((value) => 1 - value),
        picture.width,
        picture.height,
      );
}

/** First guess at the coarsest level: smooth colours, matches at random. */
function begin(holed: Holed, level: PatchLevel, random: () => number): void {
  const { width, height, rgb, hole } = holed;
  const smooth = fillSmooth(
    rgb,
    3,
    hole.map((value) => 1 - value),
    width,
    height,
  );
  for (let y = 0; y < height; y++) {
    const row = 3 * ((y + PATCH_RADIUS) * level.stride + PATCH_RADIUS);
    level.rgb.set(smooth.subarray(3 * y * width, 3 * (y + 1) * width), row);
  }
  for (const target of level.targets) level.match[target] = pick(level, random);
}

const pick = ({ sources }: PatchLevel, random: () => number) => sources[Math.floor(random() * sources.length)];

/** Takes a coarser level's matches, doubled, and votes from them. */
function carryUp(coarse: PatchLevel, fine: PatchLevel, random: () => number): void {
  const r = PATCH_RADIUS;
  for (const target of fine.targets) {
    const x = (target % fine.stride) - r;
    const y = Math.floor(target / fine.stride) - r;
    const parent = (Math.min(y >> 1, coarse.height - 1) + r) * coarse.stride + Math.min(x >> 1, coarse.width - 1) + r;
    const match = coarse.match[parent];
    const source =
      match < 0
        ? -1
        : (2 * (Math.floor(match / coarse.stride) - r) + (y & 1) + r) * fine.stride + 2 * ((match % coarse.stride) - r) + (x & 1) + r;
    fine.match[target] = fine.isSource[source] ? source : pick(fine, random);
  }
  vote(fine, CARRY_REACH, false);
}

/**
 * Every hole pixel becomes the mean of what the patches over it propose, weighted by how near the patch's centre is,
 * how shallow it lies and, where distances are known, how well it fits.
 * @param reach how far from its centre a patch has a say, pixels
 */
function vote(level: PatchLevel, reach: number, byFit: boolean): void {
  const { rgb, hole, depth, targets, match, distance, stride } = level;
  const sums = new Float32Array(4 * hole.length);
  const scale = byFit ? -1 / (1 + percentile75(level)) : 0;
  for (const target of targets) {
    const word = (CONFIDENCE_FADE ** -Math.min(depth[target], 40) + 0.002) * (byFit ? Math.exp(scale * distance[target]) : 1);
    const offset = match[target] - target;
    for (let dy = -reach; dy <= reach; dy++) {
      const far = Math.abs(dy);
      const row = target + dy * stride;
      for (let dx = -reach; dx <= reach; dx++) {
        const to = row + dx;
        if (!hole[to]) continue;
        const aside = Math.abs(dx);
        const weight = word * (PATCH_RADIUS + 1 - Math.max(far, aside));
        const from = 3 * (to + offset);
        const sum = 4 * to;
        sums[sum] += weight * rgb[from];
        sums[sum + 1] += weight * rgb[from + 1];
        sums[sum + 2] += weight * rgb[from + 2];
        sums[sum + 3] += weight;
      }
    }
  }
  for (let i = 0; i < hole.length; i++) {
    const weight = sums[4 * i + 3];
    if (weight > 0) for (let c = 0; c < 3; c++) rgb[3 * i + c] = sums[4 * i + c] / weight;
  }
}

function percentile75({ targets, distance }: PatchLevel): number {
  const sample = new Float32Array(Math.ceil(targets.length / 7));
  for (let k = 0; k < sample.length; k++) sample[k] = distance[targets[7 * k]];
  return sample.sort()[Math.floor(0.75 * sample.length)];
}

function unpad({ width, height, stride, rgb }: PatchLevel): Float32Array {
  const out = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const row = 3 * ((y + PATCH_RADIUS) * stride + PATCH_RADIUS);
    out.set(rgb.subarray(row, row + 3 * width), 3 * y * width);
  }
  return out;
}
