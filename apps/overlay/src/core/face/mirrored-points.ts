import { canonicalFace } from '@masque/models/canonical-face';

/** For every landmark, the one on the other side of the face (itself on the midline). */
export const MIRRORED_POINTS: readonly number[] = [...pairsOf(canonicalFace.points), 473, 476, 475, 474, 477, 468, 471, 470, 469, 472];

/** The canonical face is symmetric to a millimetre: a point's partner is the one nearest to its mirror image, and the other way round. */
function pairsOf(points: Float32Array): Int16Array {
  const count = points.length / 3;
  const pairs = new Int16Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    if (pairs[i] >= 0) continue;
    const x = -points[3 * i];
    const y = points[3 * i + 1];
    const z = points[3 * i + 2];
    let best = i;
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = i; j < count; j++) {
      const dx = x - points[3 * j];
      const dy = y - points[3 * j + 1];
      const dz = z - points[3 * j + 2];
      const far = dx * dx + dy * dy + dz * dz;
      if (far < nearest) {
        nearest = far;
        best = j;
      }
    }
    pairs[i] = best;
    pairs[best] = i;
  }
  return pairs;
}
