import type { Grid } from './diffuse.ts';

/** A highlight is whiter by this much (0..255) than what is left when everything narrower than the disc is taken away. */
const CONTRAST = 42;
/** And no highlight is darker than this share of the white of the eye. */
const LEAST_WHITENESS = 0.7;
/** Its colour is the light's, which the white of the eye shows: no channel is this much weaker, against the white's, than another. */
const LEAST_NEUTRALITY = 0.8;
/** Radius of that disc, in iris radii. */
const DISC = 0.36;
/** What covers more, or less, of the visible iris than this is no highlight. */
const MOST = 0.35;
const LEAST = 0.004;
/** Followed beyond where it is looked for, a highlight grows by this factor at most; what grows more is the white behind. */
const MOST_BEYOND = 1.8;
/** Grown by at least this much, in iris radii, so that their soft rims go with them. */
const GROWTH = 0.07;

/**
 * Reflections of light on the iris: spots that are whiter (by their weakest channel) than the iris around, found by a
 * white top-hat (J. Serra 1982) with a disc.
 * @param colour the iris, 3 channels 0..255
 * @param known 1 where the iris shows
 * @param inner 1 where highlights are looked for; they are followed beyond, as far as the iris shows
 * @param radius of the iris in cells
 * @param blur of an edge in cells
 * @param white the white of the eye at each cell, 3 channels
 * @returns per cell 1 on a highlight and its rim, else 0
 */
export function findHighlights(
  colour: Grid,
  known: Uint8Array,
  inner: Uint8Array,
  radius: number,
  blur: number,
  white: Float32Array,
): Uint8Array {
  const { width, height, values } = colour;
  const step = Math.max(1, Math.round(radius / 20));
  const w = Math.ceil(width / step);
  const h = Math.ceil(height / step);
  const whiteness = new Float32Array(w * h);
  const shows = new Uint8Array(w * h);
  const searched = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const cell = y * step * width + x * step;
      shows[y * w + x] = known[cell];
      searched[y * w + x] = inner[cell];
      whiteness[y * w + x] = Math.min(values[3 * cell], values[3 * cell + 1], values[3 * cell + 2]);
    }
  }
  const disc = discOf((DISC * radius) / step);
  const opened = extreme(extreme(whiteness, shows, w, h, disc, Math.min, 255), shows, w, h, disc, Math.max, 0);
  const middle = 3 * ((height >> 1) * width + (width >> 1));
  const least = LEAST_WHITENESS * Math.min(white[middle], white[middle + 1], white[middle + 2]);
  const isNeutral = (i: number): boolean => {
    const cell = 3 * (Math.floor(i / w) * step * width + (i % w) * step);
    const shares = [0, 1, 2].map((c) => values[cell + c] / Math.max(1, white[middle + c]));
    return Math.min(...shares) > LEAST_NEUTRALITY * Math.max(...shares);
  };
  const shiny = whiteness.map((v, i) => (shows[i] && v > least && isNeutral(i) ? 1 : 0));
  const spot = whiteness.map((v, i) => (shiny[i] && searched[i] && v - opened[i] > CONTRAST ? 1 : 0));
  const visible = shows.reduce((sum, s) => sum + s, 0);
  const out = new Uint8Array(width * height);
  const area = spot.reduce((sum, s) => sum + s, 0);
  if (area > MOST * visible || area < LEAST * visible) return out;
  const whole = spread(spot, shiny, w, MOST_BEYOND * area);
  const grown = extreme(whole, shows, w, h, discOf(Math.max(1, (GROWTH * radius) / step, blur / step)), Math.max, 0);
  for (let cell = 0; cell < out.length; cell++) {
    const x = Math.min(w - 1, Math.round((cell % width) / step));
    const y = Math.min(h - 1, Math.round(Math.floor(cell / width) / step));
    out[cell] = known[cell] ? grown[y * w + x] : 0;
  }
  return out;
}

/** The cells and every `allowed` cell that touches them; the cells alone if that comes to more than `most`. */
function spread(cells: Float32Array, allowed: Float32Array, width: number, most: number): Float32Array {
  const out = cells.slice();
  const queue = [...cells.keys()].filter((i) => cells[i]);
  let area = queue.length;
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    for (const next of [i - 1, i + 1, i - width, i + width]) {
      if (next < 0 || next >= out.length || out[next] || !allowed[next]) continue;
      out[next] = 1;
      area++;
      queue.push(next);
    }
  }
  return area > most ? cells : out;
}

/** Cells of a disc, dx and dy in turn. */
function discOf(radius: number): Int32Array {
  const offsets: number[] = [];
  const r = Math.ceil(radius);
  for (let y = -r; y <= r; y++) for (let x = -r; x <= r; x++) if (x * x + y * y <= radius * radius) offsets.push(x, y);
  return Int32Array.from(offsets);
}

/** Grey erosion (Math.min) or dilation (Math.max) over the cells that show. */
function extreme(
  from: Float32Array,
  shows: Uint8Array,
  w: number,
  h: number,
  disc: Int32Array,
  choose: (a: number, b: number) => number,
  start: number,
): Float32Array {
  const out = new Float32Array(from.length);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      let best = start;
      for (let i = 0; i < disc.length; i += 2) {
        const cx = x + disc[i];
        const cy = y + disc[i + 1];
        if (cx >= 0 && cy >= 0 && cx < w && cy < h && shows[cy * w + cx]) best = choose(best, from[cy * w + cx]);
      }
      out[y * w + x] = best;
    }
  }
  return out;
}
