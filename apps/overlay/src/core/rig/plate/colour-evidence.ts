import type { Picture } from '../picture.ts';

/** The histogram's axes: rows and columns of tiles, luma, red-green and blue-yellow; chroma is cut three times finer than luma. */
const LUMA_BINS = 8;
const CHROMA_BINS = 16;
const LUMA_STEP = 32;
const CHROMA_STEP = 10;
const BINS = LUMA_BINS * CHROMA_BINS * CHROMA_BINS;
/** Side of a tile as a share of the picture's longer side: the distance over which colours are compared. */
const TILE = 0.08;
/** Every second row and column of a tile this large is enough to learn from. */
const LARGE_TILE = 40;
/** All counts are as if a tile held this many samples. */
const TILE_SAMPLES = 1600;
/** Colours seen anywhere in the picture count this much beside those seen nearby. */
const ELSEWHERE = 0.05;
/** What a place must have seen of either side to say anything. */
const ENOUGH = 20;
/** The count that stands for "never seen", and what keeps the odds near even where little was seen. */
const UNSEEN = 0.5;
const RARE = 10;
/** Colours alone never say more than this, natural logarithm of the odds. */
const LIMIT = 3;

/**
 * Compares each pixel's colour with those seen nearby in the person and in the background, as a given map splits them:
 * local colour histograms with the map's own certainty as weight, blurred over space and colour (a bilateral grid,
 * J. Chen, S. Paris, F. Durand 2007), read linearly.
 * @param prior how likely each pixel is the person, 0..1
 * @param wanted one byte a pixel: 0 where no answer is needed
 * @returns log odds of person to background, within +-3; 0 where not wanted or where one side was not seen
 */
export function colourEvidence({ width, height, data }: Picture, prior: Float32Array, wanted: Uint8Array): Float32Array {
  const tile = Math.max(8, Math.round(TILE * Math.max(width, height)));
  const columns = Math.ceil(width / tile) + 1;
  const rows = Math.ceil(height / tile) + 1;
  const personSamples = new Float32Array(rows * columns * BINS);
  const groundSamples = new Float32Array(personSamples.length);
  const stride = tile < LARGE_TILE ? 1 : 2;
  const sample = TILE_SAMPLES * (stride / tile) ** 2;
  for (let y = 0; y < height; y += stride) {
    for (let x = 0; x < width; x += stride) {
      const i = y * width + x;
      const certainty = 2 * prior[i] - 1;
      const at = (Math.round(y / tile) * columns + Math.round(x / tile)) * BINS + nearestBin(data, 4 * i);
      (certainty > 0 ? personSamples : groundSamples)[at] += sample * certainty * certainty;
    }
  }
  const lengths = [rows, columns, LUMA_BINS, CHROMA_BINS, CHROMA_BINS];
  const person = addElsewhere(blur(personSamples, lengths));
  const ground = addElsewhere(blur(groundSamples, lengths));
  const personSeen = totals(person);
  const groundSeen = totals(ground);
  const out = new Float32Array(prior.length);
  for (let y = 0; y < height; y++) {
    const top = Math.floor(y / tile);
    const dy = y / tile - top;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!wanted[i]) continue;
      const left = Math.floor(x / tile);
      const dx = x / tile - left;
      const l = axis(luma(data, 4 * i) / LUMA_STEP - 0.5, LUMA_BINS);
      const u = axis(redGreen(data, 4 * i) / CHROMA_STEP + CHROMA_BINS / 2 - 0.5, CHROMA_BINS);
      const v = axis(blueYellow(data, 4 * i) / CHROMA_STEP + CHROMA_BINS / 2 - 0.5, CHROMA_BINS);
      const l0 = Math.floor(l);
      const u0 = Math.floor(u);
      const v0 = Math.floor(v);
      let p = 0;
      let g = 0;
      let allP = 0;
      let allG = 0;
      for (let corner = 0; corner < 4; corner++) {
        const place = (top + (corner >> 1)) * columns + left + (corner & 1);
        const near = (corner >> 1 ? dy : 1 - dy) * (corner & 1 ? dx : 1 - dx);
        allP += near * personSeen[place];
        allG += near * groundSeen[place];
        for (let k = 0; k < 8; k++) {
          const bin = ((l0 + (k >> 2)) * CHROMA_BINS + u0 + ((k >> 1) & 1)) * CHROMA_BINS + v0 + (k & 1);
          const share = near * (k >> 2 ? l - l0 : 1 - l + l0) * ((k >> 1) & 1 ? u - u0 : 1 - u + u0) * (k & 1 ? v - v0 : 1 - v + v0);
          p += share * person[place * BINS + bin];
          g += share * ground[place * BINS + bin];
        }
      }
      if (allP < ENOUGH || allG < ENOUGH) continue;
      const odds = ((p + UNSEEN) * (allG + RARE)) / ((g + UNSEEN) * (allP + RARE));
      out[i] = Math.min(Math.max(Math.log(odds), -LIMIT), LIMIT);
    }
  }
  return out;
}

const luma = (data: Uint8ClampedArray, at: number) => (data[at] + 2 * data[at + 1] + data[at + 2]) / 4;
const redGreen = (data: Uint8ClampedArray, at: number) => data[at] - data[at + 1];
const blueYellow = (data: Uint8ClampedArray, at: number) => data[at + 2] - (data[at] + data[at + 1]) / 2;
const axis = (value: number, bins: number) => Math.min(Math.max(value, 0), bins - 1.001);

function nearestBin(data: Uint8ClampedArray, at: number): number {
  const chroma = (value: number) => Math.min(Math.max(Math.floor(value / CHROMA_STEP) + CHROMA_BINS / 2, 0), CHROMA_BINS - 1);
  return (Math.floor(luma(data, at) / LUMA_STEP) * CHROMA_BINS + chroma(redGreen(data, at))) * CHROMA_BINS + chroma(blueYellow(data, at));
}

/** Kernel 1/4 1/2 1/4 along every axis. */
function blur(grid: Float32Array, lengths: number[]): Float32Array {
  let from = grid;
  let to: Float32Array = new Float32Array(grid.length);
  let stride = grid.length;
  for (const length of lengths) {
    const block = stride;
    stride /= length;
    for (let start = 0; start < grid.length; start += block) {
      for (let k = 0; k < length; k++) {
        const row = start + k * stride;
        const before = k ? -stride : 0;
        const after = k < length - 1 ? stride : 0;
        for (let i = row; i < row + stride; i++) to[i] = 0.5 * from[i] + 0.25 * (from[i + before] + from[i + after]);
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Mixes the mean of all tiles into each. */
function addElsewhere(grid: Float32Array): Float32Array {
  const mean = new Float32Array(BINS);
  const scale = (ELSEWHERE * BINS) / grid.length;
  for (let tile = 0; tile < grid.length; tile += BINS) for (let k = 0; k < BINS; k++) mean[k] += scale * grid[tile + k];
  for (let tile = 0; tile < grid.length; tile += BINS) for (let k = 0; k < BINS; k++) grid[tile + k] += mean[k];
  return grid;
}

function totals(grid: Float32Array): Float32Array {
  return Float32Array.from({ length: grid.length / BINS }, (_, tile) => {
    let sum = 0;
    for (let k = tile * BINS; k < (tile + 1) * BINS; k++) sum += grid[k];
    return sum;
  });
}
