/** A rectangle of the picture, possibly rotated: what a model looks at. */
export interface Region {
  /** Centre, image pixels, y down. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Radians; the direction of the region's own x axis, positive turns it towards the image's y axis (clockwise as seen). */
  rotation: number;
}

/** An upright rectangle by its upper left corner, image pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The outer eye corners that set a face's rotation: the subject's right eye, then the left. */
const RIGHT_EYE_CORNER = 33;
const LEFT_EYE_CORNER = 263;
/** The model wants half as much again around the face (MediaPipe's face_landmarks_to_roi). */
const MARGIN = 1.5;

/** Bounding box of points. @param landmarks n x (x, y, z), pixels */
export function boundingBox(landmarks: ArrayLike<number>): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < landmarks.length; i += 3) {
    left = Math.min(left, landmarks[i]);
    right = Math.max(right, landmarks[i]);
    top = Math.min(top, landmarks[i + 1]);
    bottom = Math.max(bottom, landmarks[i + 1]);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The square around a face in which its landmarks are looked for, turned so that the line (x0, y0)-(x1, y1) of the eyes is level. */
export function faceRegion(box: Box, x0: number, y0: number, x1: number, y1: number): Region {
  const side = MARGIN * Math.max(box.width, box.height);
  return {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    width: side,
    height: side,
    rotation: Math.atan2(y1 - y0, x1 - x0),
  };
}

/** Where to look for a face whose landmarks of the frame before are known. @param landmarks 478 x (x, y, z), pixels */
export function regionFromLandmarks(landmarks: ArrayLike<number>): Region {
  const r = 3 * RIGHT_EYE_CORNER;
  const l = 3 * LEFT_EYE_CORNER;
  return faceRegion(boundingBox(landmarks), landmarks[r], landmarks[r + 1], landmarks[l], landmarks[l + 1]);
}

/** Part of the way a region goes at once however small the change is. */
const LEAST_STEP = 0.15;
/** Changes from which a region goes the whole way: of its place and size as parts of its width, of its rotation in radians. */
const FULL_STEP = { place: 0.05, size: 0.05, rotation: 0.07 };

/**
 * A held region on its way to the one that the latest landmarks ask for: slow for small changes, at once for large ones.
 * Landmarks and region feed each other, and without this calm their noise goes round: on talking and turning faces it
 * takes 10 to 20 % of the landmarks' jitter away and costs no accuracy (measured against means over many crops).
 */
export function followRegion(held: Region, next: Region): Region {
  const turn = angleBetween(held.rotation, next.rotation);
  const change = Math.max(
    Math.hypot(next.x - held.x, next.y - held.y) / held.width / FULL_STEP.place,
    Math.abs(next.width - held.width) / held.width / FULL_STEP.size,
    Math.abs(turn) / FULL_STEP.rotation,
  );
  const step = Math.min(1, LEAST_STEP + (1 - LEAST_STEP) * change);
  return {
    x: held.x + step * (next.x - held.x),
    y: held.y + step * (next.y - held.y),
    width: held.width + step * (next.width - held.width),
    height: held.height + step * (next.height - held.height),
    rotation: held.rotation + step * turn,
  };
}

/** The shorter way round from one angle to another, radians. */
function angleBetween(from: number, to: number): number {
  return Math.atan2(Math.sin(to - from), Math.cos(to - from));
}

/** The smallest upright square that holds a whole picture; the picture lies centred in it (a letterbox). */
export function letterbox(width: number, height: number): Region {
  const side = Math.max(width, height);
  return { x: width / 2, y: height / 2, width: side, height: side, rotation: 0 };
}

/**
 * Overlapping upright squares over a picture, each `1 / divisions` of its longer side and at most half a square apart:
 * what to search when a face is too small to be found in the whole.
 */
export function searchWindows(width: number, height: number, divisions: number): Region[] {
  const side = Math.max(width, height) / divisions;
  const centres = (length: number): number[] => {
    if (length <= side) return [length / 2];
    const steps = Math.ceil((2 * (length - side)) / side) + 1;
    return Array.from({ length: steps }, (_, i) => side / 2 + (i * (length - side)) / (steps - 1));
  };
  return centres(height).flatMap((y) => centres(width).map((x) => ({ x, y, width: side, height: side, rotation: 0 })));
}

/** The upright box of whole pixels, clipped to the picture, that holds everything a bilinear sample of the region touches. */
export function pixelBounds(region: Region, width: number, height: number): Box {
  const cos = Math.abs(Math.cos(region.rotation));
  const sin = Math.abs(Math.sin(region.rotation));
  const halfWidth = (cos * region.width + sin * region.height) / 2 + 2;
  const halfHeight = (sin * region.width + cos * region.height) / 2 + 2;
  const clip = (value: number, limit: number): number => Math.max(0, Math.min(limit, value));
  // Video formats with halved colour planes can only be cut at even places.
  const even = (value: number): number => value - (value % 2);
  const x = even(clip(Math.floor(region.x - halfWidth), width - 1));
  const y = even(clip(Math.floor(region.y - halfHeight), height - 1));
  const right = clip(Math.ceil(region.x + halfWidth) + 1, width);
  const bottom = clip(Math.ceil(region.y + halfHeight) + 1, height);
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}
