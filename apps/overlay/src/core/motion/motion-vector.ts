import { BLENDSHAPES } from '@masque/config/blendshapes';
import { CONTROL_POINT_COUNT, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';

/** Where the parts of a motion lie in a vector: head, gaze, blendshapes, control points, dense points. */
const GAZE = 6;
export const SHAPES_AT = 8;
const POINTS_AT = SHAPES_AT + BLENDSHAPES.length;
export const DENSE_AT = POINTS_AT + 3 * CONTROL_POINT_COUNT;
/** Numbers in a motion with its dense form; without it there are DENSE_AT. */
export const DENSE_LENGTH = DENSE_AT + 3 * LANDMARK_COUNT;

/** A vector long enough for any motion. */
export const createMotionVector = (): Float32Array => new Float32Array(DENSE_LENGTH);

/** Writes all that moves into a vector; without a dense form, the dense part of `out` stays as it was. */
export function packMotion({ head, gaze, blendshapes, controlPoints, dense }: Motion, out: Float32Array): Float32Array {
  out[0] = head.yaw;
  out[1] = head.pitch;
  out[2] = head.roll;
  out[3] = head.x;
  out[4] = head.y;
  out[5] = head.scale;
  out[GAZE] = gaze.x;
  out[GAZE + 1] = gaze.y;
  out.set(blendshapes, SHAPES_AT);
  out.set(controlPoints, POINTS_AT);
  if (dense) out.set(dense, DENSE_AT);
  return out;
}

/** The inverse of packMotion, but for time, presence and score; blendshapes are kept within 0..1. */
export function unpackMotion(vector: Float32Array, dense: boolean, out: Motion): Motion {
  const { head, gaze, blendshapes, controlPoints } = out;
  head.yaw = vector[0];
  head.pitch = vector[1];
  head.roll = vector[2];
  head.x = vector[3];
  head.y = vector[4];
  head.scale = vector[5];
  gaze.x = vector[GAZE];
  gaze.y = vector[GAZE + 1];
  for (let i = 0; i < blendshapes.length; i++) blendshapes[i] = Math.max(0, Math.min(1, vector[SHAPES_AT + i]));
  for (let i = 0; i < controlPoints.length; i++) controlPoints[i] = vector[POINTS_AT + i];
  if (!dense) {
    out.dense = null;
    return out;
  }
  const points = (out.dense ??= new Float32Array(3 * LANDMARK_COUNT));
  for (let i = 0; i < points.length; i++) points[i] = vector[DENSE_AT + i];
  return out;
}
