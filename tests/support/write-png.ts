import { crc32, deflateSync } from 'node:zlib';

export interface PngHeader {
  width: number;
  height: number;
  /** Bits a channel. */
  depth: number;
  /** 0: grey, 2: RGB. */
  colourType: number;
}

/** A PNG of RGB pixels. @param colour of the pixel at x, y: three values 0..255 */
export function encodePng(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number]): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows.set(colour(x, y), y * (1 + 3 * width) + 1 + 3 * x);
  return pngOf({ width, height, depth: 8, colourType: 2 }, deflateSync(rows));
}

/** @param packed the deflated rows, each behind the number of its filter */
export function pngOf({ width, height, depth, colourType }: PngHeader, packed: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
