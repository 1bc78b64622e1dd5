import type { Picture, Rect } from '../picture.ts';
import { clamp } from '../smoothstep.ts';
import { placeAlphaMap, type Segmentation } from './alpha-map.ts';

/** What a segmentation model said of a picture. */
export interface RawMatte {
  /** Of the whole picture. */
  whole: Segmentation;
  /** Of the head once more, with more detail (`headCrop`). */
  head?: Segmentation;
  /** Bounding box of the face's landmarks, picture pixels: what is surely the person. */
  face?: Rect;
}

export interface Prior {
  /** How likely each pixel is the person, 0..1. */
  map: Float32Array;
  /** How much of the face the best map took for the person, 0..1; without a known face, how sure it is where it sees one. */
  faceFound: number;
}

/** The landmarks fill about this ellipse of their bounding box (squared radius; 1 touches its sides). */
const FACE_ELLIPSE = 0.9;
/** The head crop's word fades in over this share of its side. */
const FEATHER = 0.15;
/** The head crop is not heeded below the first overlap with the whole picture's map, fully from the second on. */
const AGREEMENT = [0.7, 0.85] as const;
/** Below this a map saw nothing. */
const SEEN = 0.1;

/**
 * Merges what was said of the whole picture and of the head into one map of the picture's size. Maps that miss the face
 * count little; of the rest the quadratic mean leans toward the person, since a hat that stays behind in the background
 * looks worse than a bit of background that comes along.
 */
export function mergeSegmentations(picture: Picture, { whole, head, face }: RawMatte): Prior {
  const { width, height } = picture;
  const ellipse = face ? ellipseIn(face, width, height) : null;
  const { map, faceFound } = opinion(picture, whole, ellipse);
  if (head) {
    const closer = opinion(picture, head, ellipse).map;
    const share = feathered(head.rect, width, height);
    const trust = clamp((overlap(map, closer, share) - AGREEMENT[0]) / (AGREEMENT[1] - AGREEMENT[0]), 0, 1);
    for (let i = 0; i < map.length; i++) map[i] += trust * share[i] * (closer[i] - map[i]);
  }
  if (ellipse) for (let i = 0; i < map.length; i++) if (ellipse[i]) map[i] = 1;
  return { map, faceFound };
}

function ellipseIn(box: Rect, width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = ((y + 0.5 - box.y) / box.height) * 2 - 1;
    for (let x = 0; x < width; x++) {
      const u = ((x + 0.5 - box.x) / box.width) * 2 - 1;
      if (u * u + v * v < FACE_ELLIPSE) mask[y * width + x] = 1;
    }
  }
  return mask;
}

/** Quadratic mean of a segmentation's maps, each weighted by the square of how much of the face it found. */
function opinion(picture: Picture, { maps, rect }: Segmentation, face: Uint8Array | null): Prior {
  const out = new Float32Array(picture.width * picture.height);
  let total = 0;
  let faceFound = 0;
  for (const coarse of maps) {
    const map = placeAlphaMap(coarse, rect, picture);
    const found = shareFound(map, face);
    const weight = Math.max(0.01, found) ** 2;
    total += weight;
    faceFound = Math.max(faceFound, found);
    for (let i = 0; i < out.length; i++) out[i] += weight * map[i] * map[i];
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i] / total);
  return { map: out, faceFound };
}

function shareFound(map: Float32Array, face: Uint8Array | null): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < map.length; i++) {
    if (face ? !face[i] : map[i] < SEEN) continue;
    sum += map[i];
    count++;
  }
  return count ? sum / count : 0;
}

/** 1 inside a rectangle, falling to 0 at those of its sides that are not the picture's own border. */
function feathered({ x, y, width: w, height: h }: Rect, width: number, height: number): Float32Array {
  const reach = FEATHER * w;
  const ramp = (at: number, start: number, length: number, limit: number) =>
    clamp(Math.min(start > 0.5 ? at - start : reach, start + length < limit - 0.5 ? start + length - at : reach) / reach, 0, 1);
  const across = Float32Array.from({ length: width }, (_, i) => ramp(i + 0.5, x, w, width));
  const out = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const down = ramp(row + 0.5, y, h, height);
    for (let column = 0; column < width; column++) out[row * width + column] = Math.min(down, across[column]);
  }
  return out;
}

/** Intersection over union of two soft maps where `within` is not 0. */
function overlap(a: Float32Array, b: Float32Array, within: Float32Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    both += within[i] * Math.min(a[i], b[i]);
    either += within[i] * Math.max(a[i], b[i]);
  }
  return either ? both / either : 0;
}
