import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { rotationFromAngles, toImage } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { type EyeTopology, LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';

/** Where a synthetic head is: degrees and pixels (x right, y down), pixels a canonical centimetre. */
export interface Placement {
  yaw?: number;
  pitch?: number;
  roll?: number;
  scale?: number;
  x?: number;
  y?: number;
}

/** The canonical face with irises in the middle of its eyes, its eyes opened to an aperture: 478 x (x, y, z) cm. */
export function restingFace(aperture = 0.3): Float32Array {
  const points = new Float32Array(3 * LANDMARK_COUNT);
  points.set(canonicalFace.points);
  for (const eye of [RIGHT_EYE, LEFT_EYE]) {
    setAperture(points, eye, aperture);
    const middle = [0, 1, 2].map((k) => (points[3 * eye.upper[0] + k] + points[3 * eye.upper[8] + k]) / 2);
    eye.iris.forEach((index, rim) => {
      const [dx, dy] = [
        [0, 0],
        [0.58, 0],
        [0, 0.58],
        [-0.58, 0],
        [0, -0.58],
      ][rim];
      points.set([middle[0] + dx, middle[1] + dy, middle[2]], 3 * index);
    });
  }
  return points;
}

/** Moves the lids so that each of the eye's measured gaps is `aperture` times the eye's width. */
export function setAperture(points: Float32Array, eye: EyeTopology, aperture: number): void {
  const [a, b] = [3 * eye.upper[0], 3 * eye.upper[8]];
  const gap = aperture * Math.hypot(points[a] - points[b], points[a + 1] - points[b + 1], points[a + 2] - points[b + 2]);
  for (const [upper, lower] of eye.gaps) {
    for (let k = 0; k < 3; k++) {
      const middle = (points[3 * upper + k] + points[3 * lower + k]) / 2;
      points[3 * upper + k] = middle + (k === 1 ? gap / 2 : 0);
      points[3 * lower + k] = middle - (k === 1 ? gap / 2 : 0);
    }
  }
}

/** Adds (x, y, z) centimetres to some points. */
export function move(points: Float32Array, indices: readonly number[], by: readonly [number, number, number]): Float32Array {
  for (const i of indices) for (let k = 0; k < 3; k++) points[3 * i + k] += by[k];
  return points;
}

/** The face as the landmark model would see it: image pixels, y down. */
export function photograph(points: Float32Array, placement: Placement = {}): Float32Array {
  const { yaw = 0, pitch = 0, roll = 0, scale = 20, x = 320, y = 240 } = placement;
  const pose = { rotation: rotationFromAngles(yaw, pitch, roll), scale, translation: Float64Array.of(x, -y, 0) };
  return toImage(points, pose, new Float32Array(points.length));
}

/** Lower lip and chin as a dropping jaw takes them: the lip by `gap`, the chin by 0.71 of it and back. */
export function dropJaw(points: Float32Array, gap: number): Float32Array {
  move(points, [14, 87, 317, 88, 178, 402, 318, 17, 84, 314, 181, 405], [0, -gap, 0]);
  move(points, [61, 291], [0, -0.41 * gap, 0]);
  return move(points, [152, 148, 377, 18, 200, 199, 175], [0, -0.71 * gap, -0.4 * gap]);
}
