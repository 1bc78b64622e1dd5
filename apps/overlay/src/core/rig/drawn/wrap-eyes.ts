import { type DrawnEye, IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE } from '@masque/config/drawn-points';
import { createSampler, type PictureSampler, type Rgb } from '../mouth/picture-sampler.ts';
import type { Picture } from '../picture.ts';

/** What differs more from the skin (Euclidean, 0..1) belongs to the eye. */
const UNLIKE_SKIN = 0.16;
/** In half eye widths: a step, how far the lower lid and the inner corner are moved at most, and what is left beyond the last of the eye. */
const STEP = 0.02;
const REACH = { lid: 0.34, corner: 0.2 } as const;
const MARGIN = 0.015;
/** Steps of skin after which the eye has ended: a highlight on a lid's rim does not end it. */
const SKIN_STEPS = 3;
/** Skin is taken from so far below the lower lid, in half eye widths. */
const BELOW = [0.3, 0.45, 0.6, 0.75] as const;

/**
 * Moves the lower lids and inner corners of drawn eyes out to where the skin begins: what the outline left outside of iris,
 * white or lower lid line would stay on the skin of a shut eye.
 * @param points 46 x (x, y), picture pixels
 * @returns a moved copy
 */
export function wrapEyes(points: Float32Array, picture: Picture): Float32Array {
  const out = points.slice();
  const sampler = createSampler(picture);
  for (const eye of [IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE]) wrapEye(eye, points, sampler, out);
  return out;
}

function wrapEye(eye: DrawnEye, points: Float32Array, sampler: PictureSampler, out: Float32Array): void {
  const at = (p: number): [number, number] => [points[2 * p], points[2 * p + 1]];
  const [outer, inner] = [at(eye.upper[0]), at(eye.upper[4])];
  const half = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]) / 2;
  const outline = [...eye.upper, ...eye.lower.slice(1, -1)].map(at);
  const centre = [0, 1].map((k) => outline.reduce((sum, p) => sum + p[k], 0) / outline.length);
  const skin = skinBelow(eye, points, centre, half, sampler);
  const wrap = (p: number, reach: number): void => {
    const [x, y] = at(p);
    const away = Math.hypot(x - centre[0], y - centre[1]) || 1;
    const [ux, uy] = [(x - centre[0]) / away, (y - centre[1]) / away];
    let last = 0;
    for (let d = 0; d - last <= SKIN_STEPS * STEP; d += STEP) {
      // What goes on and on is hair or a shadow, not the eye.
      if (d > reach) return;
      if (distance(sampler.colour(x + ux * d * half, y + uy * d * half), skin) > UNLIKE_SKIN) last = d;
    }
    if (last === 0) return;
    out[2 * p] = x + ux * (last + MARGIN) * half;
    out[2 * p + 1] = y + uy * (last + MARGIN) * half;
  };
  for (const p of eye.lower.slice(1, 4)) wrap(p, REACH.lid);
  wrap(eye.upper[4], REACH.corner);
}

/** Median colour of the skin below an eye. */
function skinBelow(eye: DrawnEye, points: Float32Array, centre: readonly number[], half: number, sampler: PictureSampler): Rgb {
  const seen: Rgb[] = [];
  for (const p of eye.lower.slice(1, 4)) {
    const [x, y] = [points[2 * p], points[2 * p + 1]];
    const away = Math.hypot(x - centre[0], y - centre[1]) || 1;
    for (const d of BELOW) seen.push(sampler.colour(x + ((x - centre[0]) / away) * d * half, y + ((y - centre[1]) / away) * d * half));
  }
  return [0, 1, 2].map((c) => seen.map((colour) => colour[c]).sort((a, b) => a - b)[seen.length >> 1]) as Rgb;
}

function distance(a: Readonly<Rgb>, b: Readonly<Rgb>): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
