import { INNER_LIPS, LEFT_EYE, RIGHT_EYE, SKIN_POINTS } from '../../face/topology.ts';
import { type PictureSampler, quantile } from './picture-sampler.ts';

/** Contrast over steepest slope of a step that a Gaussian of sigma 1 has blurred (sqrt(2 pi)). */
const STEP_WIDTH = 2.5;
/** Edges weaker than this say nothing. */
const LEAST_SLOPE = 0.03;
const LEAST_CONTRAST = 0.1;

/**
 * How soft the picture is: standard deviation, in pixels, of the blur of the edges across lids, irises and lips.
 * The sharper third counts, since some of those edges are soft by nature.
 * @param landmarks 478 x (x, y, z), picture pixels
 * @param scale pixels a centimetre
 */
export function measureBlur(picture: PictureSampler, landmarks: Float32Array, scale: number): number {
  const widths: number[] = [];
  const reach = Math.max(5, 0.35 * scale);
  const across = (point: number, dx: number, dy: number, ox = 0) => {
    const width = edgeWidth(picture, landmarks[3 * point] + ox, landmarks[3 * point + 1], dx, dy, reach);
    if (width !== null) widths.push(width);
  };
  for (const eye of [RIGHT_EYE, LEFT_EYE]) {
    for (const lid of [eye.upper, eye.lower]) for (const p of lid.slice(1, -1)) across(p, 0, 1);
    const [centre, rim] = eye.iris;
    const radius = Math.hypot(landmarks[3 * rim] - landmarks[3 * centre], landmarks[3 * rim + 1] - landmarks[3 * centre + 1]);
    for (const side of [-1, 1]) across(centre, 1, 0, side * radius);
  }
  for (const p of INNER_LIPS.upper.slice(1, -1)) across(p, 0, 1);
  const width = widths.length > 0 ? quantile(widths, 0.35) : 3;
  return Math.max(0.5, width / STEP_WIDTH);
}

/** Contrast over steepest slope, in pixels, of the strongest edge near (x, y) along (dx, dy); null where there is none. */
function edgeWidth(picture: PictureSampler, x: number, y: number, dx: number, dy: number, reach: number): number | null {
  const values: number[] = [];
  for (let t = -reach; t <= reach; t += 0.5) values.push(picture.luminance(x + t * dx, y + t * dy));
  let slope = 0;
  let at = 0;
  for (let i = 1; i < values.length - 1; i++) {
    const s = values[i + 1] - values[i - 1];
    if (Math.abs(s) <= Math.abs(slope)) continue;
    slope = s;
    at = i;
  }
  if (Math.abs(slope) < LEAST_SLOPE) return null;
  let from = at;
  let to = at;
  while (from > 0 && (values[from] - values[from - 1]) * slope > 0) from--;
  while (to < values.length - 1 && (values[to + 1] - values[to]) * slope > 0) to++;
  const contrast = Math.abs(values[to] - values[from]);
  return contrast > LEAST_CONTRAST ? contrast / Math.abs(slope) : null;
}

/** The picture's grain on plain skin: median absolute residual of a 3x3 mean, as a standard deviation of luminance. */
export function measureGrain(picture: PictureSampler, landmarks: Float32Array): number {
  const residuals: number[] = [];
  for (const p of SKIN_POINTS) {
    for (let k = 0; k < 12; k++) {
      const x = Math.floor(landmarks[3 * p] + ((k % 4) - 1.5) * 3) + 0.5;
      const y = Math.floor(landmarks[3 * p + 1] + (Math.floor(k / 4) - 1) * 3) + 0.5;
      let mean = 0;
      for (let a = -1; a <= 1; a++) for (let b = -1; b <= 1; b++) mean += picture.luminance(x + a, y + b) / 9;
      residuals.push(Math.abs(picture.luminance(x, y) - mean));
    }
  }
  return 1.25 * quantile(residuals, 0.5);
}
