import { PictureError, readPicture } from '../camera/read-picture.ts';
import type { PortraitClient } from '../portrait/portrait-client.ts';

/** Pixels of the longer side that new pictures are kept with. */
const LONGEST = 2048;
/** Pixels in which a face is looked for. */
const LOOKED_AT = 1024;
/** A GIF is decoded to see its first picture; larger ones are refused before. */
const MOST_GIF_PIXELS = 40e6;
/** As many bytes of a file as tell what it is. */
const BEGINNING = 256;
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis'];

/** A picture that can be an avatar. */
export interface ExaminedPicture {
  /** Upright, in plain colours, as PNG. */
  picture: Blob;
  /** False when the file moves, and only its first picture was taken. */
  still: boolean;
}

/**
 * Makes sure that a file can be an avatar: that it can be read, and that there is a face in it.
 * @throws PictureError
 */
export async function examinePicture(file: Blob, name: string, client: PortraitClient): Promise<ExaminedPicture> {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  if (text.slice(4, 8) === 'ftyp' && HEIC_BRANDS.includes(text.slice(8, 12))) {
    throw new PictureError('heic', `${name} is a HEIC or AVIF picture, which Masque cannot read: save it as PNG or JPEG.`);
  }
  if (/<svg[\s>]/i.test(text)) throw new PictureError('svg', `${name} is an SVG drawing: export it as PNG, some 1500 pixels high.`);
  const gif = text.startsWith('GIF8');
  const { width, height, data } = await readPicture(gif ? await firstOfGif(file, name, bytes) : file, name, LONGEST);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const picture = await canvas.convertToBlob({ type: 'image/png' });
  if (!(await client.hasFace({ file: picture, name, longest: LOOKED_AT }))) {
    throw new PictureError(
      'no-face',
      `No face was found in ${name}: use a picture that shows one face from the front, large and unhidden.`,
    );
  }
  return { picture, still: !gif && !isMovingWebp(text) && !isMovingPng(text) };
}

async function firstOfGif(file: Blob, name: string, bytes: Uint8Array): Promise<Blob> {
  const [width, height] = [bytes[6] | (bytes[7] << 8), bytes[8] | (bytes[9] << 8)];
  const size = `${width}x${height}`;
  if (width * height > MOST_GIF_PIXELS) throw new PictureError('too-large', `${name} is too large (${size}): scale it down.`, size);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PictureError('damaged', `${name} is damaged: it cannot be decoded. Save it again as PNG.`);
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The animation flag of an extended WebP header. */
function isMovingWebp(text: string): boolean {
  return text.startsWith('RIFF') && text.slice(8, 16) === 'WEBPVP8X' && (text.charCodeAt(20) & 2) !== 0;
}

/** The chunk that tells of an animation comes before the first picture. */
function isMovingPng(text: string): boolean {
  return text.startsWith('\x89PNG') && text.includes('acTL');
}
