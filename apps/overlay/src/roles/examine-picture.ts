import { readPicture } from '../camera/read-picture.ts';
import type { PortraitClient } from '../portrait/portrait-client.ts';
import { importPortrait } from './portrait.ts';

/** Pixels of the longer side that new pictures are kept with. */
const LONGEST = 2048;
/** A GIF is decoded to see its first picture; larger ones are refused before. */
const MOST_GIF_PIXELS = 40e6;

/** A picture that can be an avatar. */
export interface ExaminedPicture {
  /** Upright, in plain colours, as PNG. */
  picture: Blob;
  /** False when the file moves, and only its first picture was taken. */
  still: boolean;
}

/**
 * Makes sure that a file can be an avatar: that it can be read, and that there is a face in it.
 * @throws Error with one line for the user
 */
export async function examinePicture(file: Blob, name: string, client: PortraitClient): Promise<ExaminedPicture> {
  const bytes = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  const gif = text.startsWith('GIF8');
  const { width, height, data } = await readPicture(gif ? await firstOfGif(file, name, bytes) : file, name, LONGEST);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const picture = await canvas.convertToBlob({ type: 'image/png' });
  await importPortrait(picture, name, 1024, client);
  return { picture, still: !gif && !isMovingWebp(text) };
}

async function firstOfGif(file: Blob, name: string, bytes: Uint8Array): Promise<Blob> {
  const [width, height] = [bytes[6] | (bytes[7] << 8), bytes[8] | (bytes[9] << 8)];
  if (width * height > MOST_GIF_PIXELS) throw new Error(`${name} is too large (${width}x${height}): scale it down.`);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${name} is damaged: it cannot be decoded. Save it again as PNG.`);
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The animation flag of an extended WebP header. */
function isMovingWebp(text: string): boolean {
  return text.startsWith('RIFF') && text.slice(8, 16) === 'WEBPVP8X' && (text.charCodeAt(20) & 2) !== 0;
}
