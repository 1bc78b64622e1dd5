import type { HeadPose } from '../../face/pose.ts';
import { CANONICAL_FACE_HEIGHT, FACE_OVAL, INNER_LIPS, MOUTH_GAPS, SKIN_POINTS } from '../../face/topology.ts';
import type { Picture } from '../picture.ts';
import { clamp, smoothstep } from '../smoothstep.ts';
import { isFlatDrawing } from './flat-drawing.ts';
import { flatColours, type MouthColours, modelledColours } from './mouth-colours.ts';
import { createSampler, luminanceOf, meanColour, type PictureSampler, quantile, type Rgb } from './picture-sampler.ts';
import { measureBlur, measureGrain } from './picture-texture.ts';
import { readSourceInside, type SourceInside } from './source-inside.ts';

/** How the inside of a portrait's mouth has to look and how far its lips may be believed; lengths in canonical cm. */
export interface MouthStyle {
  /** Drawn in a few flat colours: so is the inside then. */
  flat: boolean;
  /** The portrait's lips touch. */
  shut: boolean;
  /** Centimetres of this mouth for one of an average mouth 5 cm wide. */
  unit: number;
  /** Canonical z of the front teeth. */
  wall: number;
  /** Corner to corner; a likely width where the measured one can't be right (a moustache's ends taken for corners). */
  width: number;
  /** Factors on a face of canonical size's lip motion, across and up: a narrow mouth moves less both ways. */
  gain: { across: number; up: number };
  colours: MouthColours;
  /** Toward the light, x to the image's right, y up, z toward the camera. */
  light: [number, number, number];
  /** Standard deviation of the picture's own blur. */
  blur: number;
  /** Standard deviation of the picture's grain in luminance 0..1. */
  grain: number;
  /** Pixels of one grain. */
  grainSize: number;
  /** How clearly single teeth are told apart, 0..1: soft pictures show a plain band. */
  lines: number;
  /** What an open mouth in the portrait shows; null for a shut one. */
  inside: SourceInside | null;
}

/** Gap over face height under which lips count as shut: the tracker reads shut lips as up to .01 apart. */
const SHUT_BELOW = 0.022;
/** Mouth width over face height of believable mouths, and an average one. */
const NARROWEST = 0.24;
const WIDEST = 0.32;
const AVERAGE = 0.28;
/** Corner to corner of an average mouth in cm. */
const AVERAGE_WIDTH = 5;
/** How far the upward gain follows a narrow mouth: hardly at first, wholly for tiny drawn mouths, else they open to wedges. */
const UP_FOLLOWS_LITTLE = 0.3;
const LITTLE_NARROW = 0.85;
const VERY_NARROW = 0.6;
/** In units. */
const TEETH_BEHIND_LIPS = 0.35;
const IMAGE_LEFT_CHEEK = [50, 101, 36, 205];
const IMAGE_RIGHT_CHEEK = [280, 330, 266, 425];
const LIP_SAMPLES = [0, 17, 37, 267, 84, 314];

/**
 * Reads from a portrait how its mouth has to look inside.
 * @param landmarks 478 x (x, y, z), picture pixels
 * @param neutral the same in canonical cm
 */
export function readMouthStyle(picture: Picture, landmarks: Float32Array, neutral: Float32Array, pose: HeadPose): MouthStyle {
  const sampler = createSampler(picture);
  const flat = isFlatDrawing(picture, landmarks);
  const shut = areLipsShut(neutral);
  const face = {
    skin: brightSkin(sampler, landmarks, pose.scale),
    lip: meanColour(LIP_SAMPLES.map((p) => colourAt(sampler, landmarks, p))),
    line: lipLine(sampler, landmarks, pose.scale),
    darkest: darkestLevel(sampler, landmarks),
  };
  const unit = clamp(believableWidth(neutral) / AVERAGE_WIDTH, 0.7, 1.35);
  const wall = (neutral[3 * 13 + 2] + neutral[3 * 14 + 2]) / 2 - TEETH_BEHIND_LIPS * unit;
  const inside = shut ? null : readSourceInside(sampler, landmarks, pose, wall, luminanceOf(face.skin), face.lip);
  const blur = measureBlur(sampler, landmarks, pose.scale);
  return {
    flat,
    shut,
    unit,
    wall,
    width: believableWidth(neutral),
    gain: lipGain(neutral),
    colours: flat ? flatColours(face, inside) : modelledColours(face, inside),
    light: lightOf(sampler, landmarks),
    blur: Math.max(0.55, blur) / pose.scale,
    grain: measureGrain(sampler, landmarks),
    grainSize: Math.max(1, blur),
    lines: 1 - smoothstep(0.045, 0.13, blur / pose.scale),
    inside,
  };
}

