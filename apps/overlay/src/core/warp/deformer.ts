import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { openingOf } from '../face/blendshapes.ts';
import { type HeadPose, toImage } from '../face/pose.ts';
import { CANONICAL_FACE_HEIGHT, FACE_OVAL } from '../face/topology.ts';
import type { EyeSide } from '../rig/eye/eye-frame.ts';
import type { Gains } from '../rig/gains.ts';
import { createMouthUniformsUpdater, type MouthUniforms } from '../rig/mouth/mouth-uniforms.ts';
import type { Rig } from '../rig/rig.ts';
import { clamp, smoothstep } from '../rig/smoothstep.ts';
import { driftAt } from '../rig/turn-drift.ts';
import { closingOf } from './close-mouth.ts';
import { creasesOf } from './creases.ts';
import { createEyeMesh, type EyeMesh, facingOf, gazeDown, turnEyes, updateEyeMesh } from './eye-mesh.ts';
import { createGlassesHold } from './hold-glasses.ts';
import { applyLids, createLidState, type LidState } from './lids.ts';
import { createLipSettler } from './lips.ts';
import { createMouthMeshUpdater, type MouthMesh } from './mouth-mesh.ts';
import { createMouthNarrower } from './narrow-mouth.ts';
import { limitOpening } from './opening-limit.ts';
import { placeHead } from './place-head.ts';

/** Control positions are uploaded as a square RGBA float texture of this side: 16 kB. */
export const CONTROL_SIDE = 32;

/** What one frame of motion makes of a rig; all arrays are reused from frame to frame. */
export interface Deformation {
  /** CONTROL_SIDE^2 x (dx, dy, dz, 0): displacement of landmarks, then of the lattice's nodes, in picture pixels. */
  control: Float32Array;
  /** The head's pose on the picture. */
  head: HeadPose;
  /** 478 x (x, y, z): the moved face, canonical centimetres. */
  canonical: Float32Array;
  /** 478 x (x, y, z): the moved face on the picture, pixels. */
  points: Float32Array;
  lids: LidState;
  /** How deep the skin folds, 0..1: right nasolabial fold, left one, forehead. */
  creases: Float32Array;
  eyes: Record<EyeSide, EyeMesh>;
  mouth: { mesh: MouthMesh; uniforms: MouthUniforms };
}

/** The same for the mouth's width: .65 to .75 of it came out. */
const WIDTH_GAIN = 1.2;
/** Warped brows read as moved by less than they were: .8 of it on photos. */
const BROW_GAIN = 1.2;
/** How much of the measured depth motion is used: it is the tracker's least sure coordinate. */
const DEPTH_GAIN = 0.6;

export interface Deformer {
  /** Rewritten by every update. */
  readonly deformation: Deformation;
  /**
   * @param displacement 478 x (x, y, z): the expression, canonical centimetres of a face of canonical height
   * @param absoluteLips 0..1: how far a portrait with parted lips opens and closes as the driver does. 1: shut when the driver's
   * mouth is; 0 (the default): the motion is added to the portrait's own opening
   */
  update(motion: Motion, displacement: Float32Array, absoluteLips?: number): void;
}

/**
 * Turns motions into the portrait's shape.
 * @param own how this portrait answers compared with most; may change later
 */
