export interface PictureHeader {
  type: 'png' | 'jpeg' | 'webp';
  width: number;
  height: number;
}

/**
 * Reads type and size from a picture's first bytes, so that a huge or foreign file is refused before it is decoded.
 * @param bytes the file's beginning; 64 kB are enough for nearly every JPEG, the whole file for all
 * @returns null where the bytes are no PNG, JPEG or WebP
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 30) return null;
  if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) {
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (view.getUint16(0) === 0xffd8) return jpegHeader(view);
  if (ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') return webpHeader(view, bytes);
  return null;
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Walks the segments to the start of frame (SOF0..SOF15 without DHT, JPG and DAC). */
function jpegHeader(view: DataView): PictureHeader | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpHeader(view: DataView, bytes: Uint8Array): PictureHeader | null {
  const chunk = ascii(bytes, 12);
  if (chunk === 'VP8X') {
    const size = (at: number): number => 1 + (view.getUint16(at, true) | (view.getUint8(at + 2) << 16));
    return { type: 'webp', width: size(24), height: size(27) };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { type: 'webp', width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (chunk === 'VP8 ') return { type: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}
