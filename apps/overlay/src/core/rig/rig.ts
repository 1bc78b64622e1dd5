import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { distanceOf } from '../face/measures.ts';
import { anglesOf, type HeadPose, solvePose, toCanonical } from '../face/pose.ts';
import { FACE_OVAL } from '../face/topology.ts';
import { tidyLips } from '../warp/lips.ts';
import { createBorderContact } from './border-contact.ts';
import type { EyeSide } from './eye/eye-frame.ts';
import { buildEyePart, type EyePart } from './eye/eye-part.ts';
import { findGlasses } from './eye/find-glasses.ts';
import { buildLidAttributes, type LidAttributes } from './eye/lid-attributes.ts';
import { snapEyes } from './eye/snap-eyes.ts';
import { buildFaceMesh, type FaceMesh } from './face-mesh.ts';
import { type Gains, UNIT_GAINS } from './gains.ts';
import { createHeadField } from './head-field.ts';
import { buildLattice, type Lattice } from './lattice.ts';
import { lightNormals } from './light-normals.ts';
import type { MeshData } from './mesh-data.ts';
import { areLipsShut, type MouthStyle, readMouthStyle } from './mouth/mouth-style.ts';
import type { Picture } from './picture.ts';
import { smoothstep } from './smoothstep.ts';
import { softenRim } from './soften-rim.ts';
import { buildSurroundMesh } from './surround-mesh.ts';
import { toneMarks } from './tone-marks.ts';
import { interleave, type VertexData } from './vertex-data.ts';

/** Everything about a portrait that drawing needs, computed once. Lengths in picture pixels unless said. */
export interface Rig {
  /** The picture's size. */
  picture: { width: number; height: number };
  /** 478 x (x, y, z) */
  landmarks: Float32Array;
  /** Drawn in lines and flat colours. */
  drawn: boolean;
  pose: HeadPose;
  /** The portrait's own head angles in degrees. */
  angles: { yaw: number; pitch: number; roll: number };
  /** 478 x (x, y, z): the portrait's face with its pose undone, canonical centimetres. */
  neutral: Float32Array;
  /** Canonical centimetres, points 10 to 152. */
  faceHeight: number;
  eyes: Record<EyeSide, EyePart>;
  /** How surely the face wears glasses, 0..1. */
  glasses: number;
  mouth: MouthStyle;
  lattice: Lattice;
  /** Per outline point: canonical point on the head's dome, how much it follows the head, its normal on the picture, and how well it is seen. */
  oval: { rigid: Float32Array; follow: Float32Array; outward: Float32Array; seen: Float32Array };
  /** How far the head may shift before it is held back. */
  shiftLimit: number;
  /** How this portrait answers compared with most. */
  gains: Gains;
  /** The meshes, laid out for drawing. */
  vertices: { face: VertexData; surround: VertexData };
}

/** What the vertices were laid out from. */
export interface RigMeshes {
  face: FaceMesh;
  /** Of the face mesh's vertices. */
  lids: LidAttributes;
  surround: MeshData;
}

export interface RigInput {
  picture: Picture;
  landmarks: Float32Array;
  /** Drawn in lines and flat colours, or landmarks that people placed: they are taken as they are. */
  drawn: boolean;
  /** Coverage 0..1 of the moving layer; null when background and person are one. */
  alpha: Float32Array | null;
}

/** Cosines between the outline's skin and the line of sight at which a portrait hides it (a far cheek), and shows it. */
const HIDDEN = -0.3;
const SHOWN = -0.02;
/** How far beyond its free room the head may shift, in centimetres. */
const SHIFT_BEYOND = 2.2;

export function buildRig({ picture, landmarks: tracked, drawn, alpha }: RigInput): Rig & RigMeshes {
  const { width, height } = picture;
  const landmarks = drawn ? tracked.slice() : snapEyes(tracked, picture).landmarks;
  const pose = solvePose(landmarks);
  tidyLips(landmarks, areLipsShut(toCanonical(landmarks, pose, new Float32Array(3 * LANDMARK_COUNT))));
  softenRim(landmarks);
  const neutral = toCanonical(landmarks, pose, new Float32Array(3 * LANDMARK_COUNT));
  const field = createHeadField(pose, width, height, createBorderContact(width, height, alpha), alpha !== null);
  const outline = new Float32Array(2 * FACE_OVAL.length);
  const oval = {
    rigid: new Float32Array(3 * FACE_OVAL.length),
    follow: new Float32Array(2 * FACE_OVAL.length),
    outward: new Float32Array(2 * FACE_OVAL.length),
    seen: new Float32Array(FACE_OVAL.length),
  };
  const face = buildFaceMesh(landmarks, pose);
  FACE_OVAL.forEach((p, i) => {
    const [x, y] = [landmarks[3 * p], landmarks[3 * p + 1]];
    outline.set([x, y], 2 * i);
    oval.seen[i] = smoothstep(HIDDEN, SHOWN, face.facing[p]);
    oval.rigid.set(field.canonicalAt(x, y), 3 * i);
    oval.follow.set(field.followAt(x, y), 2 * i);
  });
  for (let i = 0, n = FACE_OVAL.length; i < n; i++) {
    const [a, b] = [(i + n - 1) % n, (i + 1) % n];
    const [tx, ty] = [outline[2 * b] - outline[2 * a], outline[2 * b + 1] - outline[2 * a + 1]];
    const length = Math.hypot(tx, ty) || 1;
    oval.outward.set([ty / length, -tx / length], 2 * i);
  }
  const lattice = buildLattice(outline, pose.scale, field);
  const eyes = {
    right: buildEyePart('right', landmarks, picture, neutral, drawn),
    left: buildEyePart('left', landmarks, picture, neutral, drawn),
  };
  const lids = buildLidAttributes(face, textureCoordinates(landmarks, width, height), neutral, {
    right: eyes.right.lash,
    left: eyes.left.lash,
  });
  const surround = buildSurroundMesh(width, height, landmarks, outline, oval.seen, pose.scale, field, lattice, alpha);
  return {
    picture: { width, height },
    landmarks,
    drawn,
    pose,
    angles: anglesOf(pose.rotation),
    neutral,
    faceHeight: distanceOf(neutral, 10, 152),
    face,
    eyes,
    glasses: findGlasses(landmarks, picture),
    mouth: readMouthStyle(picture, landmarks, neutral, pose),
    lids,
    surround,
    lattice,
    vertices: {
      face: interleave(face, {
        aInside: face.inside,
        aEnds: lids.ends,
        aLid: lids.lid,
        aNormal: face.normal,
        aDome: lightNormals(face, field),
        aMarks: toneMarks(face, neutral),
      }),
      surround: interleave(surround, { aDome: lightNormals(surround, field) }),
    },
    oval,
    shiftLimit: Math.max(0.5 * pose.scale, field.room + SHIFT_BEYOND * pose.scale),
    gains: { ...UNIT_GAINS },
  };
}

function textureCoordinates(landmarks: Float32Array, width: number, height: number): Float32Array {
  return Float32Array.from({ length: 2 * LANDMARK_COUNT }, (_, i) =>
    i % 2 === 0 ? landmarks[1.5 * i] / width : landmarks[1.5 * (i - 1) + 1] / height,
  );
}
