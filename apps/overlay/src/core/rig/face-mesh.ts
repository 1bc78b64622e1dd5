import { canonicalFace } from '@masque/models/canonical-face';
import type { HeadPose } from '../face/pose.ts';
import { FACE_OVAL, INNER_LIPS, LEFT_EYE, RIGHT_EYE } from '../face/topology.ts';
import { createMeshData, type MeshData } from './mesh-data.ts';
import { lipStencil } from './mouth/lip-stencil.ts';
import { smoothstep } from './smoothstep.ts';
import { sparsify } from './sparse-weights.ts';
import { type Subdivision, subdivide } from './subdivide.ts';

export interface FaceMesh extends MeshData {
  /** Per vertex 0 on the skirt's rim .. 1 from the face's outline inwards; less where the portrait shows the skin edge-on or not at all. */
  inside: Float32Array;
  /** count x 3: the landmarks of the canonical triangle that the vertex lies in, and their linear weights. */
  corner: Uint16Array;
  /** count x 4: the skin's normal with the head's pose undone (x, y up, z toward the camera), and its cosine with the line of sight. */
  normal: Float32Array;
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

/** The outline and the ring inside it. */
const RIM = new Set(canonicalFace.triangles.filter((t) => t.some((p) => (FACE_OVAL as readonly number[]).includes(p))).flat());

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
 * The smooth mesh of the face over the portrait's landmarks, with a skirt around its outline that moves with it: the jaw's
 * edge, which a picture shows just outside the outline, then lies on a mesh that runs along it.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function buildFaceMesh(landmarks: Float32Array, pose: HeadPose): FaceMesh {
  const { count: faceCount, triangles, smooth, linear } = subdivided();
  const border = borderOf(linear);
  const count = faceCount + border.length;
  const mesh = createMeshData(count, Uint32Array.from([...triangles, ...skirtTriangles(border, faceCount)].flat()));
  const coarse = normalsOf(landmarks, canonicalFace.triangles);
  const facing = coarse.filter((_, i) => i % 3 === 2);
  const normal = new Float32Array(4 * count);
  const inside = new Float32Array(count);
  const corner = new Uint16Array(3 * count);
  const cornerWeight = new Float32Array(3 * count);
  for (let v = 0; v < faceCount; v++) {
    sparsify(lipStencil(linear[v]) ?? smooth[v], landmarks, mesh.index, mesh.weight, 8 * v);
    for (let j = 0; j < 8; j++) {
      for (let k = 0; k < 3; k++) mesh.rest[3 * v + k] += mesh.weight[8 * v + j] * landmarks[3 * mesh.index[8 * v + j] + k];
    }
    const { index, weight } = linear[v];
    for (let j = 0; j < 3; j++) {
      corner[3 * v + j] = index[j] ?? index[0];
      cornerWeight[3 * v + j] = weight[j] ?? 0;
      inside[v] += cornerWeight[3 * v + j] * smoothstep(EDGE_ON, WELL_SEEN, facing[corner[3 * v + j]]);
    }
  }
  const fine = normalsOf(mesh.rest, triangles);
  for (let v = 0; v < faceCount; v++) setNormal(v);
  const reach = SKIRT * faceHeightOf(landmarks);
  border.forEach((at, k) => {
    const v = faceCount + k;
    const [a, b] = [border[(k + border.length - 1) % border.length], border[(k + 1) % border.length]];
    const tx = mesh.rest[3 * b] - mesh.rest[3 * a];
    const ty = mesh.rest[3 * b + 1] - mesh.rest[3 * a + 1];
    const length = Math.hypot(tx, ty) || 1;
    const out = [(ty / length) * reach, (-tx / length) * reach, 0];
    for (let c = 0; c < 3; c++) {
      mesh.rest[3 * v + c] = mesh.rest[3 * at + c] + out[c];
      corner[3 * v + c] = corner[3 * at + c];
      cornerWeight[3 * v + c] = cornerWeight[3 * at + c];
    }
    normal.copyWithin(4 * v, 4 * at, 4 * at + 4);
    mesh.index.copyWithin(8 * v, 8 * at, 8 * at + 8);
    mesh.weight.copyWithin(8 * v, 8 * at, 8 * at + 8);
  });

  /** Even over the face; at its outline, where the skin falls off within a step, as the mesh itself runs. */
  function setNormal(v: number): void {
    const own = [0, 0, 0];
    for (let j = 0; j < 3; j++) {
      const p = corner[3 * v + j];
      for (let k = 0; k < 3; k++) own[k] += cornerWeight[3 * v + j] * (RIM.has(p) ? fine[3 * v + k] : coarse[3 * p + k]);
    }
    const length = Math.hypot(...own) || 1;
    const { rotation: r } = pose;
    for (let k = 0; k < 3; k++) normal[4 * v + k] = (r[k] * own[0] + r[3 + k] * own[1] + r[6 + k] * own[2]) / length;
    normal[4 * v + 3] = own[2] / length;
  }

  return { ...mesh, inside, corner, cornerWeight, normal, facing };
}

/** Width of the skirt in face heights (points 10 to 152). */
const SKIRT = 0.06;

function faceHeightOf(landmarks: Float32Array): number {
  return Math.hypot(...[0, 1, 2].map((k) => landmarks[3 * 10 + k] - landmarks[3 * 152 + k]));
}

/** The vertices along the face's outline, in the order of FACE_OVAL (clockwise on the screen). */
function borderOf(linear: Subdivision['linear']): number[] {
  const steps = 2 ** LEVELS;
  const found = new Map<string, number>();
  linear.forEach(({ index, weight }, v) => {
    if (index.length <= 2) found.set(keyOf(index.map((p, j) => [p, weight[j]])), v);
  });
  return FACE_OVAL.flatMap((a, i) => {
    const b = FACE_OVAL[(i + 1) % FACE_OVAL.length];
    return Array.from(
      { length: steps },
      (_, s) =>
        found.get(
          keyOf([
            [a, 1 - s / steps],
            [b, s / steps],
          ]),
        ) as number,
    );
  });
}

const keyOf = (parts: number[][]): string =>
  parts
    .filter(([, w]) => w > 0)
    .sort(([p], [q]) => p - q)
    .map(([p, w]) => `${p}:${w}`)
    .join();

function skirtTriangles(border: readonly number[], from: number): [number, number, number][] {
  const n = border.length;
  return border.flatMap((a, k): [number, number, number][] => {
    const b = border[(k + 1) % n];
    const [outerA, outerB] = [from + k, from + ((k + 1) % n)];
    return [
      [a, outerA, b],
      [outerA, outerB, b],
    ];
  });
}

/** Cosines between skin and line of sight from which the portrait begins to show it, and shows it well. */
const EDGE_ON = -0.25;
const WELL_SEEN = 0;

/** Unit normals (x, y up, z toward the camera) of a mesh at its points, picture pixels, by the triangles around each. */
function normalsOf(points: Float32Array, triangles: readonly (readonly [number, number, number])[]): Float32Array {
  const normals = new Float32Array(points.length);
  for (const [a, b, c] of triangles) {
    const [ux, uy, uz] = [0, 1, 2].map((k) => points[3 * b + k] - points[3 * a + k]);
    const [vx, vy, vz] = [0, 1, 2].map((k) => points[3 * c + k] - points[3 * a + k]);
    // Counter-clockwise as seen turns clockwise with y down: of skin that faces the camera, this z is negative.
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const p of [a, b, c]) {
      normals[3 * p] += normal[0];
      normals[3 * p + 1] -= normal[1];
      normals[3 * p + 2] -= normal[2];
    }
  }
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2]) || 1;
    for (let k = 0; k < 3; k++) normals[i + k] /= length;
  }
  return normals;
}
