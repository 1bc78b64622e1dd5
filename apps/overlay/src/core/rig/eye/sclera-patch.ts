import { diffuse, type Grid } from './diffuse.ts';
import { type EyeFrame, pictureX, pictureY } from './eye-frame.ts';
import type { Iris } from './fit-iris.ts';
import type { LidContour, Visibility } from './lid-contour.ts';
import { fitLidShade, type LidShade, lidShadeAt } from './lid-shade.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';

/** An RGBA image, straight alpha, rows from the top. */
export interface EyeTexture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** The patch spans this much of eye-local space. */
export const PATCH_EXTENT = { x: 1.6, y: 1.2 } as const;
const WIDTH = 160;
const HEIGHT = 120;
const CELLS = WIDTH * HEIGHT;
/** The iris is cleared this far beyond its rim: a share of its radius, and picture pixels of blur. */
const CLEARANCE = 1.1;
const BLUR_PIXELS = 1.6;
/** Values spread sideways: lids above and below the iris would darken what it covers. */
const ACROSS = 0.7;
/** The white is taken from this part of the way from upper to lower lid, clear of the shade of both. */
const CLEAR_OF_LIDS = [0.3, 0.88] as const;
const LID_EDGE = 0.07;
/** Beyond this the picture's own corners stay: lids hardly move there. */
const CORNER = 0.82;
/** Fewest cells that the white can be taken from. */
const LEAST_CELLS = 24;
/** Alpha of the patch: the picture's white itself holds / the picture holds while lids and gaze rest / never holds. */
const ALPHA = { white: 255, rest: 128, never: 0 } as const;
const REST_MARGIN = 0.14;
/** Cells over which the white gains its full alpha. */
const FEATHER = 4;
/** Near the lids what differs more from the model (share of light, plus levels) is a lash or a wet rim, not the white. */
const LASH_DIFFERENCE = { share: 0.12, levels: 8 } as const;
/** The middle of the covered part turns to the light: it is taken this far towards the brightest white. */
const BULGE = { radius: 0.5, share: 0.5 } as const;

export interface ScleraPatch {
  /**
   * The eyeball without iris and without the lid's shade: what the picture shows of the white, and a smooth continuation
   * of it under iris and lids. Alpha tells the shader where the picture's own pixels are better.
   */
  texture: EyeTexture;
  shade: LidShade;
}

/** @param iris null where the whole visible eye counts as white */
export function buildScleraPatch(
  frame: EyeFrame,
  contour: LidContour,
  visible: Visibility,
  iris: Iris | null,
  sample: PixelSampler,
): ScleraPatch {
  const seen = new Float32Array(3 * CELLS);
  const depth = new Float32Array(CELLS);
  const alpha = new Uint8Array(CELLS);
  const shown: number[] = [];
  const known: number[] = [];
  let anchors: number[] = [];
  const covered: number[] = [];
  const corners: number[] = [];
  const colour = new Float64Array(3);
  for (let cell = 0; cell < CELLS; cell++) {
    const [x, y] = patchPoint(cell);
    seen.set(sample(pictureX(frame, x, y), pictureY(frame, x, y), colour), 3 * cell);
    const [upper, lower] = [contour.upper(x), contour.lower(x)];
    depth[cell] = y - upper;
    alpha[cell] = y > upper - REST_MARGIN && y < lower + REST_MARGIN ? ALPHA.rest : ALPHA.never;
    if (iris && Math.hypot((x - iris.x) / iris.radiusX, (y - iris.y) / iris.radiusY) < BULGE.radius) covered.push(cell);
    const clear = !iris || isClear(iris, frame, x, y);
    if (clear && alpha[cell] === ALPHA.rest && Math.abs(x) > CORNER) corners.push(cell);
    if (!visible(x, y)) continue;
    shown.push(cell);
    if (!clear) continue;
    known.push(cell);
    const t = (y - upper) / (lower - upper);
    if (t > CLEAR_OF_LIDS[0] && t < CLEAR_OF_LIDS[1] && y - upper > LID_EDGE && lower - y > LID_EDGE && Math.abs(x) < CORNER)
      anchors.push(cell);
  }
  const light = (values: Float32Array, cell: number) => luma(values.subarray(3 * cell, 3 * cell + 3));
  if (anchors.length < LEAST_CELLS) {
    anchors = shown.sort((a, b) => light(seen, b) - light(seen, a)).slice(0, Math.max(1, shown.length >> 3));
  }
  const { white, shade } = separate(seen, depth, known, anchors, covered);
  const anchored = new Set(anchors);
  for (const cell of known) {
    const expected = lidShadeAt(shade, patchPoint(cell)[0], depth[cell]) * light(white.values, cell);
    const difference = Math.abs(light(seen, cell) - expected);
    if (anchored.has(cell) || difference < LASH_DIFFERENCE.share * expected + LASH_DIFFERENCE.levels) alpha[cell] = ALPHA.white;
  }
  for (const cell of corners) alpha[cell] = ALPHA.white;
  feather(alpha);
  const data = new Uint8Array(4 * CELLS);
  for (let cell = 0; cell < CELLS; cell++) {
    for (let c = 0; c < 3; c++) data[4 * cell + c] = Math.max(0, Math.min(255, Math.round(white.values[3 * cell + c])));
    data[4 * cell + 3] = alpha[cell];
  }
  return { texture: { width: WIDTH, height: HEIGHT, data }, shade };
}