export function createDeformer(rig: Rig, own: Readonly<Gains> = rig.gains): Deformer {
  const { landmarks, neutral, lattice, oval } = rig;
  const nodes = lattice.columns * lattice.rows;
  if (LANDMARK_COUNT + nodes > CONTROL_SIDE * CONTROL_SIDE) {
    throw new Error(`the rig has ${nodes} lattice nodes, more than fit (${CONTROL_SIDE * CONTROL_SIDE - LANDMARK_COUNT})`);
  }
  const closing = closingOf(neutral, rig.mouth);
  const narrowMouth = createMouthNarrower(neutral);
  const settleLips = createLipSettler(neutral, rig.mouth);
  const mouthMesh = createMouthMeshUpdater(landmarks, rig.mouth);
  const mouthUniforms = createMouthUniformsUpdater(neutral, closing, rig.pose, rig.mouth);
  const deformation: Deformation = {
    control: new Float32Array(4 * CONTROL_SIDE * CONTROL_SIDE),
    head: { rotation: rig.pose.rotation.slice(), scale: rig.pose.scale, translation: rig.pose.translation.slice() },
    canonical: neutral.slice(),
    points: landmarks.slice(),
    lids: createLidState(),
    creases: new Float32Array(3),
    eyes: { right: createEyeMesh(rig.eyes.right), left: createEyeMesh(rig.eyes.left) },
    mouth: { mesh: mouthMesh.mesh, uniforms: mouthUniforms.uniforms },
  };
  const open: Record<EyeSide, number> = { right: 1, left: 1 };
  const holdGlasses = createGlassesHold(neutral, rig.glasses);
  const lash = { right: rig.eyes.right.lash, left: rig.eyes.left.lash };
  const facing = { x: 0, y: 0 };
  const ownFacing = { x: 0, y: 0 };
  facingOf(rig.pose.rotation, ownFacing);
  const gains = new Float32Array(neutral.length);
  let browUp = Number.NaN;
  const parts = mouthParts(neutral);
  const residual = new Float32Array(2 * FACE_OVAL.length);
  const gaze = { x: 0, y: 0 };

  function moveFace(displacement: Float32Array, corners: number, brows: number, absoluteLips: number): void {
    const { canonical } = deformation;
    // A portrait that is shown while its gains are still to be found gets them later.
    if (own.browUp !== browUp) expressionGains(rig, (browUp = own.browUp), gains);
    const drop = CORNER_DROP * (own.mouthOpen - 1) * Math.min(0, gains[LOWER_LIP] * displacement[LOWER_LIP]);
    for (let i = 0, p = 0; i < canonical.length; i += 3, p += PARTS) {
      const low = parts[p];
      const corner = parts[p + 1];
      const brow = parts[p + 2];
      const across = 1 + (own.mouthWidth - 1) * low;
      const up = 1 + (own.mouthOpen - 1) * low * (1 - corner) + (own.smile - 1) * corner;
      canonical[i] = neutral[i] + across * gains[i] * displacement[i];
      canonical[i + 1] = neutral[i + 1] + up * gains[i + 1] * displacement[i + 1] + corner * (drop + corners) + brow * brows;
      canonical[i + 2] = neutral[i + 2] + gains[i + 2] * displacement[i + 2];
    }
    if (closing && absoluteLips > 0) for (let i = 0; i < canonical.length; i++) canonical[i] += absoluteLips * closing[i];
  }

  function fillControl(): void {
    const { control, points, head } = deformation;
    for (let i = 0; i < LANDMARK_COUNT; i++) {
      control[4 * i] = points[3 * i] - landmarks[3 * i];
      control[4 * i + 1] = points[3 * i + 1] - landmarks[3 * i + 1];
      control[4 * i + 2] = points[3 * i + 2] - landmarks[3 * i + 2];
    }
    const { rotation: r, scale: s, translation: t } = head;
    const n = FACE_OVAL.length;
    for (let i = 0; i < n; i++) {
      const p = FACE_OVAL[i];
      const x = oval.rigid[3 * i];
      const y = oval.rigid[3 * i + 1];
      const z = oval.rigid[3 * i + 2];
      const rx = s * (r[0] * x + r[1] * y + r[2] * z) + t[0] - landmarks[3 * p];
      const ry = -(s * (r[3] * x + r[4] * y + r[5] * z) + t[1]) - landmarks[3 * p + 1];
      const dx = control[4 * p] - oval.follow[2 * i] * rx;
      const dy = control[4 * p + 1] - oval.follow[2 * i + 1] * ry;
      // A far cheek that comes into view has no pixels of its own: it may go in, but not lead its surround outwards.
      const outwards = dx * oval.outward[2 * i] + dy * oval.outward[2 * i + 1];
      const kept = outwards > 0 ? oval.seen[i] : 1;
      residual[2 * i] = kept * dx;
      residual[2 * i + 1] = kept * dy;
    }
    for (let node = 0; node < nodes; node++) {
      let dx = 0;
      let dy = 0;
      for (let i = 0; i < n; i++) {
        const w = lattice.weights[node * n + i];
        dx += w * residual[2 * i];
        dy += w * residual[2 * i + 1];
      }
      control[4 * (LANDMARK_COUNT + node)] = dx;
      control[4 * (LANDMARK_COUNT + node) + 1] = dy;
    }
  }

  function update(motion: Motion, displacement: Float32Array, absoluteLips = 0): void {
    const { canonical, head, points, eyes, lids } = deformation;
    const { blendshapes } = motion;
    const yaw = own.yaw * motion.head.yaw;
    const pitch = own.pitch * motion.head.pitch;
    moveFace(displacement, -driftAt(own.drift, 'corner', yaw, pitch), -driftAt(own.drift, 'brow', yaw, pitch), absoluteLips);
    gaze.x = motion.gaze.x - driftAt(own.drift, 'gazeX', yaw, pitch);
    gaze.y = motion.gaze.y - driftAt(own.drift, 'gazeY', yaw, pitch);
    open.right = openingOf(blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight], blendshapes[BLENDSHAPE_INDEX.eyeWideRight]);
    open.left = openingOf(blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft], blendshapes[BLENDSHAPE_INDEX.eyeWideLeft]);
    holdGlasses(canonical);
    const down = gazeDown(gaze, own);
    open.right = limitOpening(rig.eyes.right, 1 + own.lid * (open.right - 1), down);
    open.left = limitOpening(rig.eyes.left, 1 + own.lid * (open.left - 1), down);
    applyLids(canonical, neutral, open, lash, rig.glasses, lids);
    narrowMouth(canonical, own.narrowing, driftAt(own.drift, 'width', yaw, pitch));
    settleLips(canonical, absoluteLips);
    placeHead(rig, motion.head, own, head);
    toImage(canonical, head, points);
    updateEyeMesh(eyes.right, points, head.scale / rig.pose.scale);
    updateEyeMesh(eyes.left, points, head.scale / rig.pose.scale);
    facingOf(head.rotation, facing);
    facing.x -= ownFacing.x;
    facing.y -= ownFacing.y;
    turnEyes(eyes.right, eyes.left, gaze, facing, own);
    mouthMesh.update(points, canonical, head.scale, blendshapes[BLENDSHAPE_INDEX.tongueOut]);
    mouthUniforms.update(canonical, head);
    creasesOf(blendshapes, deformation.creases);
    fillControl();
  }

  return { deformation, update };
}

