import { canonicalFace } from '@masque/models/canonical-face';

/** For every landmark, the one on the other side of the face (itself on the midline). */
export const MIRRORED_POINTS: readonly number[] = [...pairsOf(canonicalFace.points), 473, 476, 475, 474, 477, 468, 471, 470, 469, 472];

/** The canonical face is symmetric to a millimetre: a point's partner is the one nearest to its mirror image. */
function pairsOf(points: Float32Array): number[] {
  const count = points.length / 3;
  return Array.from({ length: count }, (_, i) => {
    let best = i;
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < count; j++) {
      const far = Math.hypot(points[3 * i] + points[3 * j], points[3 * i + 1] - points[3 * j + 1], points[3 * i + 2] - points[3 * j + 2]);
      if (far < nearest) {
        nearest = far;
        best = j;
      }
    }
    return best;
  });
}
