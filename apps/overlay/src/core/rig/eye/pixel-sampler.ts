import type { Picture } from '../picture.ts';

/** Reads the colour (0..255) at a point in picture pixels into `out`; points outside take the border's colour. */
export type PixelSampler = (x: number, y: number, out: Float64Array) => Float64Array;

/** Bilinear reading of a picture; a pixel's centre lies at half integers. Alpha is ignored. */
export function createPixelSampler({ width, height, data }: Picture): PixelSampler {
  return (x, y, out) => {
    const px = Math.max(0, Math.min(width - 1, x - 0.5));
    const py = Math.max(0, Math.min(height - 1, y - 0.5));
    const x0 = Math.min(Math.max(0, width - 2), Math.floor(px));
    const y0 = Math.min(Math.max(0, height - 2), Math.floor(py));
    const fx = px - x0;
    const fy = py - y0;
    const right = x0 + 1 < width ? 4 : 0;
    const below = y0 + 1 < height ? 4 * width : 0;
    const at = 4 * (y0 * width + x0);
    for (let c = 0; c < 3; c++) {
      const top = data[at + c] * (1 - fx) + data[at + c + right] * fx;
      const bottom = data[at + c + below] * (1 - fx) + data[at + c + below + right] * fx;
      out[c] = top * (1 - fy) + bottom * fy;
    }
    return out;
  };
}

/** Rec. 601 luma of a colour, in the colour's unit. */
export function luma(colour: ArrayLike<number>): number {
  return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
}
