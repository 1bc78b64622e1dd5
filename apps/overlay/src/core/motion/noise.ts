/** A number 0..1 that looks random but is always the same for the same two whole numbers (integer hash after Wellons' lowbias32). */
export function hash(seed: number, n: number): number {
  let x = (Math.imul(seed | 0, 0x9e3779b1) ^ (n | 0)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 0) / 0x100000000;
}

/** Smooth wandering within -1..1: value noise through random heights, one every unit of `at`. */
export function wander(seed: number, at: number): number {
  const n = Math.floor(at);
  const t = at - n;
  const s = t * t * t * (t * (6 * t - 15) + 10);
  return 2 * (hash(seed, n) + (hash(seed, n + 1) - hash(seed, n)) * s) - 1;
}
