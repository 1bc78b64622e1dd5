import data from './dist/canonical-face.json' with { type: 'json' };

/** MediaPipe's canonical face: the rest shape in which head pose and expression are measured. */
export interface CanonicalFace {
  /** 468 x (x, y, z), centimetres, y up, z toward the camera. */
  points: Float32Array;
  /** 898 triangles over the points. */
  triangles: readonly (readonly [number, number, number])[];
  /** The points that move least with expression, and their weights in a rigid fit. */
  basis: readonly (readonly [index: number, weight: number])[];
}

function pick<T>(count: number, of: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => of(i));
}

/** Extracted from the face geometry metadata of @mediapipe/face_mesh by `build/build-models.ts`. */
export const canonicalFace: CanonicalFace = {
  points: Float32Array.from(data.points),
  triangles: pick(data.triangles.length / 3, (i) => [data.triangles[3 * i], data.triangles[3 * i + 1], data.triangles[3 * i + 2]] as const),
  basis: pick(data.basis.length / 2, (i) => [data.basis[2 * i], data.basis[2 * i + 1]] as const),
};
