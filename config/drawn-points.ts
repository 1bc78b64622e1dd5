/**
 * The 46 points that the drawn-face model places (see models/drawn-face/README.md). "Left" and "right" are the image's here:
 * the model knows no subject.
 */
export const DRAWN_POINT_COUNT = 46;

/** One drawn eye. The outline runs along the visible opening. */
export interface DrawnEye {
  /** Outer corner, upper lid at 3/4, 1/2, 1/4 of the way, inner corner. */
  upper: readonly [number, number, number, number, number];
  /** Outer corner, lower lid at 3/4, 1/2, 1/4 of the way, inner corner. */
  lower: readonly [number, number, number, number, number];
  iris: { centre: number; left: number; right: number; bottom: number };
  /** Outer end, middle, inner end. */
  brow: readonly [number, number, number];
}

export const IMAGE_LEFT_EYE: DrawnEye = {
  upper: [0, 1, 2, 3, 4],
  lower: [0, 7, 6, 5, 4],
  iris: { centre: 8, left: 9, right: 10, bottom: 11 },
  brow: [24, 25, 26],
};

export const IMAGE_RIGHT_EYE: DrawnEye = {
  upper: [12, 13, 14, 15, 16],
  lower: [12, 19, 18, 17, 16],
  iris: { centre: 20, left: 21, right: 22, bottom: 23 },
  brow: [27, 28, 29],
};

/** The edges of a drawn mouth's opening, image-left corner to image-right corner; on a shut mouth both lie on its line. */
export const DRAWN_MOUTH = { upper: [30, 34, 32, 35, 31], lower: [30, 36, 33, 37, 31] } as const;
export const DRAWN_NOSE = 38;
/** Image-left cheek at the height of the lower lid, two points down the jaw, chin, and up the other side. */
export const DRAWN_OUTLINE = [39, 40, 41, 42, 43, 44, 45] as const;
export const DRAWN_CHIN = 42;

/** The point that each point becomes in a mirror. */
export const MIRRORED_POINT: readonly number[] = [
  12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 21, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 9, 11, 27, 28, 29, 24, 25, 26, 31, 30, 32, 33, 35, 34, 37,
  36, 38, 45, 44, 43, 42, 41, 40, 39,
];
