import type { FaceMesh } from './face-mesh.ts';

/** From beside the nostril to beside and below the corner of the mouth. */
const FOLDS = { right: [129, 203, 206, 216, 212], left: [358, 423, 426, 436, 432] } as const;
const FOLD_WIDTH = 0.32;
/** Share of a fold, from each end, over which it comes and goes. */
const FOLD_ENDS = 0.35;
/** Above the brows, where raised ones press the skin together. */
const BROWS = { right: [70, 63, 105, 66, 107], left: [300, 293, 334, 296, 336] } as const;
const BROW_RISE = 1.1;
const BROW_WIDTH = 0.5;
const CHEEKS = [50, 280] as const;
const CHEEK_RISE = 0.3;
const CHEEK_SIZE = { across: 1.9, up: 1.2 } as const;

/**
 * Where expressions and effects tone the skin, each 0..1.
 * @param neutral 478 x (x, y, z), canonical centimetres
 * @returns per vertex: right nasolabial fold, left one, above the brows, blushing cheeks
 */
export function toneMarks({ count, corner, cornerWeight }: FaceMesh, neutral: Float32Array): Float32Array {
  const marks = new Float32Array(4 * count);
  const path = (points: readonly number[], rise = 0) => points.map((p): Point => [neutral[3 * p], neutral[3 * p + 1] + rise]);
  const folds = [path(FOLDS.right), path(FOLDS.left)];
  const brows = [path(BROWS.right, BROW_RISE), path(BROWS.left, BROW_RISE)];
  const cheeks = path(CHEEKS, CHEEK_RISE);
  for (let v = 0; v < count; v++) {
    let [x, y] = [0, 0];
    for (let j = 0; j < 3; j++) {
      x += cornerWeight[3 * v + j] * neutral[3 * corner[3 * v + j]];
      y += cornerWeight[3 * v + j] * neutral[3 * corner[3 * v + j] + 1];
    }
    folds.forEach((fold, side) => {
      marks[4 * v + side] = stroke(fold, x, y, FOLD_WIDTH);
    });
    marks[4 * v + 2] = Math.max(...brows.map((brow) => stroke(brow, x, y, BROW_WIDTH)));
    marks[4 * v + 3] = Math.max(
      ...cheeks.map(([cx, cy]) => Math.exp(-(((x - cx) / CHEEK_SIZE.across) ** 2) - ((y - cy) / CHEEK_SIZE.up) ** 2)),
    );
  }
  return marks;
}

type Point = [x: number, y: number];

/** A soft line along a path: a gaussian of its distance, which comes and goes at the ends. */
function stroke(path: readonly Point[], x: number, y: number, width: number): number {
  const pieces = path.length - 1;
  let nearest = Number.POSITIVE_INFINITY;
  let along = 0;
  for (let i = 0; i < pieces; i++) {
    const [ax, ay] = path[i];
    const [dx, dy] = [path[i + 1][0] - ax, path[i + 1][1] - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(x - ax - t * dx, y - ay - t * dy);
    if (distance < nearest) [nearest, along] = [distance, (i + t) / pieces];
  }
  const end = Math.min(1, Math.min(along, 1 - along) / FOLD_ENDS);
  return Math.exp(-((nearest / width) ** 2)) * end * end * (3 - 2 * end);
}
