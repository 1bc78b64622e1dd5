import { Buffer, BufferUsage, Geometry, type VertexFormat } from 'pixi.js';

const FORMATS: Record<number, VertexFormat> = { 1: 'float32', 2: 'float32x2', 3: 'float32x3', 4: 'float32x4' };

/** Vertices whose values live in arrays that others rewrite every frame. */
export interface LiveVertices {
  /** Triangles over them. */
  geometry(triangles: Uint16Array): Geometry;
  /** Takes over the arrays' present values. */
  update(): void;
}

/**
 * All go to the GPU as one buffer: each upload costs far more than copying so few numbers.
 * @param sources attribute name to the floats of all vertices
 * @param count how many vertices there are
 */
export function liveVertices(sources: Record<string, Float32Array>, count: number): LiveVertices {
  const arrays = Object.values(sources);
  const sizes = arrays.map((array) => array.length / count);
  const floats = sizes.reduce((sum, size) => sum + size, 0);
  const data = new Float32Array(floats * count);
  const buffer = new Buffer({ data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  return {
    geometry(triangles) {
      const geometry = new Geometry({ indexBuffer: Uint32Array.from(triangles) });
      let offset = 0;
      Object.keys(sources).forEach((name, i) => {
        geometry.addAttribute(name, { buffer, format: FORMATS[sizes[i]], stride: 4 * floats, offset });
        offset += 4 * sizes[i];
      });
      return geometry;
    },
    update() {
      let offset = 0;
      for (let a = 0; a < arrays.length; a++) {
        const source = arrays[a];
        const size = sizes[a];
        for (let v = 0; v < count; v++) for (let k = 0; k < size; k++) data[floats * v + offset + k] = source[size * v + k];
        offset += size;
      }
      buffer.update();
    },
  };
}
