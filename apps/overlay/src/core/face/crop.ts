import type { Box, Region } from './region.ts';

/** RGBA pixels of an upright part of a picture; `x`, `y` is where the part lies in the picture. */
export interface PixelBlock extends Box {
  /** RGBA, 4 bytes a pixel, rows without gaps. */
  data: Uint8ClampedArray | Uint8Array;
}

export interface Sampling {
  /** Value of black and of white in the tensor: [0, 1] or [-1, 1]. */
  range: readonly [black: number, white: number];
  /** Beyond the picture: its border pixels again, or black. */
  border: 'replicate' | 'black';
}

/**
 * Samples a region of a picture into a planar RGB tensor, bilinear between pixel centres and without prefiltering:
 * the sampling that MediaPipe's graphs do, on which the models' landmarks depend.
 * @param block pixels that hold at least the part of the region inside the picture (see `pixelBounds`)
 * @param pictureWidth size of the whole picture, at whose edges the border rule applies
 * @param out 3 x size x size
 */
export function sampleRegion(
  block: PixelBlock,
  pictureWidth: number,
  pictureHeight: number,
  region: Region,
  size: number,
  { range, border }: Sampling,
  out: Float32Array,
): void {
  const { data, x: left, y: top, width: stride } = block;
  const plane = size * size;
  const scale = (range[1] - range[0]) / 255;
  const shift = range[0];
  const cos = Math.cos(region.rotation);
  const sin = Math.sin(region.rotation);
  const stepX = region.width / size;
  const stepY = region.height / size;
  const maxX = pictureWidth - 1;
  const maxY = pictureHeight - 1;
  const black = border === 'black';
  let o = 0;
  for (let row = 0; row < size; row++) {
    const v = (row + 0.5) * stepY - region.height / 2;
    for (let column = 0; column < size; column++, o++) {
      const u = (column + 0.5) * stepX - region.width / 2;
      const px = region.x + cos * u - sin * v - 0.5;
      const py = region.y + sin * u + cos * v - 0.5;
      if (black && (px < -0.5 || py < -0.5 || px > maxX + 0.5 || py > maxY + 0.5)) {
        out[o] = out[o + plane] = out[o + 2 * plane] = shift;
        continue;
      }
      const x = Math.max(0, Math.min(maxX, px));
      const y = Math.max(0, Math.min(maxY, py));
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const fy = y - y0;
      const a = ((y0 - top) * stride + x0 - left) * 4;
      const b = x0 < maxX ? a + 4 : a;
      const down = y0 < maxY ? stride * 4 : 0;
      for (let k = 0; k < 3; k++) {
        const upper = data[a + k] + (data[b + k] - data[a + k]) * fx;
        const lower = data[a + down + k] + (data[b + down + k] - data[a + down + k]) * fx;
        out[o + k * plane] = (upper + (lower - upper) * fy) * scale + shift;
      }
    }
  }
}
