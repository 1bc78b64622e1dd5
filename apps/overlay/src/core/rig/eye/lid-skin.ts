import { catmullRomBasis, curveThrough } from './catmull-rom.ts';
import { diffuse, type Grid } from './diffuse.ts';
import { EYES, type EyeSide } from './eye-frame.ts';
import type { Colour } from './lid-colours.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';
import type { EyeTexture } from './sclera-patch.ts';

const BASIS = catmullRomBasis(9, 8);
/** A texel a sample along the lid (column 0..8 of the lid's attributes), and rows from the lid's edge to the fold. */
export const LID_SKIN_WIDTH = BASIS.samples;
export const LID_SKIN_HEIGHT = 32;
/** Skin is also looked for above the fold, this far on the way to the brow, in rows. */
const ABOVE = 12;
const BROW_SHARE = 0.5;
const ROWS = LID_SKIN_HEIGHT + ABOVE;
/** Rows within the lashes are no skin: this much of them, and what differs from the skin around by more than this share of light. */
const LASH_CLEARANCE = 1.1;
const LIKE_SKIN = { share: 0.13, levels: 8 } as const;
/** The skin's usual light is this quantile over so many samples along the lid: what lies on skin is mostly darker. */
const USUAL = 0.65;
const NEIGHBOURHOOD = 10;
/** And no skin has less than this share of the lid's usual light. */
const LEAST_LIGHT = 0.5;
/** Colours (0..255, Euclidean) of a drawing that are one colour. */
const ALIKE = 36;
/** Skin below an eye: shares of the way from the lower lid to the ring below it, and the quantile of each channel. Drawings have lines there. */
interface SkinBelow {
  at: readonly number[];
  quantile: number;
}
const BELOW: Record<'modelled' | 'drawn', SkinBelow> = {
  modelled: { at: [0.8, 1, 1.4, 1.8], quantile: 0.5 },
  drawn: { at: [1.5, 2, 2.5, 3], quantile: 0.65 },
};
/** A lid that comes down leaves the brow's shadow: of the way to the light of the skin below the eye it goes this share, up to the most. */
const LIGHTENING = { share: 0.45, most: 1.25 } as const;
/** Blur along and across the lid, in texels, of what is taken over: a stretched lid must not show the stretching. */
const BLUR = { along: 4, across: 2.5 } as const;

/**
 * The skin of an upper lid without lashes, brow hair, glasses and texture: a smooth field of colours that a closing lid,
 * whose few rows of pixels have to cover an eye, is drawn with. Columns run along the lid from its outer corner, rows from
 * its edge to the fold.
 * @param landmarks 478 x (x, y, z), picture pixels
 * @param lash per column of landmarks, 0..1: share of the way to the fold that the lashes take
 * @param usual colour of the lid, 0..1, where none of its skin can be told
 * @param drawn skin has one colour, above the eye as below it: what differs is hair, its shadow, or a line
 */
export function buildLidSkin(
  side: EyeSide,
  landmarks: ArrayLike<number>,
  lash: ArrayLike<number>,
  usual: Colour,
  drawn: boolean,
  sample: PixelSampler,
): EyeTexture {
  const { upper, upperRing, browRing } = EYES[side];
  const curve = (indices: readonly number[]) =>
    curveThrough(
      BASIS,
      indices.flatMap((p) => [landmarks[3 * p], landmarks[3 * p + 1]]),
    );
  const [edge, fold, brow] = [curve(upper), curve(upperRing), curve(browRing)];
  const grid: Grid = { width: LID_SKIN_WIDTH, height: ROWS, channels: 3, values: new Float32Array(3 * LID_SKIN_WIDTH * ROWS) };
  const colour = new Float64Array(3);
  for (let row = 0; row < ROWS; row++) {
    const above = row >= LID_SKIN_HEIGHT;
    const t = above ? ((row - LID_SKIN_HEIGHT + 1) / ABOVE) * BROW_SHARE : row / (LID_SKIN_HEIGHT - 1);
    const [from, to] = above ? [fold, brow] : [edge, fold];
    for (let column = 0; column < LID_SKIN_WIDTH; column++) {
      const at = (k: number) => from[2 * column + k] * (1 - t) + to[2 * column + k] * t;
      grid.values.set(sample(at(0), at(1), colour), 3 * (row * LID_SKIN_WIDTH + column));
    }
  }
  const known = plainSkin(grid, lash, 255 * LEAST_LIGHT * luma(usual));
  const under = below(side, landmarks, drawn ? BELOW.drawn : BELOW.modelled, sample);
  if (drawn) keepAlike(known, grid, under);
  if (known.includes(1)) diffuse(grid, known);
  else
    grid.values.forEach((_, i, values) => {
      values[i] = drawn ? under[i % 3] : 255 * usual[i % 3];
    });
  if (!drawn) lighten(grid, under);
  blur(grid, BLUR.along, 1);
  blur(grid, BLUR.across, LID_SKIN_WIDTH);
  const data = new Uint8Array(4 * LID_SKIN_WIDTH * LID_SKIN_HEIGHT);
  for (let cell = 0; cell < LID_SKIN_WIDTH * LID_SKIN_HEIGHT; cell++) {
    for (let c = 0; c < 3; c++) data[4 * cell + c] = Math.round(Math.max(0, Math.min(255, grid.values[3 * cell + c])));
    data[4 * cell + 3] = 255;
  }
  return { width: LID_SKIN_WIDTH, height: LID_SKIN_HEIGHT, data };
}

