/** Hermite step: 0 at `from`, 1 at `to`; `from` may be the larger. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

export function clamp(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(x, high));
}
