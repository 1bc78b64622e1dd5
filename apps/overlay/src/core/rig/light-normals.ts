import type { HeadField } from './head-field.ts';
import type { MeshData } from './mesh-data.ts';

/**
 * What a light that moves over the head sees of each vertex: the normal of the head's dome, shorter where the vertex follows
 * the head less, so that face and hair are lit as one and shoulders are not.
 * @returns count x 3, canonical
 */
export function lightNormals({ count, rest }: MeshData, field: HeadField): Float32Array {
  const normals = new Float32Array(3 * count);
  for (let v = 0; v < count; v++) {
    const [x, y] = [rest[3 * v], rest[3 * v + 1]];
    const follow = Math.min(1, ...field.followAt(x, y));
    normals.set(
      field.normalAt(x, y).map((n) => n * follow),
      3 * v,
    );
  }
  return normals;
}
