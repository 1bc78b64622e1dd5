import { BufferImageSource, ImageSource } from 'pixi.js';

/** A texture of a premultiplied picture that may be drawn smaller than it is. */
export function imageTexture(picture: ImageBitmap): ImageSource {
  const source = new ImageSource({
    resource: picture,
    format: 'rgba8unorm',
    // WebGPU is told what to give, and the bitmap has it already; WebGL takes bitmaps as they are.
    alphaMode: 'premultiply-alpha-on-upload',
    addressMode: 'clamp-to-edge',
    scaleMode: 'linear',
    autoGenerateMipmaps: true,
  });
  source.autoGarbageCollect = false;
  return source;
}

/** A texture from RGBA bytes whose alpha is premultiplied already. */
export function pictureTexture(data: Uint8ClampedArray | Uint8Array, width: number, height: number): BufferImageSource {
  return new BufferImageSource({
    resource: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    width,
    height,
    format: 'rgba8unorm',
    alphaMode: 'premultiplied-alpha',
    addressMode: 'clamp-to-edge',
    scaleMode: 'linear',
    autoGenerateMipmaps: false,
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
