import { catmullRomBasis, curveThrough } from '../eye/catmull-rom.ts';

export type Point = readonly [x: number, y: number];

const CUTS = 24;

/** A smooth curve through points, as dense points. */
export function smoothCurve(points: readonly Point[]): Point[] {
  const dense = curveThrough(catmullRomBasis(points.length, CUTS), points.flat());
  return Array.from({ length: dense.length / 2 }, (_, i) => [dense[2 * i], dense[2 * i + 1]] as const);
}

/** Points of a polyline at shares 0..1 of its length. */
export function alongCurve(curve: readonly Point[], shares: readonly number[]): Point[] {
  const lengths = [0];
  for (let i = 1; i < curve.length; i++)
    lengths.push(lengths[i - 1] + Math.hypot(curve[i][0] - curve[i - 1][0], curve[i][1] - curve[i - 1][1]));
  const total = lengths[lengths.length - 1];
  return shares.map((share) => {
    const at = share * total;
    let i = 1;
    while (i < lengths.length - 1 && lengths[i] < at) i++;
    const span = lengths[i] - lengths[i - 1];
    const t = span > 0 ? (at - lengths[i - 1]) / span : 0;
    return mix(curve[i - 1], curve[i], t);
  });
}

/** n points at even distances along a smooth curve through `points`. */
export function evenly(points: readonly Point[], n: number): Point[] {
  return alongCurve(
    smoothCurve(points),
    Array.from({ length: n }, (_, i) => i / (n - 1)),
  );
}

export function mix([ax, ay]: Point, [bx, by]: Point, t: number): Point {
  return [ax + (bx - ax) * t, ay + (by - ay) * t];
}
