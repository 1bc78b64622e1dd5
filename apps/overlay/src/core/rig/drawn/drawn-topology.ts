import { type DrawnEye, IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE } from '@masque/config/drawn-points';
import { type EyeTopology, LEFT_EYE, RIGHT_EYE } from '../../face/topology.ts';

/** Face Mesh indices of what is laid out around a drawn eye; outer corner first. */
export interface DrawnEyeTarget {
  drawn: DrawnEye;
  mesh: EyeTopology;
  /** Second skin ring below, which EyeTopology has no need of; outer corner first. */
  low: readonly number[];
  /** Third skin ring below, towards the cheek, without its ends. */
  cheek: readonly number[];
  /** Upper and lower edge of the brow, inner end first. */
  browTop: readonly number[];
  browLow: readonly number[];
}

/** The subject's right eye is on the image's left. */
export const EYE_TARGETS: readonly [left: DrawnEyeTarget, right: DrawnEyeTarget] = [
  {
    drawn: IMAGE_LEFT_EYE,
    mesh: RIGHT_EYE,
    low: [226, 31, 228, 229, 230, 231, 232, 233, 244],
    cheek: [111, 117, 118, 119, 120, 121, 128],
    browTop: [107, 66, 105, 63, 70],
    browLow: [55, 65, 52, 53, 46],
  },
  {
    drawn: IMAGE_RIGHT_EYE,
    mesh: LEFT_EYE,
    low: [446, 261, 448, 449, 450, 451, 452, 453, 464],
    cheek: [340, 346, 347, 348, 349, 350, 357],
    browTop: [336, 296, 334, 293, 300],
    browLow: [285, 295, 282, 283, 276],
  },
];

/** Rings of the lips from the outer rim to the inner one, image left to right: of the upper lip with the corners, and of the lower. */
export const LIP_RINGS = {
  upper: [
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
    [76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306],
    [62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292],
    [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  ],
  lower: [
    [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291],
    [76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306],
    [62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292],
    [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
  ],
} as const;
/** Beside the mouth's corners. */
export const MOUTH_SIDES = [57, 287] as const;

/** The nose: its ridge, tip and wings. */
export const NOSE_POINTS = [1, 2, 4, 5, 6, 168, 195, 197, 19, 94, 97, 326, 98, 327, 129, 358, 48, 278, 64, 294, 45, 275, 220, 440] as const;

/** Halves of the face's outline, from the forehead's middle to the chin; the 9th lies beside the eye. */
export const OUTLINE_HALVES: readonly [left: readonly number[], right: readonly number[]] = [
  [10, 109, 67, 103, 54, 21, 162, 127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152],
  [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152],
];
export const OUTLINE_BESIDE_EYE = 8;
