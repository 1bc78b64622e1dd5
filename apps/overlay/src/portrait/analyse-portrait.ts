import type { Analysis } from '../core/rig/analysis.ts';
import { hasCutout, type Picture, type Rect } from '../core/rig/picture.ts';
import { type AlphaMap, headCrop, mirrorAlphaMap, type Segmentation } from '../core/rig/plate/alpha-map.ts';
import { refineMatte } from '../core/rig/plate/matte.ts';
import { buildPlate } from '../core/rig/plate/plate.ts';
import { premultiply } from '../core/rig/premultiply.ts';
import { type FaceFinders, findPortraitFace } from './find-portrait-face.ts';

/** The models an analysis needs; loaded only when they are. */
export interface AnalysisModels extends FaceFinders {
  /** Coverage of the person over the whole of a picture. */
  segment(picture: Picture): Promise<AlphaMap>;
}

export interface AnalysisOptions {
  /** For messages: the picture's file name. */
  name: string;
  /** Landmarks placed by hand, in picture pixels; null to find them. */
  authored: Float32Array | null;
  onStep?: (step: string) => void;
}

/** A matte that is less sure than this does more harm than none. */
const LEAST_CONFIDENCE = 0.5;
const PLATE_SEED = 7;
/** Longest side, in pixels, on which patches are searched; finer sizes carry the matches up. */
const MAX_SEARCH = 512;

/**
 * Finds the face, separates person and background, and fills the background behind the person.
 * @throws Error with one line for the user when the picture shows no face
 */
export async function analysePortrait(
  picture: Picture,
  models: AnalysisModels,
  { name, authored, onStep }: AnalysisOptions,
): Promise<Analysis> {
  onStep?.('finding the face');
  const face = authored ? null : await findPortraitFace(picture, models);
  const landmarks = authored ?? face?.landmarks;
  if (!landmarks) throw new Error(`No face was found in ${name}: use a picture that shows one face from the front, large and unhidden.`);
  const drawn = !face || face.drawn !== null;
  const { width, height } = picture;
  if (hasCutout(picture)) {
    return { landmarks, drawn, alpha: coverageOf(picture), foreground: { width, height, data: premultiply(picture.data) }, plate: null };
  }
  onStep?.('separating the background');
  const box = faceBox(landmarks);
  const whole = await opinions(picture, { x: 0, y: 0, width, height }, models);
  const crop = headCrop(box, picture);
  const matte = refineMatte(picture, { whole, face: box, ...(crop && { head: await opinions(picture, crop, models) }) });
  if (matte.confidence < LEAST_CONFIDENCE) {
    return { landmarks, drawn, alpha: null, foreground: { width, height, data: premultiply(picture.data) }, plate: null };
  }
  onStep?.('filling the background');
  const { foreground, plate } = buildPlate(picture, matte.alpha, { seed: PLATE_SEED, maxSearch: MAX_SEARCH });
  const layer = { width, height, data: foreground };
  return { landmarks, drawn, alpha: coverageOf(layer), foreground: layer, plate: { width, height, data: plate } };
}

/** Where a layer shows anything, which is more than the matte: what the plate could not take is the layer's. */
function coverageOf({ width, height, data }: Picture): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => data[4 * i + 3] / 255);
}

/** The model looks at a part of the picture twice, the second time in a mirror: where both agree it is surer. */
async function opinions(picture: Picture, rect: Rect, models: AnalysisModels): Promise<Segmentation> {
  const part = cut(picture, rect);
  return { rect, maps: [await models.segment(part), mirrorAlphaMap(await models.segment(mirror(part)))] };
}

function mirror({ width, height, data }: Picture): Picture {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[y * width + x] = from[y * width + width - 1 - x];
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

function faceBox(landmarks: Float32Array): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < landmarks.length; i += 3) {
    left = Math.min(left, landmarks[i]);
    right = Math.max(right, landmarks[i]);
    top = Math.min(top, landmarks[i + 1]);
    bottom = Math.max(bottom, landmarks[i + 1]);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A rectangle of a picture, to whole pixels. */
function cut(picture: Picture, rect: Rect): Picture {
  const x0 = Math.round(rect.x);
  const y0 = Math.round(rect.y);
  const width = Math.min(Math.round(rect.width), picture.width - x0);
  const height = Math.min(Math.round(rect.height), picture.height - y0);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((y0 + y) * picture.width + x0);
    data.set(picture.data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { width, height, data };
}
