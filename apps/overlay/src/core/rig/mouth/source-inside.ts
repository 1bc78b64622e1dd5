import type { HeadPose } from '../../face/pose.ts';
import type { Rect } from '../picture.ts';
import { insidePolygon, nearestEdge } from '../polygon.ts';
import { smoothstep } from '../smoothstep.ts';
import { COLUMNS, curveColumns, LIP_CURVE } from './lip-curve.ts';
import { luminanceOf, meanColour, type PictureSampler, type Rgb } from './picture-sampler.ts';

/** What an open mouth in the portrait shows: a small map over its inside. */
export interface SourceInside {
  /** The map's place in picture pixels. */
  area: Rect;
  width: number;
  height: number;
  /**
   * RGBA of width x height. Red: how deep inside the lips, 0 on the contour and outside, 255 from DEEP cm on.
   * Green: how surely an upper tooth. Blue: 0 at the upper lip .. 255 at the lower.
   */
  map: Uint8ClampedArray;
  /** Mean colour of the upper teeth; null where too few show. */
  tooth: Rgb | null;
  /** Canonical y (cm) of the upper front teeth's edge; null where too few teeth show. */
  toothEdge: number | null;
  /** Mean of the middle half of the inside's colours. */
  fill: Rgb;
}

/** Most map cells across: the map is blurred anyway. */
const RESOLUTION = 128;
/** Distance from the lips in cm from which a pixel is surely no lip. */
const DEEP = 0.4;
/** Least area in square cm for teeth to be believed. */
const LEAST_TEETH = 0.05;
/** From the contour down, so many cm may be lip or shade before an upper tooth has to begin. */
const TOOTH_WITHIN = 0.45;
/** Lips that are hardly red (black and white pictures) don't tell teeth apart by it. */
const LEAST_REDNESS = 0.06;
const TOOTH = 0.4;
/** Columns on either side that a tooth's length is compared with. */
const NEIGHBOURS = 5;

/**
 * @param landmarks 478 x (x, y, z), picture pixels
 * @param wall canonical z (cm) of the front teeth
 * @param skin luminance of bright skin
 * @param lip mean colour of the lips
 */
export function readSourceInside(
  picture: PictureSampler,
  landmarks: Float32Array,
  pose: HeadPose,
  wall: number,
  skin: number,
  lip: Rgb,
): SourceInside {
  const contour = contourOf(landmarks);
  const margin = 0.1 * pose.scale;
  const area = boundsOf(contour, margin);
  const cell = Math.max(1, area.width / RESOLUTION);
  const width = Math.max(2, Math.ceil(area.width / cell));
  const height = Math.max(2, Math.ceil(area.height / cell));
  area.width = width * cell;
  area.height = height * cell;
  const map = new Uint8ClampedArray(4 * width * height);
  const lipRedness = redness(lip);
  const all: Rgb[] = [];
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const [x, y] = [area.x + (i + 0.5) * cell, area.y + (j + 0.5) * cell];
      const at = 4 * (j * width + i);
      map[at + 3] = 255;
      if (!insidePolygon(contour, x, y)) continue;
      map[at] = 255 * Math.min(1, nearestEdge(contour, x, y).distance / (DEEP * pose.scale));
      const colour = picture.colour(x, y);
      all.push(colour);
      const bright = smoothstep(0.36, 0.58, luminanceOf(colour) / skin);
      const pale = lipRedness < LEAST_REDNESS ? 1 : smoothstep(0.85, 0.5, redness(colour) / lipRedness);
      map[at + 1] = 255 * bright * pale;
    }
  }
  markHeight(map, width, height);
  const ends = keepUpperTeeth(map, width, height, (TOOTH_WITHIN * pose.scale) / cell);
  const teeth: Rgb[] = [];
  for (let i = 0; i < width * height; i++) {
    if (map[4 * i + 1] > 255 * TOOTH)
      teeth.push(picture.colour(area.x + ((i % width) + 0.5) * cell, area.y + (Math.floor(i / width) + 0.5) * cell));
  }
  const enough = teeth.length * (cell / pose.scale) ** 2 > LEAST_TEETH;
  if (!enough) for (let at = 1; at < map.length; at += 4) map[at] = 0;
  soften(map, width, height);
  const edge = enough ? frontEdge(ends, width) : null;
  return {
    area,
    width,
    height,
    map,
    tooth: enough ? meanColour(brighter(teeth)) : null,
    toothEdge: edge === null ? null : canonicalY(area.x + (width / 2) * cell, area.y + edge * cell, pose, wall),
    fill: middle(all),
  };
}

