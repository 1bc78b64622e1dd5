import type { Gains } from '../core/rig/gains.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { Rig } from '../core/rig/rig.ts';
import type { ImportedPortrait } from './import-portrait.ts';
import { pack, unpack } from './pack.ts';

/** A portrait that is ready to be drawn; its pictures are premultiplied. */
export interface Portrait {
  rig: Rig;
  pictures: { foreground: ImageBitmap; plate: ImageBitmap | null };
}

/** A portrait as it is kept; its pictures are PNG files. */
interface KeptPortrait {
  rig: Rig;
  pictures: { foreground: Uint8Array<ArrayBuffer>; plate: Uint8Array<ArrayBuffer> | null };
}

/** A portrait as one buffer, to be sent and kept. Colours under alpha 0 are not kept. */
export async function encodePortrait({ rig, foreground, plate }: ImportedPortrait): Promise<ArrayBuffer> {
  const kept: KeptPortrait = { rig, pictures: { foreground: await toPng(foreground), plate: plate && (await toPng(plate)) } };
  return pack(kept);
}

/**
 * The portrait that encodePortrait wrote.
 * @throws Error when the buffer is damaged
 */
export async function decodePortrait(buffer: ArrayBuffer): Promise<Portrait> {
  const { rig, pictures } = unpack(buffer) as KeptPortrait;
  const [foreground, plate] = await Promise.all([fromPng(pictures.foreground), pictures.plate && fromPng(pictures.plate)]);
  return { rig, pictures: { foreground, plate } };
}

/** The gains of a kept portrait. @throws Error when the buffer is damaged */
export function gainsOf(buffer: ArrayBuffer): Gains {
  return (unpack(buffer) as KeptPortrait).rig.gains;
}

/** A kept portrait with other gains. @throws Error when the buffer is damaged */
export function withGains(buffer: ArrayBuffer, gains: Gains): ArrayBuffer {
  const kept = unpack(buffer) as KeptPortrait;
  return pack({ ...kept, rig: { ...kept.rig, gains } } satisfies KeptPortrait);
}

/** PNG holds straight alpha; premultiplied colours come back from it as they were. */
async function toPng({ width, height, data }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas.');
  const pixels = new Uint8ClampedArray(data);
  for (let i = 0; i < pixels.length; i += 4) {
    for (let k = 0; k < 3; k++) pixels[i + k] = (pixels[i + k] * 255) / Math.max(1, pixels[i + 3]);
  }
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

/** The browser decodes beside the script. */
function fromPng(png: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([png]), { premultiplyAlpha: 'premultiply', colorSpaceConversion: 'none' });
}
