import { Buffer, BufferUsage, Geometry, type VertexFormat } from 'pixi.js';
import type { VertexData } from '../core/rig/vertex-data.ts';

const FORMATS: Record<number, VertexFormat> = { 1: 'float32', 2: 'float32x2', 3: 'float32x3', 4: 'float32x4' };

/** The static vertices of a mesh that the vertex shader deforms; interleaved, since WebGPU binds no more than eight buffers. */
export function deformGeometry({ data, attributes, triangles }: VertexData): Geometry {
  const buffer = new Buffer({ data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  const geometry = new Geometry({ indexBuffer: triangles });
  const stride = 4 * Object.values(attributes).reduce((sum, size) => sum + size, 0);
  let offset = 0;
  for (const [name, size] of Object.entries(attributes)) {
    geometry.addAttribute(name, { buffer, format: FORMATS[size], stride, offset });
    offset += 4 * size;
  }
  return geometry;
}
