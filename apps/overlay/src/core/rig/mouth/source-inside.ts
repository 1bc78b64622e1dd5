import type { HeadPose } from '../../face/pose.ts';
import type { Rect } from '../picture.ts';
import { insidePolygon, nearestEdge } from '../polygon.ts';
import { clamp, smoothstep } from '../smoothstep.ts';
import { COLUMNS, curveAt, LIP_CURVE } from './lip-curve.ts';
import { luminanceOf, meanColour, type PictureSampler, type Rgb } from './picture-sampler.ts';

/** What an open mouth in the portrait shows: a small map over its inside. */
export interface SourceInside {
  /** The map's place in picture pixels. */
  area: Rect;
  width: number;
  height: number;
  /**
   * RGBA of width x height. Red: how deep inside the lips, 0 on the contour and outside, 255 from DEEP cm on.
   * Green: how surely an upper tooth.
   */
  map: Uint8ClampedArray;
  /** Mean colour of the upper teeth; null where too few show. */
  tooth: Rgb | null;
  /** Median-like colour of the whole inside. */
  fill: Rgb;
}

/** Most map cells across: the map is blurred anyway. */
const RESOLUTION = 128;
/** Distance from the lips in cm from which a pixel is surely no lip. */
export const DEEP = 0.25;
/** Least area in square cm for teeth to be believed. */
const LEAST_TEETH = 0.05;

/**
 * @param landmarks 478 x (x, y, z), picture pixels
 * @param skin luminance of bright skin
 * @param lip mean colour of the lips
 */
export function readSourceInside(picture: PictureSampler, landmarks: Float32Array, pose: HeadPose, skin: number, lip: Rgb): SourceInside {
  const contour = contourOf(landmarks);
  const margin = 0.1 * pose.scale;
  const area = boundsOf(contour, margin);
  const cell = Math.max(1, area.width / RESOLUTION);
  const width = Math.max(2, Math.ceil(area.width / cell));
  const height = Math.max(2, Math.ceil(area.height / cell));
  area.width = width * cell;
  area.height = height * cell;
  const map = new Uint8ClampedArray(4 * width * height);
  const lipSaturation = saturation(lip);
  const teeth: Rgb[] = [];
  const all: Rgb[] = [];
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const x = area.x + (i + 0.5) * cell;
      const y = area.y + (j + 0.5) * cell;
      const at = 4 * (j * width + i);
      map[at + 3] = 255;
      if (!insidePolygon(contour, x, y)) continue;
      map[at] = 255 * Math.min(1, nearestEdge(contour, x, y).distance / (DEEP * pose.scale));
      const colour = picture.colour(x, y);
      all.push(colour);
      const bright = smoothstep(0.38, 0.6, luminanceOf(colour) / skin);
      const pale = smoothstep(0.92, 0.52, saturation(colour) / Math.max(0.05, lipSaturation));
      const tooth = bright * pale * smoothstep(0.75, 0.55, heightInMouth(contour, x, y));
      map[at + 1] = 255 * tooth;
      if (tooth > 0.5) teeth.push(colour);
    }
  }
  const enough = teeth.length * (cell / pose.scale) ** 2 > LEAST_TEETH;
  if (!enough) for (let at = 1; at < map.length; at += 4) map[at] = 0;
  soften(map, width, height);
  return { area, width, height, map, tooth: enough ? meanColour(brighter(teeth)) : null, fill: middle(all) };
}

function contourOf(landmarks: Float32Array): Float32Array {
  const contour = new Float32Array(4 * COLUMNS);
  for (let c = 0; c < COLUMNS; c++) {
    for (let axis = 0; axis < 2; axis++) {
      contour[2 * c + axis] = curveAt(landmarks, LIP_CURVE.upperSpoke, c, axis);
      contour[2 * (2 * COLUMNS - 1 - c) + axis] = curveAt(landmarks, LIP_CURVE.lowerSpoke, c, axis);
    }
  }
  return contour;
}

function boundsOf(contour: Float32Array, margin: number): Rect {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < contour.length; i += 2) {
    x0 = Math.min(x0, contour[i]);
    x1 = Math.max(x1, contour[i]);
    y0 = Math.min(y0, contour[i + 1]);
    y1 = Math.max(y1, contour[i + 1]);
  }
  return { x: x0 - margin, y: y0 - margin, width: x1 - x0 + 2 * margin, height: y1 - y0 + 2 * margin };
}

/** 0 at the upper lip .. 1 at the lower lip above and below (x, y). */
function heightInMouth(contour: Float32Array, x: number, y: number): number {
  let best = 0;
  let distance = Infinity;
  for (let c = 0; c < COLUMNS; c++) {
    const d = Math.abs(contour[2 * c] - x);
    if (d >= distance) continue;
    distance = d;
    best = c;
  }
  const top = contour[2 * best + 1];
  const bottom = contour[2 * (2 * COLUMNS - 1 - best) + 1];
  return clamp((y - top) / Math.max(1e-3, bottom - top), 0, 1);
}

function saturation([r, g, b]: Rgb): number {
  const most = Math.max(r, g, b);
  return (most - Math.min(r, g, b)) / Math.max(0.01, most);
}

/** The brighter two fifths: the others lie in the lips' shade. */
function brighter(colours: Rgb[]): Rgb[] {
  const sorted = [...colours].sort((a, b) => luminanceOf(a) - luminanceOf(b));
  return sorted.slice(Math.floor(0.6 * sorted.length));
}

/** Mean of the middle half by luminance. */
function middle(colours: Rgb[]): Rgb {
  const sorted = [...colours].sort((a, b) => luminanceOf(a) - luminanceOf(b));
  const half = sorted.slice(Math.floor(0.25 * sorted.length), Math.ceil(0.75 * sorted.length));
  return half.length > 0 ? meanColour(half) : [0, 0, 0];
}

/** A 3x3 box blur of the tooth channel. */
function soften(map: Uint8ClampedArray, width: number, height: number): void {
  const tooth = Float32Array.from({ length: width * height }, (_, i) => map[4 * i + 1]);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (let a = -1; a <= 1; a++) for (let b = -1; b <= 1; b++) sum += tooth[(y + a) * width + x + b];
      map[4 * (y * width + x) + 1] = sum / 9;
    }
  }
}
