import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { FACE_OVAL } from '../face/topology.ts';
import type { HeadField } from './head-field.ts';
import type { Lattice } from './lattice.ts';
import { createMeshData, type MeshData } from './mesh-data.ts';
import { nearestEdge } from './polygon.ts';
import { smoothstep } from './smoothstep.ts';

/** Cells along the longer side of the picture. */
const CELLS = 112;
/** Centimetres outside the face between which the mesh hands over from the outline itself to the lattice; the face's skirt ends within. */
const HANDOVER = [1, 2.8] as const;

/**
 * Under the face, this far from its outline in centimetres, the mesh goes partly with the outline: its coarse edge then stays
 * under the face mesh's fine one where a turned cheek folds.
 */
const EDGE_REACH = 2.5;
const UNDER_EDGE = 0.6;

/**
 * The grid over the whole picture that carries hair, neck and shoulders; under the face it moves with the face mesh.
 * @param oval 36 x (x, y) of the face's outline, picture pixels
 * @param seen how well each of those points is seen, 0..1: what the portrait hides leads nothing
 * @param alpha coverage of the moving layer, or null; cells without any are left out
 */
export function buildSurroundMesh(
  width: number,
  height: number,
  landmarks: Float32Array,
  oval: Float32Array,
  seen: Float32Array,
  scale: number,
  field: HeadField,
  lattice: Lattice,
  alpha: Float32Array | null,
): MeshData {
  const step = Math.max(width, height) / CELLS;
  const columns = Math.ceil(width / step) + 1;
  const rows = Math.ceil(height / step) + 1;
  const cells = coveredCells(columns, rows, step, width, height, alpha);
  const mesh = createMeshData(
    columns * rows,
    cellTriangles(
      cells,
      columns,
      middleOf(oval).map((v) => v / step - 0.5),
    ),
  );
  const inFace = rasterise(landmarks, columns, rows, step, width, height);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const v = j * columns + i;
      const x = Math.min(width, i * step);
      const y = Math.min(height, j * step);
      mesh.rest.set([x, y, 0], 3 * v);
      const face = inFace[v];
      const edge = nearestEdge(oval, x, y);
      // Where the picture hides the outline, beyond a far cheek, nose and mouth lie as near to its edge and must not follow it.
      const shown = Math.min(seen[edge.from], seen[(edge.from + 1) % seen.length]);
      if (face) {
        const edging = shown * UNDER_EDGE * (1 - smoothstep(0, EDGE_REACH * scale, edge.distance));
        mesh.index.set([...face.index, FACE_OVAL[edge.from], FACE_OVAL[(edge.from + 1) % FACE_OVAL.length]], 8 * v);
        mesh.weight.set([...face.weight.map((w) => (1 - edging) * w), edging * (1 - edge.t), edging * edge.t], 8 * v);
        continue;
      }
      const near = shown * (1 - smoothstep(HANDOVER[0] * scale, HANDOVER[1] * scale, edge.distance));
      const [fx, fy] = field.followAt(x, y);
      mesh.rigid.set(field.canonicalAt(x, y), 3 * v);
      mesh.follow.set([fx * (1 - near), fy * (1 - near)], 2 * v);
      latticeWeights(lattice, x, y, (1 - near) * field.freedomAt(x, y), mesh, 8 * v);
      mesh.index[8 * v + 4] = FACE_OVAL[edge.from];
      mesh.index[8 * v + 5] = FACE_OVAL[(edge.from + 1) % FACE_OVAL.length];
      mesh.weight[8 * v + 4] = near * (1 - edge.t);
      mesh.weight[8 * v + 5] = near * edge.t;
    }
  }
  return mesh;
}

