import { CORNER_SPOKES, LIP_RINGS, SPOKES } from './lip-topology.ts';

const INNER = LIP_RINGS[3];
/** Centimetres between neighbours along the contour under which it has no direction. */
const LEAST_STEP = 1e-3;

/**
 * How far the inner lip contour has turned at every spoke, about the line of sight: a lip is a ribbon that keeps its width
 * across itself, however it bends.
 * @param rest 478 x (x, y, z), canonical cm
 * @returns writes SPOKES x (cosine, sine) for moved points; the corners, which have no direction of their own, never turn
 */
export function createLipTurn(rest: Float32Array): (points: Float32Array, out: Float32Array) => void {
  const direction = new Float32Array(2 * SPOKES);
  const now = new Float32Array(2);
  for (let k = 0; k < SPOKES; k++) {
    directionOf(rest, k, now);
    direction.set(now, 2 * k);
  }
  return (points, out) => {
    for (let k = 0; k < SPOKES; k++) {
      directionOf(points, k, now);
      const x = direction[2 * k];
      const y = direction[2 * k + 1];
      const known = x * x + y * y > 0 && now[0] * now[0] + now[1] * now[1] > 0;
      const cosine = known ? x * now[0] + y * now[1] : 1;
      out[2 * k] = Math.max(0, cosine);
      out[2 * k + 1] = known ? x * now[1] - y * now[0] : 0;
      if (cosine < 0) out[2 * k + 1] = Math.sign(out[2 * k + 1]);
    }
  };
}

/** Unit vector along the contour at a spoke, from the spoke before to the one after; 0 at corners and where they coincide. */
function directionOf(points: Float32Array, k: number, out: Float32Array): void {
  const a = 3 * INNER[(k + SPOKES - 1) % SPOKES];
  const b = 3 * INNER[(k + 1) % SPOKES];
  const x = points[b] - points[a];
  const y = points[b + 1] - points[a + 1];
  const length = Math.sqrt(x * x + y * y);
  const corner = k === CORNER_SPOKES[0] || k === CORNER_SPOKES[1];
  out[0] = corner || length < LEAST_STEP ? 0 : x / length;
  out[1] = corner || length < LEAST_STEP ? 0 : y / length;
}
