import { Buffer, BufferUsage, Geometry, type VertexFormat } from 'pixi.js';
import type { MeshData } from '../core/rig/mesh-data.ts';

const FORMATS: Record<number, VertexFormat> = { 1: 'float32', 2: 'float32x2', 3: 'float32x3', 4: 'float32x4' };

/**
 * The static vertices of a mesh that the vertex shader deforms, interleaved: WebGPU binds no more than eight buffers.
 * @param extra attributes of its own: name to the floats of all vertices
 */
export function deformGeometry(mesh: MeshData, extra: Record<string, Float32Array> = {}): Geometry {
  const sources: Record<string, Float32Array> = {
    aRest: mesh.rest,
    aRigid: mesh.rigid,
    aFollow: mesh.follow,
    aIndexA: half(mesh.index, 0),
    aIndexB: half(mesh.index, 4),
    aWeightA: half(mesh.weight, 0),
    aWeightB: half(mesh.weight, 4),
    ...extra,
  };
  const floats = Object.values(sources).reduce((sum, source) => sum + source.length / mesh.count, 0);
  const data = new Float32Array(floats * mesh.count);
  const buffer = new Buffer({ data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  const geometry = new Geometry({ indexBuffer: mesh.triangles });
  let offset = 0;
  for (const [name, source] of Object.entries(sources)) {
    const size = source.length / mesh.count;
    for (let v = 0; v < mesh.count; v++) for (let k = 0; k < size; k++) data[floats * v + offset + k] = source[size * v + k];
    geometry.addAttribute(name, { buffer, format: FORMATS[size], stride: 4 * floats, offset: 4 * offset });
    offset += size;
  }
  return geometry;
}

/** Four of every eight values, from `offset`. */
function half(values: Float32Array, offset: number): Float32Array {
  const out = new Float32Array(values.length / 2);
  for (let v = 0; v < out.length / 4; v++) for (let k = 0; k < 4; k++) out[4 * v + k] = values[8 * v + offset + k];
  return out;
}
