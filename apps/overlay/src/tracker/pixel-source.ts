import type { PixelBlock } from '../core/face/crop.ts';
import type { Box } from '../core/face/region.ts';

/** A picture whose pixels are read part by part; the block that `read` gives is valid until the next `read`. */
export interface PixelSource {
  readonly width: number;
  readonly height: number;
  /** @param box whole pixels inside the picture; the block may cover more */
  read(box: Box): PixelBlock | Promise<PixelBlock>;
}

/** RGBA pixels of a whole picture (an `ImageData` fits). */
export interface RgbaImage {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A picture that is in memory already: every read gives all of it. */
export function imageSource(image: RgbaImage): PixelSource {
  const block: PixelBlock = { data: image.data, x: 0, y: 0, width: image.width, height: image.height };
  return { width: image.width, height: image.height, read: () => block };
}

/** Shown where a picture is transparent: light enough for dark outlines, dark enough for pale skin. */
const BACKDROP = 192;

/** The image on a plain grey ground; the image itself where nothing of it is transparent. */
export function flattenImage(image: RgbaImage): RgbaImage {
  const { width, height } = image;
  let transparent = false;
  for (let i = 3; i < image.data.length && !transparent; i += 4) transparent = image.data[i] < 255;
  if (!transparent) return image;
  const data = new Uint8ClampedArray(image.data.length);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = image.data[i + 3] / 255;
    for (let k = 0; k < 3; k++) data[i + k] = image.data[i + k] * alpha + BACKDROP * (1 - alpha);
    data[i + 3] = 255;
  }
  return { data, width, height };
}
