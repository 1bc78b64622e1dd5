import { canonicalFace } from '@masque/models/canonical-face';
import { smoothstep } from '../smoothstep.ts';
import { LIP_RINGS, SPOKES } from './lip-topology.ts';

/** The chin's skin lies at least this share of its usual distance from the lower lip. */
const LEAST_AWAY = 0.6;
/** How far below the lip skin may lie behind it, and how wide one spoke's reach is, in cm. */
const REACH = 3.2;
const SPREAD = 0.6;

const [OUTER, , , INNER] = LIP_RINGS;

interface Neighbour {
  point: number;
  /** SPOKES shares of the lower lip's spokes. */
  share: number[];
  /** Usual distance from the contour along its normal, cm. */
  away: number;
  weight: number;
}

const NEIGHBOURS = neighboursOf(canonicalFace.points);

/**
 * Puts the chin's skin back below the lower lip, in place, where a tracker left it behind a mouth that is wide open: the mesh would
 * fold there.
 * @param landmarks 478 x (x, y, z), picture pixels, y down
 */
export function unfoldChin(landmarks: Float32Array): void {
  const canonical = canonicalFace.points;
  const scale = distance(landmarks, 17, 152) / distance(canonical, 17, 152);
  for (const { point, share, away, weight } of NEIGHBOURS) {
    const [x, y, nx, ny] = contourAt(landmarks, share);
    const short = LEAST_AWAY * scale * away - ((landmarks[3 * point] - x) * nx + (landmarks[3 * point + 1] - y) * ny);
    if (short <= 0) continue;
    landmarks[3 * point] += weight * short * nx;
    landmarks[3 * point + 1] += weight * short * ny;
  }
}

function neighboursOf(points: Float32Array): Neighbour[] {
  const lips = new Set(LIP_RINGS.flat());
  const found: Neighbour[] = [];
  for (let point = 0; point < points.length / 3; point++) {
    if (lips.has(point)) continue;
    const near = OUTER.map((o, k) => (k <= SPOKES / 2 ? 0 : Math.exp(-((distance(points, point, o) / SPREAD) ** 2)) + 1e-12));
    const sum = near.reduce((a, b) => a + b, 0);
    const share = near.map((n) => n / sum);
    const [x, y, nx, ny] = contourAt(points, share);
    const away = (points[3 * point] - x) * nx + (points[3 * point + 1] - y) * ny;
    const beside = Math.abs((points[3 * point] - x) * ny - (points[3 * point + 1] - y) * nx);
    const weight = (1 - smoothstep(REACH / 2, REACH, away)) * (1 - smoothstep(0.4, 1, beside));
    if (away > 0 && weight > 0) found.push({ point, share, away, weight });
  }
  return found;
}

/** A place on the outer contour and the unit vector away from the lip there. */
function contourAt(points: ArrayLike<number>, share: readonly number[]): [x: number, y: number, nx: number, ny: number] {
  let [x, y, nx, ny] = [0, 0, 0, 0];
  for (let k = 0; k < SPOKES; k++) {
    const [o, n] = [3 * OUTER[k], 3 * INNER[k]];
    x += share[k] * points[o];
    y += share[k] * points[o + 1];
    nx += share[k] * (points[o] - points[n]);
    ny += share[k] * (points[o + 1] - points[n + 1]);
  }
  const length = Math.hypot(nx, ny) || 1;
  return [x, y, nx / length, ny / length];
}

function distance(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(points[3 * a] - points[3 * b], points[3 * a + 1] - points[3 * b + 1]);
}
