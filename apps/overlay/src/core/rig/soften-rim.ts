import { canonicalFace } from '@masque/models/canonical-face';
import { FACE_OVAL } from '../face/topology.ts';

/** How much of the step in depth from the outline to the ring inside it is taken away. */
const SOFTENING = 0.45;

/** For every outline point, its neighbours that lie inside. */
const INNER_NEIGHBOURS = (() => {
  const outline = new Set<number>(FACE_OVAL);
  const neighbours = new Map<number, Set<number>>(FACE_OVAL.map((p) => [p, new Set()]));
  for (const triangle of canonicalFace.triangles) {
    for (const p of triangle) for (const q of triangle) if (!outline.has(q)) neighbours.get(p)?.add(q);
  }
  return [...neighbours].filter(([, inner]) => inner.size > 0).map(([p, inner]) => [p, [...inner]] as const);
})();

/**
 * Brings the face's outline a little towards the viewer, in place: tracked faces fall off so steeply there that a turned
 * head would stretch what the picture shows at the temples (hair, an ear) into streaks. Places on the picture stay.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function softenRim(landmarks: Float32Array): void {
  for (const [p, inner] of INNER_NEIGHBOURS) {
    const depth = inner.reduce((sum, q) => sum + landmarks[3 * q + 2], 0) / inner.length;
    landmarks[3 * p + 2] += SOFTENING * (depth - landmarks[3 * p + 2]);
  }
}
