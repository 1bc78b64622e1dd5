import { EYES, type EyeFrame, type EyeSide, pictureX, pictureY } from './eye-frame.ts';
import type { LidContour } from './lid-contour.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export interface LidColours {
  /** Median of the lid's lit skin, 0..1. */
  lid: Colour;
  /** The lash line's darkest part, 0..1. */
  lash: Colour;
  /** Mean thickness of the dark line above the upper lid, in half eye widths; 0 where there is none. */
  lashThickness: number;
}

/** How far above the lid the lash line may reach, in half eye widths, and the step it is measured with. */
const LASH_REACH = 0.4;
const LASH_STEP = 0.02;
/** Less light between lash and skin than this (0..255) is no lash line. */
const LEAST_LASH_CONTRAST = 24;

/**
 * Colours that a closed eye shows.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function measureLidColours(
  side: EyeSide,
  frame: EyeFrame,
  contour: LidContour,
  landmarks: ArrayLike<number>,
  sample: PixelSampler,
): LidColours {
  const skin: number[][] = [];
  const { upper, upperRing, browRing } = EYES[side];
  const add = (from: number, to: number, t: number) => {
    const x = landmarks[3 * from] * (1 - t) + landmarks[3 * to] * t;
    const y = landmarks[3 * from + 1] * (1 - t) + landmarks[3 * to + 1] * t;
    skin.push([...sample(x, y, new Float64Array(3))]);
  };
  for (let i = 2; i < 7; i++) {
    for (const t of [0.5, 0.6, 0.7, 0.8, 0.9, 1]) add(upper[i], upperRing[i], t);
    for (const t of [0.1, 0.3, 0.5]) add(upperRing[i], browRing[i], t);
  }
  const lit = skin.sort((a, b) => luma(b) - luma(a)).slice(0, Math.ceil(0.6 * skin.length));
  const lid = [0, 1, 2].map((c) => lit.map((v) => v[c]).sort((a, b) => a - b)[lit.length >> 1]);
  const { lash, thickness } = measureLash(frame, contour, luma(lid), sample);
  return { lid: unit(lid), lash: unit(lash), lashThickness: thickness };
}

function measureLash(frame: EyeFrame, contour: LidContour, skinLuma: number, sample: PixelSampler): { lash: number[]; thickness: number } {
  const colour = new Float64Array(3);
  const darkest: number[][] = [];
  let sum = 0;
  let columns = 0;
  for (let x = -0.8; x <= 0.801; x += 0.1) {
    const lid = contour.upper(x);
    let dark = [255, 255, 255];
    const column: number[] = [];
    for (let d = 0; d <= LASH_REACH; d += LASH_STEP) {
      sample(pictureX(frame, x, lid - d), pictureY(frame, x, lid - d), colour);
      column.push(luma(colour));
      if (d < 0.2 && luma(colour) < luma(dark)) dark = [...colour];
    }
    darkest.push(dark);
    columns++;
    const limit = (luma(dark) + Math.max(luma(dark), skinLuma)) / 2;
    if (skinLuma - luma(dark) > LEAST_LASH_CONTRAST)
      sum += Math.max(0, column.findLastIndex((v, i) => v < limit && column.slice(0, i).filter((u) => u > limit).length < 4) * LASH_STEP);
  }
  darkest.sort((a, b) => luma(a) - luma(b));
  return { lash: darkest[darkest.length >> 2], thickness: sum / columns };
}

const unit = (colour: readonly number[]): Colour => [colour[0] / 255, colour[1] / 255, colour[2] / 255];
