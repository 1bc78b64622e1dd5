import type { Box } from '../core/face/region.ts';
import type { PixelBlock } from '../core/face/crop.ts';

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
