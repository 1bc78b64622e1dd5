import type { Picture } from '../picture.ts';
import { clamp } from '../smoothstep.ts';

/** Colours are red, green, blue in 0..1 as stored (not linear light). */
export type Rgb = [number, number, number];

export interface PictureSampler {
  /** Bilinear colour at (x, y) in picture pixels, pixel centres at .5; the border repeats. */
  colour(x: number, y: number): Rgb;
  luminance(x: number, y: number): number;
}

/** Rec. 601 luma of a colour. */
export function luminanceOf([r, g, b]: Readonly<Rgb>): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

export function createSampler({ width, height, data }: Picture): PictureSampler {
  function colour(x: number, y: number): Rgb {
    const px = clamp(x - 0.5, 0, width - 1);
    const py = clamp(y - 0.5, 0, height - 1);
    const x0 = Math.min(Math.max(0, width - 2), Math.floor(px));
    const y0 = Math.min(Math.max(0, height - 2), Math.floor(py));
    const fx = px - x0;
    const fy = py - y0;
    const right = width > 1 ? 4 : 0;
    const down = height > 1 ? 4 * width : 0;
    const at = 4 * (y0 * width + x0);
    const mix = (c: number) =>
      ((data[at + c] * (1 - fx) + data[at + right + c] * fx) * (1 - fy) +
        (data[at + down + c] * (1 - fx) + data[at + down + right + c] * fx) * fy) /
      255;
    return [mix(0), mix(1), mix(2)];
  }
  return { colour, luminance: (x, y) => luminanceOf(colour(x, y)) };
}

/** The value below which share `q` of the values lies. @param values are sorted in place */
export function quantile(values: number[], q: number): number {
  values.sort((a, b) => a - b);
  return values[Math.round((values.length - 1) * q)];
}

/** Mean of colours. */
export function meanColour(colours: readonly Rgb[]): Rgb {
  const sum: Rgb = [0, 0, 0];
  for (const colour of colours) for (let c = 0; c < 3; c++) sum[c] += colour[c] / colours.length;
  return sum;
}