/** 1 where a cell is as light as the lid around it usually is: neither lash, nor hair, nor a frame or its glint. */
function plainSkin({ values }: Grid, lash: ArrayLike<number>, least: number): Uint8Array {
  const light = Float32Array.from({ length: LID_SKIN_WIDTH * ROWS }, (_, cell) => luma(values.subarray(3 * cell, 3 * cell + 3)));
  const firstRow = Int32Array.from({ length: LID_SKIN_WIDTH }, (_, column) => {
    const at = Math.min(7.999, (column * 8) / (LID_SKIN_WIDTH - 1));
    const share = lash[Math.floor(at)] * (1 - (at % 1)) + lash[Math.floor(at) + 1] * (at % 1);
    return Math.min(LID_SKIN_HEIGHT - 3, Math.ceil(LASH_CLEARANCE * share * (LID_SKIN_HEIGHT - 1)) + 1);
  });
  const known = new Uint8Array(LID_SKIN_WIDTH * ROWS);
  for (let column = 0; column < LID_SKIN_WIDTH; column++) {
    const around: number[] = [];
    for (let other = Math.max(0, column - NEIGHBOURHOOD); other <= Math.min(LID_SKIN_WIDTH - 1, column + NEIGHBOURHOOD); other++) {
      for (let row = firstRow[other]; row < ROWS; row++) around.push(light[row * LID_SKIN_WIDTH + other]);
    }
    around.sort((a, b) => a - b);
    const usual = around[Math.floor(USUAL * around.length)];
    for (let row = firstRow[column]; row < ROWS; row++) {
      const cell = row * LID_SKIN_WIDTH + column;
      if (light[cell] > least && Math.abs(light[cell] - usual) < LIKE_SKIN.share * usual + LIKE_SKIN.levels) known[cell] = 1;
    }
  }
  return known;
}

/** Leaves what is coloured like the skin below the eye. */
function keepAlike(known: Uint8Array, { values }: Grid, under: readonly number[]): void {
  known.forEach((k, cell) => {
    if (k && Math.hypot(...under.map((v, c) => values[3 * cell + c] - v)) > ALIKE) known[cell] = 0;
  });
}

/** Usual colour of the skin below an eye, 0..255. */
function below(side: EyeSide, landmarks: ArrayLike<number>, { at, quantile }: SkinBelow, sample: PixelSampler): number[] {
  const { lower, lowerRing } = EYES[side];
  const seen: Float64Array[] = [];
  for (let i = 2; i < 7; i++) {
    for (const t of at) {
      const [x, y] = [0, 1].map((k) => landmarks[3 * lower[i] + k] * (1 - t) + landmarks[3 * lowerRing[i] + k] * t);
      seen.push(Float64Array.from(sample(x, y, new Float64Array(3))));
    }
  }
  return [0, 1, 2].map((c) => seen.map((colour) => colour[c]).sort((a, b) => a - b)[Math.floor(quantile * seen.length)]);
}

function lighten({ values }: Grid, towards: readonly number[]): void {
  const lit = [0, 1, 2].map((c) => {
    const channel = values.filter((_, i) => i % 3 === c).sort();
    return channel[Math.floor(USUAL * channel.length)];
  });
  const gain = towards.map((v, c) => Math.max(1, Math.min(LIGHTENING.most, (v / Math.max(1, lit[c])) ** LIGHTENING.share)));
  values.forEach((v, i) => {
    values[i] = v * gain[i % 3];
  });
}

/** Gaussian blur along one axis; the ends are repeated. @param stride cells from one to the next along it */
function blur({ width, height, values }: Grid, sigma: number, stride: number): void {
  const reach = Math.ceil(2.5 * sigma);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const [length, lines, step] = stride === 1 ? [width, height, width] : [height, width, 1];
  const line = new Float32Array(3 * length);
  for (let l = 0; l < lines; l++) {
    for (let i = 0; i < length; i++) for (let c = 0; c < 3; c++) line[3 * i + c] = values[3 * (l * step + i * stride) + c];
    for (let i = 0; i < length; i++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = -reach; k <= reach; k++) sum += weights[k + reach] * line[3 * Math.max(0, Math.min(length - 1, i + k)) + c];
        values[3 * (l * step + i * stride) + c] = sum / total;
      }
    }
  }
}
