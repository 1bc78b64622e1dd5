import type { Picture, Rect } from '../picture.ts';
import { clamp } from '../smoothstep.ts';

/** A coarse map of how much of each cell is the person, 0..1, as a segmentation model gives it. */
export interface AlphaMap {
  width: number;
  height: number;
  data: Float32Array;
}

/** What the segmentation model said of one rectangle of the picture, in as many opinions (models, mirrored runs) as wanted. */
export interface Segmentation {
  maps: AlphaMap[];
  rect: Rect;
}

/** The same map seen in a mirror: what a model says of a mirrored picture, turned back. */
export function mirrorAlphaMap({ width, height, data }: AlphaMap): AlphaMap {
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = data[i - (i % width) + width - 1 - (i % width)];
  return { width, height, data: out };
}

/** Reads an alpha map bilinearly over a rectangle of the picture; pixels outside the rectangle get 0. */
export function placeAlphaMap(map: AlphaMap, rect: Rect, { width, height }: Pick<Picture, 'width' | 'height'>): Float32Array {
  const out = new Float32Array(width * height);
  const left = Math.max(0, Math.ceil(rect.x - 0.5));
  const right = Math.min(width, Math.ceil(rect.x + rect.width - 0.5));
  const bottom = Math.min(height, Math.ceil(rect.y + rect.height - 0.5));
  for (let y = Math.max(0, Math.ceil(rect.y - 0.5)); y < bottom; y++) {
    const v = clamp(((y + 0.5 - rect.y) / rect.height) * map.height - 0.5, 0, map.height - 1);
    const v0 = Math.floor(v);
    const upper = v0 * map.width;
    const lower = Math.min(v0 + 1, map.height - 1) * map.width;
    for (let x = left; x < right; x++) {
      const u = clamp(((x + 0.5 - rect.x) / rect.width) * map.width - 0.5, 0, map.width - 1);
      const u0 = Math.floor(u);
      const u1 = Math.min(u0 + 1, map.width - 1);
      const above = map.data[upper + u0] + (u - u0) * (map.data[upper + u1] - map.data[upper + u0]);
      const below = map.data[lower + u0] + (u - u0) * (map.data[lower + u1] - map.data[lower + u0]);
      out[y * width + x] = above + (v - v0) * (below - above);
    }
  }
  return out;
}

/** Side of the head crop in face heights: room for tall hair. */
const HEAD_CROP = 2.8;
/** A crop that covers more of the picture than this adds no detail. */
const WORTHWHILE = 0.6;

/**
 * The square on which to segment the head once more, wholly inside the picture; null where the face is so large that it
 * would be nearly the whole picture.
 * @param face bounding box of the face's landmarks, picture pixels
 */
export function headCrop(face: Rect, { width, height }: Pick<Picture, 'width' | 'height'>): Rect | null {
  const side = Math.min(HEAD_CROP * face.height, width, height);
  if (side * side > WORTHWHILE * width * height) return null;
  return {
    x: clamp(face.x + (face.width - side) / 2, 0, width - side),
    y: clamp(face.y + (face.height - side) / 2, 0, height - side),
    width: side,
    height: side,
  };
}
