import { Buffer, BufferUsage } from 'pixi.js';

/** Vertices that are rewritten in place; each rewriting is followed by the buffer's `update`. */
export function dynamicBuffer(data: Float32Array): Buffer {
  return new Buffer({ data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
}
