import { INNER_LIPS, OUTER_LIPS } from '../../face/topology.ts';

const LOWER_INNER = [...INNER_LIPS.lower].slice(1, -1).reverse();

/**
 * The lips as 20 spokes in the order of OUTER_LIPS, each of four landmarks from the outer contour through the red to the
 * inner contour. Spokes 0 and 10 are the corners, 1 to 9 the upper lip, 11 to 19 the lower one from the image's right.
 */
export const LIP_RINGS: readonly (readonly number[])[] = [
  OUTER_LIPS,
  [76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306, 307, 320, 404, 315, 16, 85, 180, 90, 77],
  [62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292, 325, 319, 403, 316, 15, 86, 179, 89, 96],
  [...INNER_LIPS.upper, ...LOWER_INNER],
];

export const SPOKES = OUTER_LIPS.length;

/** Spokes at the mouth's corners, image-left and image-right. */
export const CORNER_SPOKES = [0, SPOKES / 2] as const;