/** Do the lips of canonical points touch? */
export function areLipsShut(points: ArrayLike<number>): boolean {
  const gap = MOUTH_GAPS.reduce((sum, [a, b]) => sum + between(points, a, b), 0) / MOUTH_GAPS.length;
  return gap < SHUT_BELOW * between(points, 10, 152);
}

function believableWidth(points: ArrayLike<number>): number {
  const height = between(points, 10, 152);
  const width = between(points, 61, 291);
  if (width > (WIDEST + 0.02) * height) return AVERAGE * height;
  return Math.max(width, (NARROWEST - 0.06) * height);
}

function lipGain(points: ArrayLike<number>): { across: number; up: number } {
  const across = clamp(believableWidth(points) / AVERAGE_WIDTH, 0.5, 1.15);
  const face = clamp(between(points, 10, 152) / CANONICAL_FACE_HEIGHT, 0.75, 1.3);
  const narrowness = Math.min(1, across / face);
  const follow = UP_FOLLOWS_LITTLE + (1 - UP_FOLLOWS_LITTLE) * smoothstep(LITTLE_NARROW, VERY_NARROW, narrowness);
  return { across, up: face * narrowness ** follow };
}

function brightSkin(sampler: PictureSampler, landmarks: Float32Array, scale: number): Rgb {
  const colours: Rgb[] = [];
  for (const p of SKIN_POINTS) {
    for (const [dx, dy] of [
      [0, 0],
      [0.25, 0],
      [-0.25, 0],
      [0, 0.25],
      [0, -0.25],
    ]) {
      colours.push(sampler.colour(landmarks[3 * p] + dx * scale, landmarks[3 * p + 1] + dy * scale));
    }
  }
  colours.sort((a, b) => luminanceOf(a) - luminanceOf(b));
  return meanColour(colours.slice(Math.floor(0.55 * colours.length), Math.floor(0.9 * colours.length)));
}

/** The darkest colour across the middle of the lips' meeting line. */
function lipLine(sampler: PictureSampler, landmarks: Float32Array, scale: number): Rgb {
  const found: Rgb[] = [];
  for (const i of [3, 4, 5, 6, 7]) {
    const [u, l] = [3 * INNER_LIPS.upper[i], 3 * INNER_LIPS.lower[i]];
    const y0 = landmarks[u + 1] - 0.15 * scale;
    const y1 = landmarks[l + 1] + 0.15 * scale;
    let best: Rgb = [1, 1, 1];
    for (let y = y0; y <= y1; y += 0.5) {
      const colour = sampler.colour((landmarks[u] + landmarks[l]) / 2, y);
      if (luminanceOf(colour) < luminanceOf(best)) best = colour;
    }
    found.push(best);
  }
  found.sort((a, b) => luminanceOf(a) - luminanceOf(b));
  return found[2];
}

function darkestLevel(sampler: PictureSampler, landmarks: Float32Array): number {
  const xs = FACE_OVAL.map((p) => landmarks[3 * p]);
  const ys = FACE_OVAL.map((p) => landmarks[3 * p + 1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const step = Math.max(1, (right - left) / 100);
  const levels: number[] = [];
  for (let y = top; y < bottom; y += step) for (let x = left; x < right; x += step) levels.push(sampler.luminance(x, y));
  return quantile(levels, 0.01);
}

function lightOf(sampler: PictureSampler, landmarks: Float32Array): [number, number, number] {
  const side = (points: number[]) => luminanceOf(meanColour(points.map((p) => colourAt(sampler, landmarks, p))));
  const right = side(IMAGE_RIGHT_CHEEK);
  const left = side(IMAGE_LEFT_CHEEK);
  const x = clamp((2.2 * (right - left)) / Math.max(0.02, right + left), -0.6, 0.6);
  const length = Math.hypot(x, 0.25, 1);
  return [x / length, 0.25 / length, 1 / length];
}

function colourAt(sampler: PictureSampler, landmarks: Float32Array, p: number): Rgb {
  return sampler.colour(landmarks[3 * p], landmarks[3 * p + 1]);
}

function between(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(points[3 * a] - points[3 * b], points[3 * a + 1] - points[3 * b + 1], points[3 * a + 2] - points[3 * b + 2]);
}
