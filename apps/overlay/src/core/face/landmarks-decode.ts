import { sigmoid } from './detector-decode.ts';
import type { Region } from './region.ts';

/** Outputs of the attention mesh, in pixels of its 192 x 192 input. */
export interface LandmarkOutputs {
  /** 468 x (x, y, z). */
  mesh: ArrayLike<number>;
  /** 80, 71, 71 x (x, y): refined points. "Left" is the image's left. */
  lips: ArrayLike<number>;
  leftEye: ArrayLike<number>;
  rightEye: ArrayLike<number>;
  /** 5 x (x, y): centre and rim. */
  leftIris: ArrayLike<number>;
  rightIris: ArrayLike<number>;
  /** One logit: is it a face? */
  faceFlag: ArrayLike<number>;
}

/** Side of the landmark model's input. */
export const LANDMARK_INPUT_SIZE = 192;

/** Landmark of each refined lip point (MediaPipe's LandmarksRefinementCalculator configuration, as are the lists below). */
const LIPS = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14, 317, 402, 318, 324,
  308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408,
  62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407,
];
/** The first 16 are the eye's contour, then rings outwards, then the brow. */
const LEFT_EYE = [
  33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26, 112, 243, 247, 30, 29, 27, 28,
  56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119,
  120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193,
];
const RIGHT_EYE = [
  263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253, 252, 256, 341, 463, 467, 260,
  259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295,
  372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417,
];
const LEFT_IRIS = [468, 469, 470, 471, 472];
const RIGHT_IRIS = [473, 474, 475, 476, 477];
const CONTOUR = 16;

/**
 * Puts the model's outputs together and carries them from the region to the picture.
 * Refined points replace x and y of the mesh and keep its depth; an iris gets the mean depth of its eye's contour.
 * @param out 478 x (x, y, z), image pixels, z in the same scale and negative toward the camera
 * @returns how surely it is a face, 0..1
 */
export function decodeLandmarks(outputs: LandmarkOutputs, region: Region, out: Float32Array): number {
  const { mesh } = outputs;
  for (let i = 0; i < mesh.length; i++) out[i] = mesh[i];
  place(outputs.lips, LIPS, out);
  place(outputs.leftEye, LEFT_EYE, out);
  place(outputs.rightEye, RIGHT_EYE, out);
  placeIris(outputs.leftIris, LEFT_IRIS, mesh, LEFT_EYE, out);
  placeIris(outputs.rightIris, RIGHT_IRIS, mesh, RIGHT_EYE, out);

  const scale = region.width / LANDMARK_INPUT_SIZE;
  const cos = Math.cos(region.rotation) * scale;
  const sin = Math.sin(region.rotation) * scale;
  const half = LANDMARK_INPUT_SIZE / 2;
  for (let i = 0; i < out.length; i += 3) {
    const u = out[i] - half;
    const v = out[i + 1] - half;
    out[i] = region.x + cos * u - sin * v;
    out[i + 1] = region.y + sin * u + cos * v;
    out[i + 2] *= scale;
  }
  return sigmoid(outputs.faceFlag[0]);
}

function place(points: ArrayLike<number>, landmarks: readonly number[], out: Float32Array): void {
  for (let k = 0; k < landmarks.length; k++) {
    out[3 * landmarks[k]] = points[2 * k];
    out[3 * landmarks[k] + 1] = points[2 * k + 1];
  }
}

function placeIris(
  points: ArrayLike<number>,
  landmarks: readonly number[],
  mesh: ArrayLike<number>,
  eye: readonly number[],
  out: Float32Array,
): void {
  let depth = 0;
  for (let k = 0; k < CONTOUR; k++) depth += mesh[3 * eye[k] + 2] / CONTOUR;
  place(points, landmarks, out);
  for (const index of landmarks) out[3 * index + 2] = depth;
}
