import { DRAWN_POINT_COUNT } from '@masque/config/drawn-points';

/** Face Mesh's landmark at each drawn point, or nearest to it on the outline. */
const ON_MESH: readonly number[] = [
  ...[33, 161, 159, 157, 133, 154, 145, 163, 468, 471, 469, 472],
  ...[263, 388, 386, 384, 362, 381, 374, 390, 473, 476, 474, 477],
  ...[70, 105, 107, 300, 334, 336],
  ...[78, 308, 13, 14, 81, 311, 178, 402, 1],
  ...[132, 136, 176, 152, 400, 365, 361],
];

/**
 * Where the features of a face lie as a drawn face's points: about what placeLandmarks would lay the landmarks out from.
 * @param landmarks 478 x (x, y, z), picture pixels
 * @returns 46 x (x, y), the same pixels
 */
export function drawnPointsOf(landmarks: ArrayLike<number>): Float32Array {
  const points = new Float32Array(2 * DRAWN_POINT_COUNT);
  ON_MESH.forEach((landmark, p) => {
    points[2 * p] = landmarks[3 * landmark];
    points[2 * p + 1] = landmarks[3 * landmark + 1];
  });
  return points;
}
