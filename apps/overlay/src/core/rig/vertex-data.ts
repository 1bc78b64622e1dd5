import type { MeshData } from './mesh-data.ts';

/** A mesh as GPUs take it: the floats of each vertex side by side, in one buffer. */
export interface VertexData {
  data: Float32Array;
  /** Name of each attribute to its floats, in the order in which they lie. */
  attributes: Record<string, number>;
  triangles: Uint32Array;
}

/**
 * Lays out a mesh that the vertex shader deforms, by the names of the shader's attributes.
 * @param extra attributes of its own: name to the floats of all vertices
 */
export function interleave(mesh: MeshData, extra: Record<string, Float32Array> = {}): VertexData {
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
  const attributes = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, source.length / mesh.count]));
  const floats = Object.values(attributes).reduce((sum, size) => sum + size, 0);
  const data = new Float32Array(floats * mesh.count);
  let offset = 0;
  for (const [name, source] of Object.entries(sources)) {
    const size = attributes[name];
    for (let v = 0; v < mesh.count; v++) for (let k = 0; k < size; k++) data[floats * v + offset + k] = source[size * v + k];
    offset += size;
  }
  return { data, attributes, triangles: mesh.triangles };
}

/** Four of every eight values, from `offset`. */
function half(values: Float32Array, offset: number): Float32Array {
  const out = new Float32Array(values.length / 2);
  for (let v = 0; v < out.length / 4; v++) for (let k = 0; k < 4; k++) out[4 * v + k] = values[8 * v + offset + k];
  return out;
}
