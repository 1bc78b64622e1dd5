import { boxMean } from './box-filter.ts';
import { fillSmooth } from './pull-push.ts';

/** What is known of a background, continued smoothly over the whole picture. */
export interface Background {
  /** Its low frequencies: interleaved RGB, 0..255. */
  base: Float32Array;
  /** Standard deviation of its colours around `base`, 0..255, one value a pixel. */
  spread: Float32Array;
}

/**
 * Describes a background from the pixels that surely show it.
 * @param rgb interleaved, 0..255
 * @param known one byte a pixel: 1 where `rgb` shows background
 * @param radius of the neighbourhood that counts as low frequency, pixels
 */
export function describeBackground(rgb: Float32Array, known: Uint8Array, width: number, height: number, radius: number): Background {
  const size = known.length;
  const share = boxMean(new Float32Array(known), width, height, radius, new Float32Array(size));
  const base = new Float32Array(3 * size);
  const variance = new Float32Array(size);
  const plane = new Float32Array(size);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < size; i++) plane[i] = known[i] ? rgb[3 * i + c] : 0;
    boxMean(plane, width, height, radius, plane);
    for (let i = 0; i < size; i++) {
      if (!known[i]) continue;
      base[3 * i + c] = plane[i] / share[i];
      const off = rgb[3 * i + c] - base[3 * i + c];
      variance[i] += (off * off) / 3;
    }
  }
  boxMean(variance, width, height, radius, variance);
  // Running sums may end a hair below zero.
  for (let i = 0; i < size; i++) variance[i] = known[i] ? Math.sqrt(Math.max(0, variance[i] / share[i])) : 0;
  return { base: fillSmooth(base, 3, known, width, height), spread: fillSmooth(variance, 1, known, width, height) };
}
