import { createMotion, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { blendshapesOf, lidOpening } from './blendshapes.ts';
import type { Neutral } from './neutral.ts';
import type { Observation } from './observe.ts';
import { CANONICAL_FACE_HEIGHT, CANONICAL_FACE_WIDTH } from './topology.ts';

/** Lid opening below which an iris is hidden and what the tracker says of it is invented; both eyes' mean needs both. */
const GAZE_HIDDEN = 0.25;

/**
 * An observed face as motion against the driver's neutral, in the driver's own (unmirrored) image.
 *
 * Head angles are differences of the angles of R = Rz(roll) Ry(yaw) Rx(-pitch), and are meant to be added to a portrait's own
 * angles in the same form. Pitch is the innermost turn of that form, about the head's own ear axis, so a face that is at rest
 * tilted (or that the model reads as tilted, which it does by up to 8 degrees) turns aside without nodding;
 * the relative rotation R R_neutral^T would carry that tilt about the camera's axes and make pitch follow yaw.
 *
 * Displacements are scaled so that the driver's face is 17.2 cm high. While an eye is shut, the gaze that `out` holds stays.
 * @param time milliseconds on the camera's clock
 */
export function toMotion(observation: Observation, neutral: Neutral, time: number, out: Motion = createMotion()): Motion {
  const { angles, pose, canonical } = observation;
  const width = neutral.scale * CANONICAL_FACE_WIDTH;
  out.time = time;
  out.presence = true;
  out.head.yaw = angles.yaw - neutral.angles.yaw;
  out.head.pitch = angles.pitch - neutral.angles.pitch;
  out.head.roll = angles.roll - neutral.angles.roll;
  out.head.x = (pose.translation[0] - neutral.x) / width;
  out.head.y = (pose.translation[1] - neutral.y) / width;
  out.head.scale = pose.scale / neutral.scale;
  const dense = (out.dense ??= new Float32Array(3 * LANDMARK_COUNT));
  const unit = CANONICAL_FACE_HEIGHT / neutral.faceHeight;
  for (let i = 0; i < dense.length; i++) dense[i] = (canonical[i] - neutral.canonical[i]) * unit;
  pickControlPoints(dense, out.controlPoints);
  const openRight = observation.apertureRight / neutral.apertureRight;
  const openLeft = observation.apertureLeft / neutral.apertureLeft;
  if (Math.min(lidOpening(openRight), lidOpening(openLeft)) > GAZE_HIDDEN) {
    out.gaze.x = observation.gaze.x - neutral.gaze.x;
    out.gaze.y = observation.gaze.y - neutral.gaze.y;
  }
  blendshapesOf(dense, openRight, openLeft, out.gaze, out.blendshapes);
  return out;
}