function latticeWeights(lattice: Lattice, x: number, y: number, gain: number, mesh: MeshData, at: number): void {
  const u = (x - lattice.x) / lattice.spacing;
  const v = (y - lattice.y) / lattice.spacing;
  if (u < 0 || v < 0 || u >= lattice.columns - 1 || v >= lattice.rows - 1) return;
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [u - i, v - j];
  const node = LANDMARK_COUNT + j * lattice.columns + i;
  mesh.index.set([node, node + 1, node + lattice.columns, node + lattice.columns + 1], at);
  mesh.weight.set([(1 - fu) * (1 - fv) * gain, fu * (1 - fv) * gain, (1 - fu) * fv * gain, fu * fv * gain], at);
}

/** For every grid point inside the face, the landmarks of its canonical triangle with barycentric weights. */
function rasterise(
  landmarks: Float32Array,
  columns: number,
  rows: number,
  step: number,
  width: number,
  height: number,
): ({ index: number[]; weight: number[] } | null)[] {
  const found = new Array<{ index: number[]; weight: number[] } | null>(columns * rows).fill(null);
  for (const [a, b, c] of canonicalFace.triangles) {
    const [ax, ay, bx, by, cx, cy] = [a, b, c].flatMap((p) => [landmarks[3 * p], landmarks[3 * p + 1]]);
    const area = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy);
    // Turned away: a cheek that the portrait hides folds back over the one it shows.
    if (area > -1e-9) continue;
    const i0 = Math.max(0, Math.floor(Math.min(ax, bx, cx) / step));
    const i1 = Math.min(columns - 1, Math.ceil(Math.max(ax, bx, cx) / step));
    const j0 = Math.max(0, Math.floor(Math.min(ay, by, cy) / step));
    const j1 = Math.min(rows - 1, Math.ceil(Math.max(ay, by, cy) / step));
    for (let j = j0; j <= j1; j++) {
      for (let i = i0; i <= i1; i++) {
        const x = Math.min(width, i * step);
        const y = Math.min(height, j * step);
        const u = ((by - cy) * (x - cx) + (cx - bx) * (y - cy)) / area;
        const v = ((cy - ay) * (x - cx) + (ax - cx) * (y - cy)) / area;
        if (u >= 0 && v >= 0 && u + v <= 1) found[j * columns + i] = { index: [a, b, c], weight: [u, v, 1 - u - v] };
      }
    }
  }
  return found;
}

function middleOf(oval: Float32Array): number[] {
  return [0, 1].map((k) => oval.reduce((sum, v, i) => (i % 2 === k ? sum + v : sum), 0) / (oval.length / 2));
}

/** Of every cell that anything is seen in, its column and row. */
function coveredCells(
  columns: number,
  rows: number,
  step: number,
  width: number,
  height: number,
  alpha: Float32Array | null,
): [number, number][] {
  const cells: [number, number][] = [];
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      if (!alpha || covered(alpha, width, height, i * step, j * step, step)) cells.push([i, j]);
    }
  }
  return cells;
}

/** In rings, the one around the face's middle last: what a turn folds then lies in order, the nearer over the farther. */
function cellTriangles(cells: readonly [number, number][], columns: number, [x, y]: number[]): Uint32Array {
  const ringOf = ([i, j]: readonly [number, number]): number => Math.round(Math.hypot(i - x, 0.8 * (j - y)));
  const ordered = [...cells].sort((a, b) => ringOf(b) - ringOf(a));
  return Uint32Array.from(
    ordered.flatMap(([i, j]) => {
      const v = j * columns + i;
      return [v, v + 1, v + columns, v + 1, v + columns + 1, v + columns];
    }),
  );
}

function covered(alpha: Float32Array, width: number, height: number, x: number, y: number, step: number): boolean {
  const x1 = Math.min(width - 1, Math.ceil(x + step));
  const y1 = Math.min(height - 1, Math.ceil(y + step));
  for (let j = Math.max(0, Math.floor(y)); j <= y1; j++) {
    for (let i = Math.max(0, Math.floor(x)); i <= x1; i++) if (alpha[j * width + i] > 0.004) return true;
  }
  return false;
}
