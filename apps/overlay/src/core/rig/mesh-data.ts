/**
 * A mesh that the vertex shader deforms: position = rest + sum(weight * control displacement)
 * + follow * (rigid head motion of `rigid` - rest).
 */
export interface MeshData {
  count: number;
  /** count x (x, y, z): picture pixels, z negative toward the camera. */
  rest: Float32Array;
  /** count x (x, y, z): canonical centimetres. */
  rigid: Float32Array;
  /** count x 2: how much the vertex follows the rigid head across and along the picture, 0..1. */
  follow: Float32Array;
  /** count x 8: indices of control positions. */
  index: Float32Array;
  /** count x 8 */
  weight: Float32Array;
  triangles: Uint32Array;
}

export function createMeshData(count: number, triangles: Uint32Array): MeshData {
  return {
    count,
    rest: new Float32Array(3 * count),
    rigid: new Float32Array(3 * count),
    follow: new Float32Array(2 * count),
    index: new Float32Array(8 * count),
    weight: new Float32Array(8 * count),
    triangles,
  };
}