/** Lets the white's alpha rise from its border inwards, so that it never shows where it ends. */
function feather(alpha: Uint8Array): void {
  const step = (ALPHA.white - ALPHA.rest) / FEATHER;
  const limit = (cell: number, neighbour: number) => {
    if (alpha[cell] > ALPHA.rest) alpha[cell] = Math.min(alpha[cell], Math.max(ALPHA.rest, alpha[neighbour]) + step);
  };
  for (let cell = WIDTH + 1; cell < CELLS; cell++) for (const before of [1, WIDTH - 1, WIDTH, WIDTH + 1]) limit(cell, cell - before);
  for (let cell = CELLS - WIDTH - 2; cell >= 0; cell--) for (const after of [1, WIDTH - 1, WIDTH, WIDTH + 1]) limit(cell, cell + after);
}

/** Parts what is seen into an evenly lit white and the lid's shade over it; two rounds settle them. */
function separate(
  seen: Float32Array,
  depth: Float32Array,
  known: readonly number[],
  anchors: readonly number[],
  covered: readonly number[],
): { white: Grid; shade: LidShade } {
  const white: Grid = { width: WIDTH, height: HEIGHT, channels: 3, values: seen.slice() };
  const given = new Uint8Array(CELLS);
  for (const cell of anchors) given[cell] = 1;
  const light = (values: Float32Array, cell: number) => luma(values.subarray(3 * cell, 3 * cell + 3));
  const middle = known.filter((cell) => Math.abs(patchPoint(cell)[0]) < 0.6);
  let shade: LidShade = { strength: 0, reach: 0.1 };
  for (let round = 0; round < 2; round++) {
    for (const cell of anchors)
      for (let c = 3 * cell; c < 3 * cell + 3; c++) white.values[c] = seen[c] / lidShadeAt(shade, patchPoint(cell)[0], depth[cell]);
    diffuse(white, given, ACROSS);
    shade = fitLidShade(
      middle.map((cell) => depth[cell]),
      middle.map((cell) => light(seen, cell) / Math.max(1, light(white.values, cell))),
    );
  }
  const bright = [...anchors].sort((a, b) => light(white.values, b) - light(white.values, a)).slice(0, Math.ceil(anchors.length / 4));
  for (const cell of covered) {
    for (let c = 0; c < 3; c++) {
      const best = bright.reduce((sum, other) => sum + white.values[3 * other + c], 0) / Math.max(1, bright.length);
      white.values[3 * cell + c] += BULGE.share * Math.max(0, best - white.values[3 * cell + c]);
    }
    given[cell] = 1;
  }
  if (covered.length && bright.length) diffuse(white, given, ACROSS);
  return { white, shade };
}

function patchPoint(cell: number): [number, number] {
  const x = ((2 * ((cell % WIDTH) + 0.5)) / WIDTH - 1) * PATCH_EXTENT.x;
  const y = ((2 * (Math.floor(cell / WIDTH) + 0.5)) / HEIGHT - 1) * PATCH_EXTENT.y;
  return [x, y];
}

/** Beyond the iris rim and what blur carries over it. */
function isClear(iris: Iris, frame: EyeFrame, x: number, y: number): boolean {
  const blur = BLUR_PIXELS / frame.halfWidth;
  const rx = Math.max(CLEARANCE * iris.radiusX, iris.radiusX + blur);
  const ry = Math.max(CLEARANCE * iris.radiusY, iris.radiusY + blur);
  return Math.hypot((x - iris.x) / rx, (y - iris.y) / ry) > 1;
}

/** Bilinear colour (0..255) of the patch at an eye-local point. */
export function createPatchSampler({ width, height, data }: EyeTexture): (x: number, y: number, out: Float64Array) => Float64Array {
  return (x, y, out) => {
    const px = Math.max(0, Math.min(width - 1.001, ((x / PATCH_EXTENT.x + 1) / 2) * width - 0.5));
    const py = Math.max(0, Math.min(height - 1.001, ((y / PATCH_EXTENT.y + 1) / 2) * height - 0.5));
    const [x0, y0] = [Math.floor(px), Math.floor(py)];
    const [fx, fy] = [px - x0, py - y0];
    const at = 4 * (y0 * width + x0);
    const row = 4 * width;
    for (let c = 0; c < 3; c++) {
      out[c] =
        (data[at + c] * (1 - fx) + data[at + 4 + c] * fx) * (1 - fy) + (data[at + row + c] * (1 - fx) + data[at + row + 4 + c] * fx) * fy;
    }
    return out;
  };
}