/** Fills the blue channel: how far down in its column of the mouth each cell lies. */
function markHeight(map: Uint8ClampedArray, width: number, height: number): void {
  for (let i = 0; i < width; i++) {
    let top = 0;
    while (top < height && map[4 * (top * width + i)] === 0) top++;
    let end = height;
    while (end > top && map[4 * ((end - 1) * width + i)] === 0) end--;
    for (let j = top; j < height; j++) map[4 * (j * width + i) + 2] = (255 * (j - top)) / Math.max(1, end - top);
  }
}

/**
 * Of every column keeps only the longest run of tooth cells that begins near the upper lip: what lies lower is lower teeth,
 * tongue or gloss.
 * @param within rows from the lip that a run may begin after
 * @returns per column the row where its run ends, -1 without one
 */
function keepUpperTeeth(map: Uint8ClampedArray, width: number, height: number, within: number): Int16Array {
  const ends = new Int16Array(width).fill(-1);
  for (let i = 0; i < width; i++) {
    const cell = (j: number) => 4 * (j * width + i);
    let top = 0;
    while (top < height && map[cell(top)] === 0) top++;
    let [from, to] = [-1, -1];
    for (let j = top; j < height; j++) {
      if (map[cell(j) + 1] <= 255 * TOOTH) continue;
      const begin = j;
      while (j < height && map[cell(j) + 1] > 255 * TOOTH) j++;
      if (begin - top <= within && j - begin > to - from) [from, to] = [begin, j];
    }
    ends[i] = to;
    for (let j = 0; j < height; j++) if (j < from - 1 || j > to) map[cell(j) + 1] = 0;
  }
  return levelEnds(map, width, height, ends);
}

/** Cuts what hangs below the neighbouring columns' runs: glints and the like. */
function levelEnds(map: Uint8ClampedArray, width: number, height: number, ends: Int16Array): Int16Array {
  const level = ends.map((end, i) => {
    const near = [...ends.subarray(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1)].sort((a, b) => a - b);
    return Math.min(end, near[Math.floor(near.length / 2)] + 1);
  });
  for (let i = 0; i < width; i++) for (let j = Math.max(0, level[i]); j < height; j++) map[4 * (j * width + i) + 1] = 0;
  return level;
}

/** Median end of the middle columns' runs, in rows. */
function frontEdge(ends: Int16Array, width: number): number | null {
  const front = [...ends.subarray(Math.floor(0.4 * width), Math.ceil(0.6 * width))].filter((end) => end >= 0).sort((a, b) => a - b);
  return front.length > 0 ? front[Math.floor(front.length / 2)] : null;
}

/** y of the place at canonical depth z that the picture shows at pixel (x, y). */
function canonicalY(x: number, y: number, { rotation: r, scale, translation: t }: HeadPose, z: number): number {
  const px = (x - t[0]) / scale;
  const py = (-y - t[1]) / scale;
  const at = (axis: number) => r[axis] * px + r[3 + axis] * py;
  return at(1) + ((z - at(2)) / r[8]) * r[7];
}

/** The inner contour as a closed polygon: along the upper lip and back along the lower one. */
function contourOf(landmarks: Float32Array): Float32Array {
  const columns = new Float32Array(4 * COLUMNS);
  for (let axis = 0; axis < 2; axis++) {
    curveColumns(landmarks, LIP_CURVE.upper, axis, columns, axis, 4);
    curveColumns(landmarks, LIP_CURVE.lower, axis, columns, 2 + axis, 4);
  }
  const contour = new Float32Array(4 * COLUMNS);
  for (let c = 0; c < COLUMNS; c++) {
    contour.set(columns.subarray(4 * c, 4 * c + 2), 2 * c);
    contour.set(columns.subarray(4 * c + 2, 4 * c + 4), 2 * (2 * COLUMNS - 1 - c));
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

/** How much redder than green: lips and tongue are, teeth hardly. */
function redness([r, g]: Rgb): number {
  return (r - g) / Math.max(0.02, r);
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
