import { readMessage } from './protobuf.ts';

/** The canonical face as it is stored in `dist/canonical-face.json`; flat lists keep the file small. */
export interface FaceGeometry {
  /** 468 x (x, y, z), centimetres, y up, z toward the camera. */
  points: number[];
  /** 898 x 3 vertex indices. */
  triangles: number[];
  /** (vertex index, weight) pairs of the rigid basis, flat. */
  basis: number[];
}

/** Fields of GeometryPipelineMetadata, Mesh3d and WeightedLandmarkRef (mediapipe/modules/face_geometry/protos). */
const CANONICAL_MESH = 1;
const PROCRUSTES_BASIS = 2;
const VERTEX_BUFFER = 3;
const INDEX_BUFFER = 4;
const LANDMARK_ID = 1;
const WEIGHT = 2;
/** A vertex is x, y, z, u, v. */
const VERTEX_SIZE = 5;

/** Reads the face geometry metadata (protobuf). Throws where the counts are not those of the 468-point face. */
export function readFaceGeometry(bytes: Uint8Array): FaceGeometry {
  const vertices: number[] = [];
  const triangles: number[] = [];
  const basis: number[] = [];
  for (const part of readMessage(bytes)) {
    if (part.bytes === null) continue;
    if (part.field === CANONICAL_MESH) readMesh(part.bytes, vertices, triangles);
    if (part.field === PROCRUSTES_BASIS) basis.push(...readWeight(part.bytes));
  }
  const points: number[] = [];
  for (let i = 0; i < vertices.length; i += VERTEX_SIZE) points.push(...vertices.slice(i, i + 3));
  if (points.length !== 468 * 3 || triangles.length !== 898 * 3 || basis.length === 0) {
    throw new Error(
      `unexpected face geometry: ${points.length / 3} points, ${triangles.length / 3} triangles, ${basis.length / 2} weights`,
    );
  }
  return { points, triangles, basis };
}

function readMesh(bytes: Uint8Array, vertices: number[], triangles: number[]): void {
  for (const part of readMessage(bytes)) {
    if (part.field === VERTEX_BUFFER) vertices.push(shortest(part.value));
    if (part.field === INDEX_BUFFER) triangles.push(part.value);
  }
}

function readWeight(bytes: Uint8Array): [number, number] {
  let index = 0;
  let weight = 0;
  for (const part of readMessage(bytes)) {
    if (part.field === LANDMARK_ID) index = part.value;
    if (part.field === WEIGHT) weight = shortest(part.value);
  }
  return [index, weight];
}

/** The shortest decimal that is still the same single-precision number. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
