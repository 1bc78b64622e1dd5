import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { apertureOf, distanceOf, gazeOf, mouthGapOf } from './measures.ts';
import { anglesOf, type HeadPose, solvePose, toCanonical } from './pose.ts';
import { LEFT_EYE, RIGHT_EYE } from './topology.ts';

/** What one frame's landmarks say of a face, before it is compared with anything. Right and left are the subject's. */
export interface Observation {
  pose: HeadPose;
  /** Degrees, in the camera's frame: yaw + to the image's right, pitch + up, roll + counter-clockwise. */
  angles: { yaw: number; pitch: number; roll: number };
  /** 478 x (x, y, z) canonical centimetres: the face with its pose undone. */
  canonical: Float32Array;
  /** Lid gap over eye width. */
  apertureRight: number;
  apertureLeft: number;
  /** Iris against the middle of the eye's corners, in eye widths; x to the image's right, y up. */
  gazeRight: { x: number; y: number };
  gazeLeft: { x: number; y: number };
  /** Mean of both eyes. */
  gaze: { x: number; y: number };
  /** Canonical centimetres. */
  mouthGap: number;
  mouthWidth: number;
  faceHeight: number;
}

/** An observation to write into. */
export function createObservation(): Observation {
  return {
    pose: { rotation: new Float64Array(9), scale: 1, translation: new Float64Array(3) },
    angles: { yaw: 0, pitch: 0, roll: 0 },
    canonical: new Float32Array(3 * LANDMARK_COUNT),
    apertureRight: 0,
    apertureLeft: 0,
    gazeRight: { x: 0, y: 0 },
    gazeLeft: { x: 0, y: 0 },
    gaze: { x: 0, y: 0 },
    mouthGap: 0,
    mouthWidth: 0,
    faceHeight: 0,
  };
}

/**
 * Reads pose, canonical shape, lids, gaze and mouth off one frame.
 * @param landmarks 478 x (x, y, z) image pixels, y down, z negative toward the camera
 */
export function observe(landmarks: Float32Array, out: Observation = createObservation()): Observation {
  out.pose = solvePose(landmarks);
  Object.assign(out.angles, anglesOf(out.pose.rotation));
  toCanonical(landmarks, out.pose, out.canonical);
  out.apertureRight = apertureOf(out.canonical, RIGHT_EYE);
  out.apertureLeft = apertureOf(out.canonical, LEFT_EYE);
  gazeOf(landmarks, RIGHT_EYE, out.gazeRight);
  gazeOf(landmarks, LEFT_EYE, out.gazeLeft);
  out.gaze.x = (out.gazeRight.x + out.gazeLeft.x) / 2;
  out.gaze.y = (out.gazeRight.y + out.gazeLeft.y) / 2;
  out.mouthGap = mouthGapOf(out.canonical);
  out.mouthWidth = distanceOf(out.canonical, 61, 291);
  out.faceHeight = distanceOf(out.canonical, 10, 152);
  return out;
}
