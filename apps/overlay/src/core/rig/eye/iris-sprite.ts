import { smoothstep } from '../smoothstep.ts';
import { diffuse, type Grid } from './diffuse.ts';
import { type EyeFrame, pictureX, pictureY } from './eye-frame.ts';
import type { Iris } from './fit-iris.ts';
import { findHighlights } from './highlights.ts';
import type { LidContour, Visibility } from './lid-contour.ts';
import { type LidShade, lidShadeAt } from './lid-shade.ts';
import type { PixelSampler } from './pixel-sampler.ts';
import type { EyeTexture } from './sclera-patch.ts';

/** The sprite reaches this far, in iris radii. */
export const SPRITE_REACH = 1.2;
/** The iris' own colour is taken up to this radius, and this many picture pixels inside the rim. */
const PURE = { radius: 0.97, pixels: 0.8 } as const;
/** Where the rim fades out if the picture doesn't show how, in iris radii. */
const RIM = [0.98, 1.1] as const;
/** Rings with fewer cells in sight, or less contrast (0..255) between iris and white, say nothing about the rim. */
const LEAST_CELLS = 8;
const LEAST_CONTRAST = 16;
/** Highlights are only looked for within this radius: the white shines through the rim. */
const HIGHLIGHT_REACH = 0.88;
/** How far a highlight's edge is blurred, in picture pixels. */
const HIGHLIGHT_BLUR = 2;
const RINGS = 28;
/** Shade is never taken out of darker parts than this. */
const LEAST_LIGHT = 0.5;
/** Texels a picture pixel, and limits of the sprite's side. */
const DENSITY = 2;
const SIDE = [48, 384] as const;

/**
 * The iris cut free: two squares side by side. Left: the iris without its highlights, alpha = coverage. Right: the
 * highlights to be laid over it. The lid's shade is taken out. What lids hide continues the visible part: its
 * colour by distance from the centre, plus a smooth continuation of how the visible part differs from that. The rim is as
 * soft as the picture's.
 * @param patch colour of the eyeball without the iris at an eye-local point, 0..255
 */
export function buildIrisSprite(
  frame: EyeFrame,
  iris: Iris,
  contour: LidContour,
  visible: Visibility,
  sample: PixelSampler,
  patch: (x: number, y: number, out: Float64Array) => Float64Array,
  shade: LidShade,
): EyeTexture {
  const pixels = Math.min(iris.radiusX, iris.radiusY) * frame.halfWidth;
  const side = 2 * Math.round(Math.max(SIDE[0], Math.min(SIDE[1], 2 * SPRITE_REACH * pixels * DENSITY)) / 2);
  const cells = side * side;
  const colour: Grid = { width: side, height: side, channels: 3, values: new Float32Array(3 * cells) };
  const seen = new Float32Array(3 * cells);
  const white = new Float32Array(3 * cells);
  const shows = new Uint8Array(cells);
  const radius = new Float32Array(cells);
  const buffer = new Float64Array(3);
  for (let cell = 0; cell < cells; cell++) {
    const dx = reach(cell % side, side);
    const dy = reach(Math.floor(cell / side), side);
    const x = iris.x + dx * iris.radiusX;
    const y = iris.y + dy * iris.radiusY;
    const light = Math.max(LEAST_LIGHT, lidShadeAt(shade, x, y - contour.upper(x)));
    sample(pictureX(frame, x, y), pictureY(frame, x, y), buffer);
    for (let c = 0; c < 3; c++) seen[3 * cell + c] = Math.min(255, buffer[c] / light);
    white.set(patch(x, y, buffer), 3 * cell);
    radius[cell] = Math.hypot(dx, dy);
    shows[cell] = visible(x, y) ? 1 : 0;
  }
  colour.values.set(seen);
  const pure = Math.min(PURE.radius, 1 - PURE.pixels / pixels);
  const known = shows.map((s, cell) => (s && radius[cell] < pure ? 1 : 0));
  const cellsPerRadius = side / (2 * SPRITE_REACH);
  const inner = known.map((k, cell) => (k && radius[cell] < HIGHLIGHT_REACH ? 1 : 0));
  const highlight = findHighlights(colour, known, inner, cellsPerRadius, (HIGHLIGHT_BLUR * cellsPerRadius) / pixels, white);
  continueHidden(
    colour,
    known.map((k, cell) => (k && !highlight[cell] ? 1 : 0)),
    radius,
  );
  return pack(colour, seen, rimOpacity(colour.values, seen, white, shows, radius, pure), radius, highlight, side);
}

/** Sprite column or row to iris radii. */
const reach = (index: number, side: number): number => ((2 * (index + 0.5)) / side - 1) * SPRITE_REACH;

/** Fills what is not `plain`: ring means, plus the diffused difference of the plain cells from them. */
function continueHidden(colour: Grid, plain: Uint8Array, radius: Float32Array): void {
  const rings = ringMeans(colour, plain, radius);
  const each = (change: (at: number, ring: number, plain: number) => number) => {
    for (let cell = 0; cell < plain.length; cell++) {
      for (let c = 0; c < 3; c++)
        colour.values[3 * cell + c] = change(colour.values[3 * cell + c], ringValue(rings, 3, c, radius[cell]), plain[cell]);
    }
  };
  each((value, ring, known) => (known ? value - ring : 0));
  diffuse(colour, plain);
  each((value, ring) => value + ring);
}

