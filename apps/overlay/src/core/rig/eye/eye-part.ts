import type { Picture } from '../picture.ts';
import { clamp } from '../smoothstep.ts';
import { catmullRomBasis, curveThrough } from './catmull-rom.ts';
import { EYE_CORNERS, EYES, type EyeFrame, type EyeSide, eyeFrame, localPoints } from './eye-frame.ts';
import { fitIris, type Iris, isIris } from './fit-iris.ts';
import { buildIrisSprite } from './iris-sprite.ts';
import { lashShares } from './lid-attributes.ts';
import { type LidColours, measureLidColours } from './lid-colours.ts';
import { createVisibility, lidContour } from './lid-contour.ts';
import { measureLidEdges } from './lid-edges.ts';
import type { LidShade } from './lid-shade.ts';
import { buildLidSkin } from './lid-skin.ts';
import { createPixelSampler } from './pixel-sampler.ts';
import { buildScleraPatch, createPatchSampler, type EyeTexture } from './sclera-patch.ts';

/** Everything that drawing one eye needs, computed once per portrait. Eye-local units are half eye widths. */
export interface EyePart {
  side: EyeSide;
  /** The eye's place on the portrait. */
  frame: EyeFrame;
  /** Width and height of the portrait in pixels. */
  pictureSize: readonly [number, number];
  /** Distance of the corners in space, in picture pixels. */
  span: number;
  /** Angle of the corner line against the head's horizontal, radians, clockwise on the image. */
  tilt: number;
  iris: Iris;
  /** How much darker than the white the iris is, 0..1. */
  contrast: number;
  /** No iris can be told from the white: the whole eye turns a little instead. */
  noIris: boolean;
  /** Where the iris' centre may go. */
  range: { left: number; right: number; up: number; down: number };
  /** White between the iris and the upper lid, half eye widths; negative where the lid covers the iris. */
  whiteAbove: number;
  /** Opening of the lids at the iris' middle. */
  openingAtIris: number;
  /** Dense upper lid edge: y at the columns of the eye mesh. */
  upperEdge: Float32Array;
  /** Mean opening of the lids over those columns. */
  opening: number;
  colours: LidColours;
  /** Height above the upper lid that holds the lashes, canonical centimetres. */
  lash: number;
  /** Height of a shut eye's lash line, as a share of that. */
  lashLine: number;
  /** What a closing lid is covered with (see buildLidSkin). */
  lidSkin: EyeTexture;
  /** How the upper lid darkens the eyeball; patch and sprite are without it. */
  shade: LidShade;
  /** The eyeball without iris, over x -1.6..1.6 and y -1.2..1.2. */
  patch: EyeTexture;
  /** Colours along the lids' edges, and how far from an edge they blend into the eyeball. */
  edges: EyeTexture;
  edgeBand: number;
  /** Left square: the iris; right square: its highlights. Reaches 1.2 radii. */
  sprite: EyeTexture;
}

/** Spans between lid landmarks are cut in this many columns. */
export const COLUMNS_PER_SPAN = 4;
/** Blur of an edge in picture pixels, and limits of the band it fills, in half eye widths. */
const EDGE_PIXELS = 2.5;
const EDGE_BAND = [0.05, 0.16] as const;
/** Least and most height of the lashes above a lid, canonical centimetres. */
const LASH = [0.13, 0.8] as const;
/** The same for a shut eye's lash line. */
const LASH_LINE = [0.07, 0.14] as const;

/**
 * @param landmarks 478 x (x, y, z), picture pixels, lids on the drawn eye's (see snapEyes)
 * @param neutral the same face with its pose undone, 478 x (x, y, z), canonical centimetres
 * @param drawn lids have the plain colour of the skin around the eye
 */
export function buildEyePart(side: EyeSide, landmarks: Float32Array, picture: Picture, neutral: Float32Array, drawn: boolean): EyePart {
  const frame = eyeFrame(side, landmarks);
  const contour = lidContour(side, frame, landmarks);
  const sample = createPixelSampler(picture);
  const visible = createVisibility(contour, frame);
  const fit = fitIris(side, landmarks, sample);
  const { iris, contrast } = fit;
  const noIris = !isIris(fit);
  const { texture: patch, shade } = buildScleraPatch(frame, contour, visible, noIris ? null : iris, sample);
  const [l, r] = EYE_CORNERS[side];
  const across = (points: Float32Array, k: number) => points[3 * r + k] - points[3 * l + k];
  const basis = catmullRomBasis(9, COLUMNS_PER_SPAN);
  const upperEdge = heights(curveThrough(basis, localPoints(frame, landmarks, EYES[side].upper)));
  const lowerEdge = heights(curveThrough(basis, localPoints(frame, landmarks, EYES[side].lower)));
  const colours = measureLidColours(side, frame, contour, landmarks, sample);
  const thickness = (colours.lashThickness * Math.hypot(across(neutral, 0), across(neutral, 1), across(neutral, 2))) / 2;
  const lash = clamp(1.25 * thickness, LASH[0], LASH[1]);
  const [upper, lower] = [contour.upper(clamp(iris.x, -0.6, 0.6)), contour.lower(clamp(iris.x, -0.6, 0.6))];
  return {
    side,
    frame,
    pictureSize: [picture.width, picture.height],
    span: Math.hypot(across(landmarks, 0), across(landmarks, 1), across(landmarks, 2)),
    tilt: Math.atan2(-across(neutral, 1), across(neutral, 0)),
    iris,
    contrast,
    noIris,
    range: gazeRange(iris, upper, lower),
    whiteAbove: iris.y - iris.radiusY - upper,
    openingAtIris: Math.max(0.05, lower - upper),
    upperEdge,
    opening: lowerEdge.reduce((sum, y, i) => sum + Math.max(0, y - upperEdge[i]), 0) / basis.samples,
    colours,
    lash,
    lashLine: clamp(0.7 * thickness, LASH_LINE[0], LASH_LINE[1]) / lash,
    lidSkin: buildLidSkin(side, landmarks, lashShares(side, neutral, lash), colours.lid, drawn, sample),
    patch,
    shade,
    edges: measureLidEdges(frame, contour, noIris ? null : iris, sample),
    edgeBand: clamp(EDGE_PIXELS / frame.halfWidth, EDGE_BAND[0], EDGE_BAND[1]),
    sprite: buildIrisSprite(frame, iris, contour, visible, sample, createPatchSampler(patch), shade),
  };
}

/** The y of samples x (x, y). */
const heights = (curve: Float64Array): Float32Array => Float32Array.from({ length: curve.length / 2 }, (_, i) => curve[2 * i + 1]);

/** The centre stays so far from corners and lids that an eye remains an eye; never less than where it already is. */
function gazeRange(iris: Iris, upper: number, lower: number) {
  const across = clamp(1.02 - iris.radiusX, 0.3, 0.55);
  return {
    left: Math.min(-across, iris.x - 0.1),
    right: Math.max(across, iris.x + 0.1),
    up: Math.min(upper + 0.25 * iris.radiusY, iris.y - 0.1),
    down: Math.max(lower - 0.25 * iris.radiusY, iris.y + 0.1),
  };
}
