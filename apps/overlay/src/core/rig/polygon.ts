/** Is (x, y) inside the closed polygon of n x (x, y)? */
export function insidePolygon(polygon: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  const n = polygon.length / 2;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [ax, ay, bx, by] = [polygon[2 * i], polygon[2 * i + 1], polygon[2 * j], polygon[2 * j + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export interface NearestEdge {
  distance: number;
  /** The edge runs from vertex `from` to the next; `t` 0..1 along it. */
  from: number;
  t: number;
}

/** Nearest place on the closed polygon's outline. */
export function nearestEdge(polygon: ArrayLike<number>, x: number, y: number): NearestEdge {
  const n = polygon.length / 2;
  let best: NearestEdge = { distance: Infinity, from: 0, t: 0 };
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [ax, ay] = [polygon[2 * i], polygon[2 * i + 1]];
    const [ux, uy] = [polygon[2 * j] - ax, polygon[2 * j + 1] - ay];
    const length = ux * ux + uy * uy;
    const t = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / length)) : 0;
    const distance = Math.hypot(x - ax - t * ux, y - ay - t * uy);
    if (distance < best.distance) best = { distance, from: i, t };
  }
  return best;
}
