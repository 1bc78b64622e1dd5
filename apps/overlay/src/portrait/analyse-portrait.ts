import type { Analysis } from '../core/rig/analysis.ts';
import { hasCutout, type Picture, type Rect } from '../core/rig/picture.ts';
import { type AlphaMap, headCrop } from '../core/rig/plate/alpha-map.ts';
import { refineMatte } from '../core/rig/plate/matte.ts';
import { buildPlate } from '../core/rig/plate/plate.ts';
import { premultiply } from '../core/rig/premultiply.ts';

/** The models an analysis needs; loaded only when they are. */
export interface AnalysisModels {
  /** The largest face: 478 x (x, y, z) picture pixels; null where there is none. */
  findFace(picture: Picture): Promise<Float32Array | null>;
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
const LEAST_CONFIDENCE = 0.3;
const PLATE_SEED = 7;

/**
 * Finds the face, separates person and background, and fills the background behind the person.
 * @throws Error with one line for the user when the picture shows no face
 */
export async function analysePortrait(picture: Picture, models: AnalysisModels, { name, authored, onStep }: AnalysisOptions): Promise<Analysis> {
  onStep?.('finding the face');
  const landmarks = authored ?? (await models.findFace(picture));
  if (!landmarks) throw new Error(`No face was found in ${name}: use a picture that shows one face from the front, large and unhidden.`);
  const { width, height } = picture;
  if (hasCutout(picture)) {
    const alpha = Float32Array.from({ length: width * height }, (_, i) => picture.data[4 * i + 3] / 255);
    return { landmarks, alpha, foreground: { width, height, data: premultiply(picture.data) }, plate: null };
  }
  onStep?.('separating the background');
  const crop = headCrop(faceBox(landmarks), picture);
  const whole = await models.segment(picture);
  const head = crop && { rect: crop, map: await models.segment(cut(picture, crop)) };
  const matte = refineMatte(picture, head ? { whole, head } : { whole });
  if (matte.confidence < LEAST_CONFIDENCE) {
    return { landmarks, alpha: null, foreground: { width, height, data: premultiply(picture.data) }, plate: null };
  }
  onStep?.('filling the background');
  const { foreground, plate } = buildPlate(picture, matte.alpha, { seed: PLATE_SEED });
  return { landmarks, alpha: matte.alpha, foreground: { width, height, data: foreground }, plate: { width, height, data: plate } };
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