/** RINGS x 3 mean colours by distance from the centre; a ring with nothing plain takes its nearest neighbour's. */
function ringMeans(colour: Grid, plain: Uint8Array, radius: Float32Array): Float32Array {
  const rings = new Float32Array(3 * RINGS);
  const count = new Float32Array(RINGS);
  for (let cell = 0; cell < plain.length; cell++) {
    if (!plain[cell]) continue;
    const ring = ringOf(radius[cell]);
    count[ring]++;
    for (let c = 0; c < 3; c++) rings[3 * ring + c] += (colour.values[3 * cell + c] - rings[3 * ring + c]) / count[ring];
  }
  for (let ring = 0; ring < RINGS; ring++) {
    if (count[ring]) continue;
    let near = -1;
    for (let other = 0; other < RINGS; other++)
      if (count[other] && (near < 0 || Math.abs(other - ring) < Math.abs(near - ring))) near = other;
    if (near >= 0) rings.copyWithin(3 * ring, 3 * near, 3 * near + 3);
  }
  return rings;
}

/**
 * RINGS opacities: how far the picture's colour has gone from the white's to the iris', ring by ring outwards, never
 * growing again; 1 within the `pure` radius.
 */
function rimOpacity(
  iris: Float32Array,
  seen: Float32Array,
  white: Float32Array,
  shows: Uint8Array,
  radius: Float32Array,
  pure: number,
): Float32Array {
  const along = new Float32Array(RINGS);
  const total = new Float32Array(RINGS);
  const count = new Float32Array(RINGS);
  for (let cell = 0; cell < shows.length; cell++) {
    if (!shows[cell] || radius[cell] >= SPRITE_REACH) continue;
    const ring = ringOf(radius[cell]);
    count[ring]++;
    for (let c = 3 * cell; c < 3 * cell + 3; c++) {
      along[ring] += (seen[c] - white[c]) * (iris[c] - white[c]);
      total[ring] += (iris[c] - white[c]) ** 2;
    }
  }
  const opacity = new Float32Array(RINGS);
  for (let ring = 0; ring < RINGS; ring++) {
    const at = ((ring + 0.5) / RINGS) * SPRITE_REACH;
    const measured = count[ring] >= LEAST_CELLS && total[ring] > count[ring] * LEAST_CONTRAST ** 2;
    let a = measured ? along[ring] / total[ring] : 1 - smoothstep(RIM[0], RIM[1], at);
    if (at < pure) a = 1;
    opacity[ring] = Math.max(0, Math.min(ring ? opacity[ring - 1] : 1, a)) * (1 - smoothstep(1.06, 1.17, at));
  }
  return opacity;
}

const ringOf = (radius: number): number => Math.min(RINGS - 1, Math.floor((radius / SPRITE_REACH) * RINGS));

/** A ring's value at a distance from the centre, linear between rings. */
function ringValue(rings: Float32Array, channels: number, channel: number, radius: number): number {
  const t = Math.max(0, Math.min(RINGS - 1.001, (radius / SPRITE_REACH) * RINGS - 0.5));
  const ring = Math.floor(t);
  const [low, high] = [rings[channels * ring + channel], rings[channels * (ring + 1) + channel]];
  return low + (high - low) * (t - ring);
}

function pack(
  colour: Grid,
  seen: Float32Array,
  opacity: Float32Array,
  radius: Float32Array,
  highlight: Uint8Array,
  side: number,
): EyeTexture {
  const data = new Uint8Array(4 * 2 * side * side);
  const shine = brightest(seen, highlight);
  for (let cell = 0; cell < side * side; cell++) {
    const left = 4 * (Math.floor(cell / side) * 2 * side + (cell % side));
    const right = left + 4 * side;
    let [along, total] = [0, 0];
    for (let c = 0; c < 3; c++) {
      const iris = colour.values[3 * cell + c];
      data[left + c] = Math.max(0, Math.min(255, Math.round(iris)));
      data[right + c] = Math.round(shine[c]);
      along += (seen[3 * cell + c] - iris) * (shine[c] - iris);
      total += (shine[c] - iris) ** 2;
    }
    data[left + 3] = Math.round(255 * (radius[cell] < SPRITE_REACH ? ringValue(opacity, 1, 0, radius[cell]) : 0));
    data[right + 3] = highlight[cell] && total > 0 ? Math.round(255 * Math.max(0, Math.min(1, along / total))) : 0;
  }
  return { width: 2 * side, height: side, data };
}

/** Mean colour of the brightest tenth of the highlights. */
function brightest(seen: Float32Array, highlight: Uint8Array): number[] {
  const cells = [...highlight.keys()].filter((cell) => highlight[cell]);
  const light = (cell: number) => seen[3 * cell] + seen[3 * cell + 1] + seen[3 * cell + 2];
  const best = cells.sort((a, b) => light(b) - light(a)).slice(0, Math.ceil(cells.length / 10));
  return [0, 1, 2].map((c) => best.reduce((sum, cell) => sum + seen[3 * cell + c], 0) / Math.max(1, best.length));
}
