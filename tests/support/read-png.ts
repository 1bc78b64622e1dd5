import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** RGBA, 8 bits a channel, not premultiplied. */
  pixels: Uint8Array;
}

/** Decodes a PNG of 8 bits a channel, RGB or RGBA, not interlaced. @throws for any other */
export function readPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const packed: Buffer[] = [];
  let width = 0;
  let height = 0;
  let channels = 0;
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (type === 'IHDR') {
      [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      channels = data[8] === 8 && data[12] === 0 ? ({ 2: 3, 6: 4 }[data[9]] ?? 0) : 0;
      if (channels === 0) throw new Error('readPng reads 8-bit RGB and RGBA pictures only');
    }
    if (type === 'IDAT') packed.push(data);
  }
  const rows = unfilter(inflateSync(Buffer.concat(packed)), width * channels, height, channels);
  const pixels = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) pixels.set(rows.subarray(i * channels, (i + 1) * channels), 4 * i);
  return { width, height, pixels };
}

/** Undoes the rows' prediction (PNG specification, section 9). */
function unfilter(filtered: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? rows[at - channels] : 0;
      const above = y > 0 ? rows[at - stride] : 0;
      const corner = x >= channels && y > 0 ? rows[at - stride - channels] : 0;
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      rows[at] = filtered[y * (stride + 1) + 1 + x] + predicted;
    }
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
