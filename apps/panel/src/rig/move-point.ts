import { DRAWN_MOUTH, DRAWN_OUTLINE, type DrawnEye, IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE, MIRRORED_POINT } from '@masque/config/drawn-points';

export type Point = [x: number, y: number];
export type Points = readonly Readonly<Point>[];

/** Points without a handle, each between two that have one. */
const BETWEEN: readonly (readonly [point: number, a: number, b: number])[] = [
  ...[IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE].flatMap(({ upper, lower }) => [upper, lower].flatMap(halvesOf)),
  ...[DRAWN_MOUTH.upper, DRAWN_MOUTH.lower].flatMap(halvesOf),
  [DRAWN_OUTLINE[2], DRAWN_OUTLINE[1], DRAWN_OUTLINE[3]],
  [DRAWN_OUTLINE[4], DRAWN_OUTLINE[5], DRAWN_OUTLINE[3]],
];

function halvesOf([end, quarter, middle, otherQuarter, otherEnd]: readonly number[]): [number, number, number][] {
  return [
    [quarter, end, middle],
    [otherQuarter, middle, otherEnd],
  ];
}

/** The edge of an iris that has a handle: the outer one. */
export function irisEdge({ upper, iris }: DrawnEye): number {
  return upper[0] === IMAGE_LEFT_EYE.upper[0] ? iris.left : iris.right;
}

/**
 * Moves one point with a handle, and with it the points that have none: those between two handles by half of what either moves,
 * an iris as a whole by its centre, and its size by its edge.
 * @param mirrored moves the other side's point as in a mirror between the eyes, too
 */
export function movePoint(points: Points, handle: number, dx: number, dy: number, mirrored: boolean): Point[] {
  const moved = points.map(([x, y]): Point => [x, y]);
  shift(moved, points, handle, [dx, dy]);
  const other = MIRRORED_POINT[handle];
  if (mirrored && other !== handle) shift(moved, points, other, reflect(points, [dx, dy]));
  for (const [point, a, b] of BETWEEN) {
    for (const k of [0, 1]) moved[point][k] = points[point][k] + (moved[a][k] - points[a][k] + moved[b][k] - points[b][k]) / 2;
  }
  return moved;
}

function shift(moved: Point[], points: Points, handle: number, [dx, dy]: Readonly<Point>): void {
  const [x, y] = points[handle];
  for (const eye of [IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE]) {
    const { centre, left, right, bottom } = eye.iris;
    if (handle === centre) for (const p of [left, right, bottom]) moved[p] = [points[p][0] + dx, points[p][1] + dy];
    if (handle !== irisEdge(eye)) continue;
    const [cx, cy] = points[centre];
    const before = Math.hypot(x - cx, y - cy) || 1;
    const scale = Math.hypot(x + dx - cx, y + dy - cy) / before;
    moved[handle === left ? right : left] = [2 * cx - x - dx, 2 * cy - y - dy];
    moved[bottom] = [cx + scale * (points[bottom][0] - cx), cy + scale * (points[bottom][1] - cy)];
  }
  moved[handle] = [x + dx, y + dy];
}

/** A move as a mirror between the irises shows it. */
function reflect(points: Points, [dx, dy]: Readonly<Point>): Point {
  const [a, b] = [points[IMAGE_LEFT_EYE.iris.centre], points[IMAGE_RIGHT_EYE.iris.centre]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [ex, ey] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const along = dx * ex + dy * ey;
  return [dx - 2 * along * ex, dy - 2 * along * ey];
}
