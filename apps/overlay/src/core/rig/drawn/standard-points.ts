import { DRAWN_POINT_COUNT, MIRRORED_POINT } from '@masque/config/drawn-points';

/** The image's left half of a plain face and its middle, by point: half face widths from between the eyes, y down. */
const HALF: Readonly<Record<number, readonly [x: number, y: number]>> = {
  0: [-0.62, 0.03],
  1: [-0.55, -0.09],
  2: [-0.42, -0.14],
  3: [-0.29, -0.09],
  4: [-0.22, 0.05],
  5: [-0.29, 0.13],
  6: [-0.42, 0.17],
  7: [-0.55, 0.12],
  8: [-0.42, 0.01],
  9: [-0.52, 0.01],
  10: [-0.32, 0.01],
  11: [-0.42, 0.13],
  24: [-0.68, -0.25],
  25: [-0.45, -0.34],
  26: [-0.2, -0.27],
  30: [-0.2, 0.75],
  32: [0, 0.75],
  33: [0, 0.77],
  34: [-0.1, 0.75],
  36: [-0.1, 0.765],
  38: [0, 0.45],
  39: [-0.85, 0.2],
  40: [-0.75, 0.6],
  41: [-0.42, 0.95],
  42: [0, 1.1],
};
/** Half a face's width, and the height of its eyes, as shares of the picture's shorter side and of its height. */
const SIZE = 0.3;
const HEIGHT = 0.42;

/** Where a face's features are put to begin with when none was found: in the picture's middle. @returns 46 x (x, y), picture pixels */
export function standardPoints(width: number, height: number): Float32Array {
  const scale = SIZE * Math.min(width, height);
  const points = new Float32Array(2 * DRAWN_POINT_COUNT);
  for (let p = 0; p < DRAWN_POINT_COUNT; p++) {
    const [x, y, side] = HALF[p] ? [...HALF[p], 1] : [...HALF[MIRRORED_POINT[p]], -1];
    points[2 * p] = width / 2 + side * scale * x;
    points[2 * p + 1] = HEIGHT * height + scale * y;
  }
  return points;
}
