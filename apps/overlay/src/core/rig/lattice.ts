import { FACE_OVAL } from '../face/topology.ts';
import { splineWeights } from '../warp/thin-plate-spline.ts';
import type { HeadField } from './head-field.ts';
import { insidePolygon, nearestEdge } from './polygon.ts';
import { smoothstep } from './smoothstep.ts';

/**
 * Control positions around the face that carry what the face's outline does beyond the rigid head outwards,
 * by a thin-plate spline over the outline and a ring of resting anchors.
 */
export interface Lattice {
  columns: number;
  rows: number;
  /** Picture pixels of node (0, 0) and between nodes. */
  x: number;
  y: number;
  spacing: number;
  /** rows*columns x 36: displacement of a node = weights * what the outline's points do beyond the rigid head. */
  weights: Float32Array;
}

/** Centimetres between nodes; with the 478 landmarks this stays under 1000 control positions. */
const SPACING = 1.75;
/** How far the face's own motion reaches outwards, in centimetres: at the sides and above, below the chin. */
const REACH = { side: 5.5, chin: 8 } as const;

/**
 * @param oval 36 x (x, y) of the outline, picture pixels
 * @param scale pixels a centimetre
 */
export function buildLattice(oval: Float32Array, scale: number, field: HeadField): Lattice {
  const reachAt = (x: number, y: number): number => {
    const below = smoothstep(-3, -8, field.headCoordinates(x, y)[1]);
    return scale * (REACH.side + (REACH.chin - REACH.side) * below);
  };
  const [left, top, right, bottom] = bounds(oval);
  const spacing = SPACING * scale;
  const columns = Math.ceil((right - left + 2 * REACH.side * scale) / spacing) + 1;
  const rows = Math.ceil((bottom - top + (REACH.side + REACH.chin) * scale) / spacing) + 1;
  const x = (left + right) / 2 - ((columns - 1) * spacing) / 2;
  const y = top - REACH.side * scale;
  const nodes = new Float32Array(2 * columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      nodes[2 * (j * columns + i)] = x + i * spacing;
      nodes[2 * (j * columns + i) + 1] = y + j * spacing;
    }
  }
  const n = FACE_OVAL.length;
  const centres = withAnchors(oval, reachAt);
  const all = splineWeights(centres, nodes);
  const width = centres.length / 2;
  const weights = new Float32Array(columns * rows * n);
  for (let p = 0; p < columns * rows; p++) {
    const [px, py] = [nodes[2 * p], nodes[2 * p + 1]];
    const distance = insidePolygon(oval, px, py) ? 0 : nearestEdge(oval, px, py).distance;
    const fade = 1 - smoothstep(0.65, 1, distance / reachAt(px, py));
    for (let i = 0; i < n; i++) weights[p * n + i] = fade * all[p * width + i];
  }
  return { columns, rows, x, y, spacing, weights };
}

/** The outline's points, then resting anchors one reach further out along every second point's normal. */
function withAnchors(oval: Float32Array, reachAt: (x: number, y: number) => number): Float32Array {
  const n = oval.length / 2;
  const anchors: number[] = [];
  for (let i = 0; i < n; i += 2) {
    const a = (i + n - 1) % n;
    const b = (i + 1) % n;
    const [tx, ty] = [oval[2 * b] - oval[2 * a], oval[2 * b + 1] - oval[2 * a + 1]];
    const length = Math.hypot(tx, ty) || 1;
    // The outline runs clockwise on the screen, so its left-hand normal (ty, -tx) points outwards.
    const reach = reachAt(oval[2 * i], oval[2 * i + 1]);
    anchors.push(oval[2 * i] + (ty / length) * reach, oval[2 * i + 1] - (tx / length) * reach);
  }
  return Float32Array.from([...oval, ...anchors]);
}

function bounds(points: Float32Array): [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]);
    right = Math.max(right, points[i]);
    top = Math.min(top, points[i + 1]);
    bottom = Math.max(bottom, points[i + 1]);
  }
  return [left, top, right, bottom];
}
