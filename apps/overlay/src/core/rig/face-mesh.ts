import { canonicalFace } from '@masque/models/canonical-face';
import { FACE_OVAL, INNER_LIPS, LEFT_EYE, RIGHT_EYE } from '../face/topology.ts';
import { createMeshData, type MeshData } from './mesh-data.ts';
import { sparsify } from './sparse-weights.ts';
import { type Subdivision, subdivide } from './subdivide.ts';

export interface FaceMesh extends MeshData {
  /** Per vertex 0 on the face's outline .. 1 from the next ring inwards. */
  inside: Float32Array;
  /** count x 3: the landmarks of the canonical triangle that the vertex lies in, and their linear weights. */
  corner: Uint16Array;
  cornerWeight: Float32Array;
}

const LEVELS = 2;
const HOLES = [new Set([...RIGHT_EYE.upper, ...RIGHT_EYE.lower]), new Set([...LEFT_EYE.upper, ...LEFT_EYE.lower]), new Set<number>([...INNER_LIPS.upper, ...INNER_LIPS.lower])];

let subdivision: Subdivision | undefined;

/** The canonical face without eye and mouth holes, subdivided; the same for every portrait. */
function subdivided(): Subdivision {
  subdivision ??= subdivide(
    canonicalFace.points.length / 3,
    canonicalFace.triangles.filter((t) => !HOLES.some((hole) => t.every((v) => hole.has(v)))),
    LEVELS,
  );
  return subdivision;
}

/**
 * The smooth mesh of the face over the portrait's landmarks.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function buildFaceMesh(landmarks: Float32Array): FaceMesh {
  const { count, triangles, smooth, linear } = subdivided();
  const mesh = createMeshData(count, Uint32Array.from(triangles.flat()));
  const outline = new Set<number>(FACE_OVAL);
  const inside = new Float32Array(count);
  const corner = new Uint16Array(3 * count);
  const cornerWeight = new Float32Array(3 * count);
  for (let v = 0; v < count; v++) {
    sparsify(smooth[v], landmarks, mesh.index, mesh.weight, 8 * v);
    for (let j = 0; j < 8; j++) {
      for (let k = 0; k < 3; k++) mesh.rest[3 * v + k] += mesh.weight[8 * v + j] * landmarks[3 * mesh.index[8 * v + j] + k];
    }
    const { index, weight } = linear[v];
    for (let j = 0; j < 3; j++) {
      corner[3 * v + j] = index[j] ?? index[0];
      cornerWeight[3 * v + j] = weight[j] ?? 0;
      if (!outline.has(corner[3 * v + j])) inside[v] += cornerWeight[3 * v + j];
    }
  }
  return { ...mesh, inside, corner, cornerWeight };
}
