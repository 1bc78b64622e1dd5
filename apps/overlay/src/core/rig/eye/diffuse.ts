/** A grid of `channels` values a cell, row by row. */
export interface Grid {
  width: number;
  height: number;
  channels: number;
  values: Float32Array;
}

/** Relaxation sweeps a level, and over-relaxation. */
const SWEEPS = 24;
const OVER_RELAXATION = 1.5;
const SMALLEST = 6;

/**
 * Fills the cells that are not `known` smoothly from those that are: Laplace's equation, solved from coarse to fine.
 * With no known cell at all the values stay as they are.
 * @param grid changed in place
 * @param known 1 where the value is given
 * @param across share of the horizontal neighbours, 0..1: above 0.5 values spread sideways rather than up and down
 */
export function diffuse(grid: Grid, known: Uint8Array, across = 0.5): void {
  const { width, height, channels, values } = grid;
  if (Math.max(width, height) > SMALLEST) {
    const coarse = halve(grid, known);
    diffuse(coarse.grid, coarse.known, across);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (!known[y * width + x]) interpolate(coarse.grid, x, y, values, channels * (y * width + x));
      }
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(grid, known, across);
}

function relax({ width, height, channels, values }: Grid, known: Uint8Array, across: number): void {
  const side = across / 2;
  const upright = (1 - across) / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = y * width + x;
      if (known[cell]) continue;
      const at = channels * cell;
      const left = x > 0 ? at - channels : at;
      const right = x < width - 1 ? at + channels : at;
      const above = y > 0 ? at - channels * width : at;
      const below = y < height - 1 ? at + channels * width : at;
      for (let c = 0; c < channels; c++) {
        const mean = side * (values[left + c] + values[right + c]) + upright * (values[above + c] + values[below + c]);
        values[at + c] += OVER_RELAXATION * (mean - values[at + c]);
      }
    }
  }
}

/** Half the resolution: the mean of what is known in each block of four, or of all where nothing is. */
function halve({ width, height, channels, values }: Grid, known: Uint8Array): { grid: Grid; known: Uint8Array } {
  const w = (width + 1) >> 1;
  const h = (height + 1) >> 1;
  const out: Grid = { width: w, height: h, channels, values: new Float32Array(w * h * channels) };
  const outKnown = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const corner = 2 * y * width + 2 * x;
      const right = 2 * x + 1 < width ? 1 : 0;
      const below = 2 * y + 1 < height ? width : 0;
      const block = [corner, corner + right, corner + below, corner + right + below];
      const given = known[block[0]] + known[block[1]] + known[block[2]] + known[block[3]];
      outKnown[y * w + x] = given ? 1 : 0;
      for (const cell of block) {
        const share = given ? known[cell] / given : 0.25;
        for (let c = 0; c < channels; c++) out.values[channels * (y * w + x) + c] += share * values[channels * cell + c];
      }
    }
  }
  return { grid: out, known: outKnown };
}

/** Bilinear value of the half-resolution grid at a fine cell. */
function interpolate({ width, height, channels, values }: Grid, x: number, y: number, out: Float32Array, at: number): void {
  const cx = Math.max(0, Math.min(width - 1, (x - 0.5) / 2));
  const cy = Math.max(0, Math.min(height - 1, (y - 0.5) / 2));
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const fx = cx - x0;
  const fy = cy - y0;
  for (let c = 0; c < channels; c++) {
    const value = (i: number, j: number) => values[channels * (j * width + i) + c];
    out[at + c] = (value(x0, y0) * (1 - fx) + value(x1, y0) * fx) * (1 - fy) + (value(x0, y1) * (1 - fx) + value(x1, y1) * fx) * fy;
  }
}