/**
 * Per coordinate, how strongly the driver's displacement is taken over: by this face's height, and around the mouth by
 * its mouth's own size (so that the mouth's relative width follows the driver's).
 */
function expressionGains(rig: Rig, browUp: number, gains: Float32Array): void {
  const vertical = clamp(rig.faceHeight / CANONICAL_FACE_HEIGHT, 0.75, 1.3);
  const { across, up } = rig.mouth.gain;
  for (let i = 0; i < gains.length; i += 3) {
    const low = lowShare(rig.neutral[i + 1]);
    gains[i] = 1 + (WIDTH_GAIN * across - 1) * low;
    const brow = 1 + (BROW_GAIN * browUp - 1) * browShare(rig.neutral[i + 1]);
    gains[i + 1] = (vertical + (up - vertical) * low) * brow;
    gains[i + 2] = DEPTH_GAIN;
  }
}

/** y of the lower lip's middle, and how far the corners sink with it as the jaw opens: this is no part of a smile. */
const LOWER_LIP = 3 * 14 + 1;
const CORNER_DROP = 0.41;

/** How far a corner of the mouth reaches, in cm. */
const CORNER_REACH = 1.2;

const PARTS = 3;

/** 478 x (share of the mouth's half of the face, share of a mouth corner, share of brows and forehead), each 0..1. */
function mouthParts(neutral: Float32Array): Float32Array {
  const parts = new Float32Array((PARTS * neutral.length) / 3);
  for (let i = 0, p = 0; i < neutral.length; i += 3, p += PARTS) {
    parts[p] = lowShare(neutral[i + 1]);
    parts[p + 2] = browShare(neutral[i + 1]);
    for (const corner of [61, 291]) {
      const square = (neutral[i] - neutral[3 * corner]) ** 2 + (neutral[i + 1] - neutral[3 * corner + 1]) ** 2;
      parts[p + 1] = Math.max(parts[p + 1], Math.exp(-square / CORNER_REACH ** 2));
    }
  }
  return parts;
}

/** 1 around the mouth and below, 0 from the eyes upwards. @param y canonical cm */
function lowShare(y: number): number {
  return 1 - smoothstep(-2.2, 0.8, y);
}

/** 1 from the brows upwards, 0 at the eyes. @param y canonical cm */
function browShare(y: number): number {
  return smoothstep(3.2, 4.4, y);
}
