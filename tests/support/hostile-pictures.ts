import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { pngOf } from './write-png.ts';

/** Pixels as a canvas gives them: RGBA, not premultiplied. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A picture's pixels, drawn over white at some width. */
export async function readPixels(page: Page, url: string, width: number): Promise<Pixels> {
  const read = await page.evaluate(
    async ([address, wide]) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob());
      const height = Math.round((wide * bitmap.height) / bitmap.width);
      const context = new OffscreenCanvas(wide, height).getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = 'white';
      context.fillRect(0, 0, wide, height);
      context.drawImage(bitmap, 0, 0, wide, height);
      return { height, data: [...context.getImageData(0, 0, wide, height).data] };
    },
    [url, width] as const,
  );
  return { width, height: read.height, data: Uint8Array.from(read.data) };
}

/** A canvas' own encoding of pixels, which is a still one. */
export async function encodeStill(page: Page, { width, height, data }: Pixels, type: 'image/jpeg' | 'image/webp'): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([wide, high, pixels, format]) => {
      const canvas = new OffscreenCanvas(wide, high);
      canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(pixels), wide, high), 0, 0);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: format, quality: 0.92 })).arrayBuffer())];
    },
    [width, height, [...data], type] as const,
  );
  return Buffer.from(bytes);
}

/** A quarter turn to the left, as a camera that was held upright stores what EXIF's orientation 6 turns back. */
export function turnLeft({ width, height, data }: Pixels): Pixels {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      turned.set(data.subarray(from, from + 4), 4 * ((width - 1 - x) * height + y));
    }
  return { width: height, height: width, data: turned };
}

/** A JPEG with an EXIF orientation. */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A WebP that shows two pictures in turn. @param stills lossy ones without alpha, of one size */
export function movingWebp(stills: readonly Buffer[], { width, height }: Pick<Pixels, 'width' | 'height'>): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const size = (data: Buffer, at: number): Buffer => {
    data.writeUIntLE(width - 1, at, 3);
    data.writeUIntLE(height - 1, at + 3, 3);
    return data;
  };
  const animation = 2;
  const header = chunk('VP8X', size(Buffer.from([animation, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 4));
  const frames = stills.map((still) => {
    const frame = size(Buffer.alloc(16), 6);
    frame.writeUIntLE(200, 12, 3);
    return chunk('ANMF', Buffer.concat([frame, still.subarray(still.indexOf('VP8 '))]));
  });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), header, chunk('ANIM', Buffer.alloc(6)), ...frames]);
  return chunk('RIFF', body);
}

/** A GIF that shows the pixels and then nothing, in 216 colours, its codes not packed. */
export function movingGif({ width, height, data }: Pixels): Buffer {
  const level = (value: number): number => Math.round(value / 51);
  const indices = Buffer.alloc(width * height);
  for (let i = 0; i < indices.length; i++) indices[i] = 36 * level(data[4 * i]) + 6 * level(data[4 * i + 1]) + level(data[4 * i + 2]);
  const palette = Buffer.alloc(3 * 256);
  for (let i = 0; i < 216; i++) palette.set([51 * Math.floor(i / 36), 51 * (Math.floor(i / 6) % 6), 51 * (i % 6)], 3 * i);
  const word = (value: number): number[] => [value & 255, value >> 8];
  const frame = (pixels: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from([0x21, 0xf9, 4, 0, 20, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...word(width), ...word(height), 0, 8]),
      subBlocks(plainCodes(pixels)),
    ]);
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([...word(width), ...word(height), 0xf7, 0, 0]),
    palette,
    frame(indices),
    frame(Buffer.alloc(indices.length)),
    Buffer.from([0x3b]),
  ]);
}

/** Codes of nine bits; a clear code in time keeps them from growing. */
function plainCodes(pixels: Buffer): Buffer {
  const [clear, end] = [256, 257];
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  const put = (code: number): void => {
    held |= code << bits;
    for (bits += 9; bits >= 8; bits -= 8) {
      bytes.push(held & 255);
      held >>= 8;
    }
  };
  pixels.forEach((pixel, i) => {
    if (i % 250 === 0) put(clear);
    put(pixel);
  });
  put(end);
  bytes.push(held & 255);
  return Buffer.from(bytes);
}

function subBlocks(data: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}

/** A PNG of 16 bits a channel. */
export function deepPng({ width, height, data }: Pixels): Buffer {
  const rows = Buffer.alloc(height * (1 + 6 * width));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < 3; k++) rows.writeUInt16BE(257 * data[4 * (y * width + x) + k], y * (1 + 6 * width) + 1 + 6 * x + 2 * k);
  return pngOf({ width, height, depth: 16, colourType: 2 }, deflateSync(rows));
}

/** An archive with a file that says it unpacks to a gigabyte. */
export function bomb(): Uint8Array {
  const archive = Buffer.from(zipSync({ 'a.png': new Uint8Array(10) }));
  archive.writeUInt32LE(2 ** 30, archive.indexOf('PK\x01\x02', 0, 'latin1') + 24);
  return archive;
}

/** Says that it is 40000 pixels wide and high; whoever made room for them would need gigabytes. */
export function hugePng(): Buffer {
  return pngOf({ width: 40_000, height: 40_000, depth: 1, colourType: 0 }, deflateSync(Buffer.alloc(5001)));
}
