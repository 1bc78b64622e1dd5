import { type EyeTopology, LEFT_EYE, MOUTH_GAPS } from './topology.ts';

/** Distance between two of n x (x, y, z) points. */
export function distanceOf(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(points[3 * a] - points[3 * b], points[3 * a + 1] - points[3 * b + 1], points[3 * a + 2] - points[3 * b + 2]);
}

/** Mean of one coordinate (0 = x, 1 = y, 2 = z) over some points. */
export function meanOf(points: ArrayLike<number>, indices: readonly number[], axis: 0 | 1 | 2): number {
  let sum = 0;
  for (const i of indices) sum += points[3 * i + axis];
  return sum / indices.length;
}

/** Opening of an eye: mean of its lid gaps over its width, pose undone; about 0.3 open, and 0.08 shut as the face model reads it. */
export function apertureOf(canonical: ArrayLike<number>, eye: EyeTopology): number {
  let sum = 0;
  for (const [upper, lower] of eye.gaps) sum += distanceOf(canonical, upper, lower);
  return sum / eye.gaps.length / distanceOf(canonical, eye.upper[0], eye.upper[8]);
}

/** Inner opening of the mouth, in the unit of the points. */
export function mouthGapOf(canonical: ArrayLike<number>): number {
  let sum = 0;
  for (const [upper, lower] of MOUTH_GAPS) sum += distanceOf(canonical, upper, lower);
  return sum / MOUTH_GAPS.length;
}

/** Height of the line through the eyes' corners, which the lids do not move. */
export function eyeLineOf(canonical: ArrayLike<number>): number {
  return (canonical[3 * 33 + 1] + canonical[3 * 133 + 1] + canonical[3 * 362 + 1] + canonical[3 * 263 + 1]) / 4;
}

/**
 * Where the iris centre lies against the middle of the corner line, in eye widths: x along it to the image's right, y up.
 * @param landmarks image pixels, y down
 */
export function gazeOf(landmarks: ArrayLike<number>, eye: EyeTopology, out: { x: number; y: number }): void {
  const [a, b] = eye === LEFT_EYE ? [eye.upper[8], eye.upper[0]] : [eye.upper[0], eye.upper[8]];
  const ex = landmarks[3 * b] - landmarks[3 * a];
  const ey = landmarks[3 * b + 1] - landmarks[3 * a + 1];
  const dx = landmarks[3 * eye.iris[0]] - (landmarks[3 * a] + landmarks[3 * b]) / 2;
  const dy = landmarks[3 * eye.iris[0] + 1] - (landmarks[3 * a + 1] + landmarks[3 * b + 1]) / 2;
  const square = ex * ex + ey * ey;
  out.x = (dx * ex + dy * ey) / square;
  out.y = (dx * ey - dy * ex) / square;
}
