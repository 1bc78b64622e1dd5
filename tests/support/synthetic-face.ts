import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { type HeadPose, rotationFromAngles, toImage } from '../../apps/overlay/src/core/face/pose.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../apps/overlay/src/core/face/topology.ts';

/** The canonical face with irises in the middle of its eyes: 478 x (x, y, z) centimetres. */
export function canonicalLandmarks(): Float32Array {
  const points = new Float32Array(3 * LANDMARK_COUNT);
  points.set(canonicalFace.points);
  for (const eye of [RIGHT_EYE, LEFT_EYE]) {
    const corners = [eye.upper[0], eye.upper[8], eye.upper[4], eye.lower[4]];
    const centre = [0, 1, 2].map((k) => corners.reduce((sum, p) => sum + points[3 * p + k], 0) / corners.length);
    const radius = 0.58;
    eye.iris.forEach((p, i) => {
      const angle = ((i - 1) * Math.PI) / 2;
      const r = i === 0 ? 0 : radius;
      points.set([centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle), centre[2]], 3 * p);
    });
  }
  return points;
}

/** A pose in the middle of a picture of the given side. */
export function poseOf(yaw: number, pitch: number, roll: number, side = 512): HeadPose {
  return { rotation: rotationFromAngles(yaw, pitch, roll), scale: side / 34, translation: Float64Array.of(side / 2, -side / 2, 0) };
}

/** Landmarks on a picture of a face under a pose; pixels. */
export function landmarksUnder(pose: HeadPose, canonical = canonicalLandmarks()): Float32Array {
  return toImage(canonical, pose, new Float32Array(canonical.length));
}
