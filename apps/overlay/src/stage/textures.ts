import { BufferImageSource } from 'pixi.js';

/**
 * A texture from RGBA bytes whose alpha is premultiplied already.
 * @param mipmaps for pictures that may be drawn smaller than they are
 */
export function pictureTexture(data: Uint8ClampedArray | Uint8Array, width: number, height: number, mipmaps: boolean): BufferImageSource {
  return new BufferImageSource({
    resource: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    width,
    height,
    format: 'rgba8unorm',
    alphaMode: 'premultiplied-alpha',
    addressMode: 'clamp-to-edge',
    scaleMode: 'linear',
    autoGenerateMipmaps: mipmaps,
    autoGarbageCollect: false,
  });
}

/** A float texture whose texels are read exactly, for per-frame data. */
export function dataTexture(data: Float32Array, side: number): BufferImageSource {
  return new BufferImageSource({
    resource: data,
    width: side,
    height: side,
    format: 'rgba32float',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'nearest',
    autoGenerateMipmaps: false,
    autoGarbageCollect: false,
  });
}
