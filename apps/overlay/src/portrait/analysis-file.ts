import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import type { Analysis } from '../core/rig/analysis.ts';
import type { Picture } from '../core/rig/picture.ts';
import { premultiply } from '../core/rig/premultiply.ts';

/*
 * Layout, little endian: magic 'MSQA', u32 width, u32 height, 1434 x f32 landmarks, u32 length of the foreground's PNG,
 * u32 length of the plate's, then both. The foreground's alpha is the matte; length 0 stands for none.
 */
const MAGIC = 0x4153514d;
const HEADER = 12 + 12 * LANDMARK_COUNT + 8;

/** An analysis as one file to keep beside the picture. Colours under alpha 0 are not kept; others to one level. */
export async function encodeAnalysis(analysis: Analysis): Promise<Blob> {
  const { landmarks, alpha, foreground, plate } = analysis;
  const front = alpha ? await toPng(foreground, true) : new Blob([]);
  const back = plate ? await toPng(plate, false) : new Blob([]);
  const view = new DataView(new ArrayBuffer(HEADER));
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, foreground.width, true);
  view.setUint32(8, foreground.height, true);
  for (let i = 0; i < landmarks.length; i++) view.setFloat32(12 + 4 * i, landmarks[i], true);
  view.setUint32(HEADER - 8, front.size, true);
  view.setUint32(HEADER - 4, back.size, true);
  return new Blob([view.buffer, front, back]);
}

/**
 * The analysis that encodeAnalysis kept.
 * @param picture the picture that it belongs to
 * @returns null where the file is damaged or belongs to a picture of another size
 */
export async function decodeAnalysis(file: Blob, picture: Picture): Promise<Analysis | null> {
  if (file.size < HEADER) return null;
  const view = new DataView(await file.slice(0, HEADER).arrayBuffer());
  const { width, height } = picture;
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== width || view.getUint32(8, true) !== height) return null;
  const landmarks = Float32Array.from({ length: 3 * LANDMARK_COUNT }, (_, i) => view.getFloat32(12 + 4 * i, true));
  const front = view.getUint32(HEADER - 8, true);
  const back = view.getUint32(HEADER - 4, true);
  if (file.size !== HEADER + front + back || !landmarks.every(Number.isFinite)) return null;
  try {
    const straight = front > 0 ? await fromPng(file.slice(HEADER, HEADER + front), width, height) : null;
    const plate = back > 0 ? await fromPng(file.slice(HEADER + front), width, height) : null;
    const alpha = straight && Float32Array.from({ length: width * height }, (_, i) => straight.data[4 * i + 3] / 255);
    return { landmarks, alpha, foreground: { width, height, data: premultiply((straight ?? picture).data) }, plate };
  } catch {
    return null;
  }
}

async function toPng({ width, height, data }: Picture, premultiplied: boolean): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const pixels = new Uint8ClampedArray(data);
  if (premultiplied) {
    for (let i = 0; i < pixels.length; i += 4)
      for (let k = 0; k < 3; k++) pixels[i + k] = (pixels[i + k] * 255) / Math.max(1, pixels[i + 3]);
  }
  context2d(canvas).putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function fromPng(png: Blob, width: number, height: number): Promise<Picture> {
  const bitmap = await createImageBitmap(png, { premultiplyAlpha: 'none' });
  if (bitmap.width !== width || bitmap.height !== height) throw new Error('another size');
  const context = context2d(new OffscreenCanvas(width, height));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas.');
  return context;
}
