import type { RoughFace } from '../core/rig/drawn/drawn-region.ts';
import { placeLandmarks } from '../core/rig/drawn/place-landmarks.ts';
import { wrapEyes } from '../core/rig/drawn/wrap-eyes.ts';
import { isFlatDrawing } from '../core/rig/mouth/flat-drawing.ts';
import type { Picture } from '../core/rig/picture.ts';

export interface FaceFinders {
  /** The largest face: 478 x (x, y, z) picture pixels; null where there is none. */
  findFace(picture: Picture): Promise<Float32Array | null>;
  /** The drawn face near a rough one, or anywhere; null where there is none. */
  findDrawnFace(picture: Picture, rough: RoughFace | null): Promise<DrawnFeatures | null>;
}

export interface DrawnFeatures {
  /** 46 x (x, y), picture pixels. */
  points: Float32Array;
  /** How unsure each is; only compared with one another. */
  sigma: Float32Array;
}

export interface PortraitFace {
  /** 478 x (x, y, z), picture pixels. */
  landmarks: Float32Array;
  /** The features of a face drawn in lines and flat colours; null for any other. */
  drawn: DrawnFeatures | null;
}

/**
 * Finds the face of a portrait. Drawings are fitted by their own model: on flat colours the face model's eyes and mouths are
 * wrong, or it sees no face at all.
 */
export async function findPortraitFace(picture: Picture, { findFace, findDrawnFace }: FaceFinders): Promise<PortraitFace | null> {
  const landmarks = await findFace(picture);
  const found = await findDrawnFace(picture, landmarks && roughFaceFrom(landmarks));
  if (found) {
    const points = wrapEyes(found.points, picture);
    const placed = placeLandmarks(points);
    if (!landmarks || isFlatDrawing(picture, placed)) return { landmarks: placed, drawn: { points, sigma: found.sigma } };
  }
  return landmarks && { landmarks, drawn: null };
}

/** Face Mesh's irises, chin and cheeks. */
function roughFaceFrom(landmarks: Float32Array): RoughFace {
  const at = (p: number): [number, number] => [landmarks[3 * p], landmarks[3 * p + 1]];
  const [left, right] = [at(234), at(454)];
  return { leftEye: at(468), rightEye: at(473), chin: at(152), width: Math.hypot(right[0] - left[0], right[1] - left[1]) };
}
