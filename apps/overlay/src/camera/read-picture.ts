import type { PictureRefusal } from '@masque/config/preview';
import type { Picture } from '../core/rig/picture.ts';
import { readPictureHeader } from '../core/rig/picture-header.ts';

/** More pixels than this are refused: decoding them could take the whole machine's memory. */
const MOST_PIXELS = 100e6;
const LEAST_SIDE = 64;

/** A picture that cannot be used; the message tells the user what to do. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  constructor(
    readonly reason: PictureRefusal,
    message: string,
    /** Width x height, where that is what is wrong. */
    readonly size = '',
  ) {
    super(message);
  }
}

/**
 * Decodes a portrait picture (png, jpg, webp; EXIF orientation obeyed, the first frame of an animation), scaled down
 * to at most `longest` pixels on its longer side.
 * @throws PictureError when the file is no such picture, damaged, too large or too small
 */
export async function readPicture(file: Blob, name: string, longest: number): Promise<Picture> {
  const header = readPictureHeader(new Uint8Array(await file.arrayBuffer()));
  if (!header) throw new PictureError('unknown', `${name} is no picture that Masque can read: use a PNG, JPEG or WebP file.`);
  if (header.width * header.height > MOST_PIXELS) {
    const size = `${header.width}x${header.height}`;
    throw new PictureError('too-large', `${name} is too large (${size}): scale it down to at most 10000x10000 pixels.`, size);
  }
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { premultiplyAlpha: 'none', imageOrientation: 'from-image' });
  } catch {
    throw new PictureError('damaged', `${name} is damaged: it cannot be decoded. Save it again as PNG.`);
  }
  if (Math.min(bitmap.width, bitmap.height) < LEAST_SIDE) {
    const size = `${bitmap.width}x${bitmap.height}`;
    throw new PictureError('too-small', `${name} is too small (${size}): use at least ${LEAST_SIDE} pixels a side.`, size);
  }
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
