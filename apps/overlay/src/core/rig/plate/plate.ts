import { hash } from '../../motion/noise.ts';
import type { Picture } from '../picture.ts';
import { smoothstep } from '../smoothstep.ts';
import { describeBackground } from './background.ts';
import { evenOut } from './even-out.ts';
import { depthInside, dilate } from './morphology.ts';
import { fillByPatches } from './patch-fill.ts';
import { fillSmooth } from './pull-push.ts';
import { type Layers, separate } from './separate.ts';

export interface PlateOptions {
  /** Seed of the patch search: the same seed gives the same bytes. */
  seed: number;
  /** Longest side of a picture that is searched for patches, pixels; finer ones only carry matches up. 512 is good, 256 quick. */
  maxSearch: number;
  /** Share of the work done, 0..1. */
  onProgress?: (share: number) => void;
}

/** Lengths, as shares of the picture's longer side: what the person may tint around itself, more where it is easily mended. */
const MARGIN = 0.008;
const PLAIN_MARGIN = 0.025;
const GRAIN = 0.012;
const BLUR_OF_EDGES = 0.0025;
const TONE_FADE = 0.07;
/** Up to this alpha a pixel counts as background. */
const BACKGROUND = 0.02;
/** A background whose colours deviate by less (standard deviation, levels) is plain, by more it is not. */
const PLAIN_SPREAD = [3, 9] as const;

/**
 * Splits a picture into the person and the background behind, such that the one over the other is the picture again,
 * within 2 levels. The hole is filled with patches of the background, evened out where that is plain, and drawn to the
 * tone of the true pixels around it, so that no rim shows. Where the person hides everything the plate is the picture.
 * @param alpha of the person, 0..1, one value a pixel (see `refineMatte`)
 */
export function buildPlate(picture: Picture, alpha: Float32Array, options: PlateOptions): Layers {
  const { width, height, data } = picture;
  const size = width * height;
  const share = (part: number, least: number) => Math.max(least, Math.round(part * Math.max(width, height)));
  const rgb = new Float32Array(3 * size);
  const person = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    person[i] = alpha[i] > BACKGROUND ? 1 : 0;
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[4 * i + c];
  }
  const narrow = share(MARGIN, 2);
  const wide = share(PLAIN_MARGIN, 4);
  const hole = dilate(person, width, height, narrow);
  const plainHole = dilate(person, width, height, wide);
  const free = not(plainHole.includes(0) ? plainHole : hole);
  const grain = share(GRAIN, 2);
  const background = describeBackground(rgb, free, width, height, grain);
  const plain = background.spread.map((spread) => smoothstep(PLAIN_SPREAD[1], PLAIN_SPREAD[0], spread));
  for (let i = 0; i < size; i++) if (plainHole[i] && plain[i] > 0.5) hole[i] = 1;
  if (!hole.includes(0)) return unsplit(data, alpha);

  let drawn = 0;
  const fill = fillByPatches(
    { width, height, rgb, hole },
    {
      maxSearch: options.maxSearch,
      random: () => hash(options.seed, drawn++),
      onProgress: (done) => options.onProgress?.(0.9 * done),
    },
  );
  evenOut(fill, hole, plain, background, width, height, grain);
  const unseen = dilate(person, width, height, share(BLUR_OF_EDGES, 1));
  for (let i = 0; i < size; i++) if (hole[i] && plain[i] > 0.5) unseen[i] = 1;
  matchTone(fill, rgb, hole, unseen, width, height);
  const rim = depthInside(not(person), width, height);
  for (let i = 0; i < size; i++) rim[i] = Math.min(1, rim[i] / (plain[i] > 0.5 ? wide : narrow));
  const layers = separate(picture, alpha, { rgb: fill, hole, rim, plain, spread: background.spread });
  options.onProgress?.(1);
  return layers;
}

const not = (mask: Uint8Array) => mask.map((value) => 1 - value);

/** Carries the difference of the seen pixels from the fill into the unseen ones, fading with depth. */
function matchTone(fill: Float32Array, rgb: Float32Array, hole: Uint8Array, unseen: Uint8Array, width: number, height: number): void {
  const difference = new Float32Array(fill.length);
  for (let k = 0; k < fill.length; k++) difference[k] = rgb[k] - fill[k];
  const smooth = fillSmooth(difference, 3, not(unseen), width, height);
  const depth = depthInside(hole, width, height);
  const fade = -1 / (TONE_FADE * Math.max(width, height));
  for (let i = 0; i < hole.length; i++) {
    if (!hole[i]) continue;
    const weight = Math.exp(fade * depth[i]);
    for (let k = 3 * i; k < 3 * i + 3; k++) fill[k] += weight * smooth[k];
  }
}

/** The layers where no background is seen at all. */
function unsplit(data: Uint8ClampedArray, alpha: Float32Array): Layers {
  const plate = data.slice();
  const foreground = new Uint8ClampedArray(data.length);
  for (let i = 0; i < alpha.length; i++) {
    for (let c = 0; c < 3; c++) foreground[4 * i + c] = data[4 * i + c] * alpha[i];
    foreground[4 * i + 3] = 255 * alpha[i];
    plate[4 * i + 3] = 255;
  }
  return { plate, foreground, cutout: foreground.slice() };
}
