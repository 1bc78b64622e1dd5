import { depthInside, dilate } from './morphology.ts';

/** Patches are squares of side 2 * PATCH_RADIUS + 1. */
export const PATCH_RADIUS = 3;

/** An RGB picture with a hole: interleaved RGB, 0..255, and one byte a pixel (1 = to be filled). */
export interface Holed {
  width: number;
  height: number;
  rgb: Float32Array;
  hole: Uint8Array;
}

/**
 * One scale of the fill. All maps have a margin of PATCH_RADIUS on every side, so that no patch needs a border test;
 * pixels are named by their index in the padded map.
 */
export interface PatchLevel {
  width: number;
  height: number;
  /** Length of a padded row. */
  stride: number;
  /** Interleaved RGB, the current guess inside the hole. */
  rgb: Float32Array;
  hole: Uint8Array;
  /** What a pixel's difference counts in a comparison: 0 in the margin, KNOWN_WEIGHT outside the hole, 1 inside. */
  weight: Float32Array;
  /** Distance to the known pixels, pixels of this level, 0 outside the hole. */
  depth: Float32Array;
  /** Centres of the patches that touch the hole. */
  targets: Int32Array;
  /** Centres of wholly known patches, as a list and as a map. */
  sources: Int32Array;
  isSource: Uint8Array;
  /** For each target the source it copies, -1 elsewhere, and how far the two are apart. */
  match: Int32Array;
  distance: Float32Array;
  /** How many targets copy each source. */
  uses: Int32Array;
}

/** Known pixels bind a patch harder than guessed ones. */
const KNOWN_WEIGHT = 2;

/** Halves a picture; a pixel with any child in the hole is hole itself, and takes the mean of its known children. */
export function halve({ width, height, rgb, hole }: Holed): Holed {
  const w = width >> 1;
  const h = height >> 1;
  const out: Holed = { width: w, height: h, rgb: new Float32Array(3 * w * h), hole: new Uint8Array(w * h) };
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const to = y * w + x;
      const from = 2 * y * width + 2 * x;
      let known = 0;
      for (let k = 0; k < 4; k++) {
        const child = from + (k & 1) + (k >> 1) * width;
        if (hole[child]) continue;
        known++;
        for (let c = 0; c < 3; c++) out.rgb[3 * to + c] += rgb[3 * child + c];
      }
      if (known > 1) for (let c = 0; c < 3; c++) out.rgb[3 * to + c] /= known;
      if (known < 4) out.hole[to] = 1;
    }
  }
  return out;
}

export function createPatchLevel({ width, height, rgb, hole }: Holed): PatchLevel {
  const r = PATCH_RADIUS;
  const stride = width + 2 * r;
  const size = stride * (height + 2 * r);
  const near = dilate(hole, width, height, r);
  const depth = depthInside(hole, width, height);
  const level = {
    width,
    height,
    stride,
    rgb: new Float32Array(3 * size),
    hole: new Uint8Array(size),
    weight: new Float32Array(size),
    depth: new Float32Array(size),
    isSource: new Uint8Array(size),
    match: new Int32Array(size).fill(-1),
    distance: new Float32Array(size),
    uses: new Int32Array(size),
  };
  const targets = new Int32Array(width * height);
  const sources = new Int32Array(width * height);
  let targetCount = 0;
  let sourceCount = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const at = (y + r) * stride + x + r;
      level.hole[at] = hole[i];
      level.weight[at] = hole[i] ? 1 : KNOWN_WEIGHT;
      level.depth[at] = depth[i];
      for (let c = 0; c < 3; c++) level.rgb[3 * at + c] = rgb[3 * i + c];
      if (near[i]) {
        targets[targetCount++] = at;
      } else if (x >= r && y >= r && x < width - r && y < height - r) {
        sources[sourceCount++] = at;
        level.isSource[at] = 1;
      }
    }
  }
  return { ...level, targets: targets.slice(0, targetCount), sources: sources.slice(0, sourceCount) };
}
