import { Geometry } from 'pixi.js';
import type { MeshData } from '../core/rig/mesh-data.ts';

/** The static vertex buffers of a mesh that the vertex shader deforms; `extra` adds attributes of its own (name -> floats). */
export function deformGeometry(mesh: MeshData, extra: Record<string, Float32Array> = {}): Geometry {
  const geometry = new Geometry({
    attributes: {
      aRest: { buffer: mesh.rest, format: 'float32x3' },
      aRigid: { buffer: mesh.rigid, format: 'float32x3' },
      aFollow: { buffer: mesh.follow, format: 'float32x2' },
      aIndexA: { buffer: half(mesh.index, 0), format: 'float32x4' },
      aIndexB: { buffer: half(mesh.index, 4), format: 'float32x4' },
      aWeightA: { buffer: half(mesh.weight, 0), format: 'float32x4' },
      aWeightB: { buffer: half(mesh.weight, 4), format: 'float32x4' },
    },
    indexBuffer: mesh.triangles,
  });
  for (const [name, buffer] of Object.entries(extra)) {
    const size = buffer.length / mesh.count;
    geometry.addAttribute(name, {
      buffer,
      format: size === 1 ? 'float32' : (`float32x${size}` as 'float32x2' | 'float32x3' | 'float32x4'),
    });
  }
  return geometry;
}

/** Four of every eight values, from `offset`. */
function half(values: Float32Array, offset: number): Float32Array {
  const out = new Float32Array(values.length / 2);
  for (let v = 0; v < out.length / 4; v++) for (let k = 0; k < 4; k++) out[4 * v + k] = values[8 * v + offset + k];
  return out;
}
