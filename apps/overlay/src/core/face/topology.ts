/**
 * Index tables over the 478 landmarks of MediaPipe Face Mesh (468 + 5 per iris).
 * "Right" is the subject's right, which lies on the left of an unmirrored image.
 */
export interface EyeTopology {
  /** Upper lid contour, corner to corner (outer corner first), 9 points. */
  upper: readonly number[];
  /** Lower lid contour, same corners, 9 points. */
  lower: readonly number[];
  /** Skin ring above the upper lid (the fold), 9 points. */
  upperRing: readonly number[];
  /** Skin ring below the lower lid, 9 points. */
  lowerRing: readonly number[];
  /** Second skin ring above, towards the brow, 9 points. */
  browRing: readonly number[];
  /** Iris centre, then its 4 rim points. */
  iris: readonly [number, number, number, number, number];
  /** Pairs (upper, lower) whose mean distance over the corner distance is the aperture. */
  gaps: readonly (readonly [number, number])[];
}

export const RIGHT_EYE: EyeTopology = {
  upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
  lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  upperRing: [130, 247, 30, 29, 27, 28, 56, 190, 243],
  lowerRing: [130, 25, 110, 24, 23, 22, 26, 112, 243],
  browRing: [226, 113, 225, 224, 223, 222, 221, 189, 244],
  iris: [468, 469, 470, 471, 472],
  gaps: [
    [159, 145],
    [158, 153],
    [160, 144],
  ],
};

export const LEFT_EYE: EyeTopology = {
  upper: [263, 466, 388, 387, 386, 385, 384, 398, 362],
  lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
  upperRing: [359, 467, 260, 259, 257, 258, 286, 414, 463],
  lowerRing: [359, 255, 339, 254, 253, 252, 256, 341, 463],
  browRing: [446, 342, 445, 444, 443, 442, 441, 413, 464],
  iris: [473, 474, 475, 476, 477],
  gaps: [
    [386, 374],
    [385, 380],
    [387, 373],
  ],
};

/** Inner lip contours, image-left corner (78) to image-right corner (308), 11 points each; indices pair up. */
export const INNER_LIPS = {
  upper: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  lower: [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
} as const;

/** Outer lip contour, a closed loop from the image-left corner over the upper lip. */
export const OUTER_LIPS = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146] as const;

/** Face oval, a closed loop from the forehead's middle to the image's right and round. */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93,
  234, 127, 162, 21, 54, 103, 67, 109,
] as const;

/** Pairs (upper, lower) whose mean distance is the mouth's inner opening. */
export const MOUTH_GAPS = [
  [13, 14],
  [82, 87],
  [312, 317],
] as const;

/** Points where skin is plain: used for skin colour and light. */
export const SKIN_POINTS = [50, 280, 205, 425, 151, 9, 101, 330, 36, 266, 108, 337, 142, 371, 203, 423, 118, 347] as const;

/** Face width of the canonical head in centimetres: the unit of HeadMotion's shift. */
export const CANONICAL_FACE_WIDTH = 15.4;
/** Face height of the canonical head, points 10 to 152, in centimetres. */
export const CANONICAL_FACE_HEIGHT = 17.2;
