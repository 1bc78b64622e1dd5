import { canonicalFace } from '@masque/models/canonical-face';
import { FACE_OVAL, INNER_LIPS, LEFT_EYE, RIGHT_EYE } from '../face/topology.ts';
import { createMeshData, type MeshData } from './mesh-data.ts';
import { lipStencil } from './mouth/lip-stencil.ts';
import { smoothstep } from './smoothstep.ts';
import { sparsify } from './sparse-weights.ts';
import { type Subdivision, subdivide } from './subdivide.ts';

export interface FaceMesh extends MeshData {
  /** Per vertex 0 on the face's outline .. 1 from the next ring inwards; 0 too where the portrait shows the skin edge-on or not at all. */
  inside: Float32Array;
  /** count x 3: the landmarks of the canonical triangle that the vertex lies in, and their linear weights. */
  corner: Uint16Array;
  /** 468: cosine between the skin at each landmark and the line of sight; negative where it is turned away. */
  facing: Float32Array;
  cornerWeight: Float32Array;
}

const LEVELS = 2;
const HOLES = [
  new Set([...RIGHT_EYE.upper, ...RIGHT_EYE.lower]),
  new Set([...LEFT_EYE.upper, ...LEFT_EYE.lower]),
  new Set<number>([...INNER_LIPS.upper, ...INNER_LIPS.lower]),
];

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
  const facing = facingOf(landmarks);
  const inside = new Float32Array(count);
  const corner = new Uint16Array(3 * count);
  const cornerWeight = new Float32Array(3 * count);
  for (let v = 0; v < count; v++) {
    sparsify(lipStencil(linear[v]) ?? smooth[v], landmarks, mesh.index, mesh.weight, 8 * v);
    for (let j = 0; j < 8; j++) {
      for (let k = 0; k < 3; k++) mesh.rest[3 * v + k] += mesh.weight[8 * v + j] * landmarks[3 * mesh.index[8 * v + j] + k];
    }
    const { index, weight } = linear[v];
    for (let j = 0; j < 3; j++) {
      corner[3 * v + j] = index[j] ?? index[0];
      cornerWeight[3 * v + j] = weight[j] ?? 0;
      if (!outline.has(corner[3 * v + j])) inside[v] += cornerWeight[3 * v + j] * smoothstep(EDGE_ON, WELL_SEEN, facing[corner[3 * v + j]]);
    }
  }
  return { ...mesh, inside, corner, cornerWeight, facing };
}

/** Cosines between skin and line of sight from which the portrait begins to show it, and shows it well. */
const EDGE_ON = 0.04;
const WELL_SEEN = 0.24;

/** Cosine between skin and line of sight at every landmark, by the normals of the triangles around it. */
function facingOf(landmarks: Float32Array): Float32Array {
  const normals = new Float64Array(landmarks.length);
  for (const [a, b, c] of canonicalFace.triangles) {
    const [u, v] = [b, c].map((p) => [0, 1, 2].map((k) => landmarks[3 * p + k] - landmarks[3 * a + k]));
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    for (const p of [a, b, c]) for (let k = 0; k < 3; k++) normals[3 * p + k] += normal[k];
  }
  return Float32Array.from({ length: landmarks.length / 3 }, (_, p) => {
    const [x, y, z] = normals.subarray(3 * p, 3 * p + 3);
    // Counter-clockwise as seen turns clockwise with y down: skin that faces the camera has a negative z here.
    return -z / (Math.hypot(x, y, z) || 1);
  });
}
