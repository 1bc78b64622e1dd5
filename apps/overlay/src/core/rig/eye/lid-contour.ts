import { catmullRomBasis, curveThrough } from './catmull-rom.ts';
import { EYES, type EyeFrame, type EyeSide, localPoints } from './eye-frame.ts';

/** The eye's opening in eye-local coordinates, as the heights of both lids over x. */
export interface LidContour {
  /** y of the upper lid's edge at x; NaN beyond the corners. */
  upper: (x: number) => number;
  /** y of the lower lid's edge at x; NaN beyond the corners. */
  lower: (x: number) => number;
  /** Dense contours, samples x (x, y), outer corner first. */
  upperCurve: Float64Array;
  lowerCurve: Float64Array;
  /** Mean opening over the middle half of the eye. */
  opening: number;
}

const BASIS = catmullRomBasis(9, 6);
/** How far an edge is blurred in the picture, with the lids set outwards (see snapEyes). */
const BLUR_PIXELS = 2.5;
const REACH = 1.3;
const BINS = 520;

/** @param landmarks 478 x (x, y, z), picture pixels */
export function lidContour(side: EyeSide, frame: EyeFrame, landmarks: ArrayLike<number>): LidContour {
  const upperCurve = curveThrough(BASIS, localPoints(frame, landmarks, EYES[side].upper));
  const lowerCurve = curveThrough(BASIS, localPoints(frame, landmarks, EYES[side].lower));
  const upper = lookup(heightTable(upperCurve, Math.min));
  const lower = lookup(heightTable(lowerCurve, Math.max));
  let opening = 0;
  for (let i = 0; i < 11; i++) opening += Math.max(0, lower(-0.5 + i / 10) - upper(-0.5 + i / 10)) / 11;
  return { upper, lower, upperCurve, lowerCurve, opening };
}

/** Height over x in bins of equal width; where a curve doubles back, `choose` picks. */
function heightTable(curve: Float64Array, choose: (a: number, b: number) => number): Float64Array {
  const table = new Float64Array(BINS + 1).fill(Number.NaN);
  for (let i = 0; i + 3 < curve.length; i += 2) {
    const [x0, y0, x1, y1] = [curve[i], curve[i + 1], curve[i + 2], curve[i + 3]];
    const from = Math.max(0, Math.ceil(binOf(Math.min(x0, x1))));
    const to = Math.min(BINS, Math.floor(binOf(Math.max(x0, x1))));
    for (let b = from; b <= to; b++) {
      const x = (b / BINS) * 2 * REACH - REACH;
      const y = x1 === x0 ? choose(y0, y1) : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
      table[b] = Number.isNaN(table[b]) ? y : choose(table[b], y);
    }
  }
  return table;
}

const binOf = (x: number): number => ((x + REACH) / (2 * REACH)) * BINS;

function lookup(table: Float64Array): (x: number) => number {
  return (x) => {
    const bin = binOf(x);
    if (!(bin >= 0 && bin <= BINS)) return Number.NaN;
    const b = Math.min(BINS - 1, Math.floor(bin));
    const [low, high] = [table[b], table[b + 1]];
    if (Number.isNaN(low)) return high;
    return Number.isNaN(high) ? low : low + (high - low) * (bin - b);
  };
}

/** Where the eyeball shows in the picture, clear of lashes and of the lids' edges. */
export type Visibility = (x: number, y: number) => boolean;

/** Eye-local points that lie inside the lids, with a margin against lashes above, the wet rim below, and blur. */
export function createVisibility(contour: LidContour, frame: EyeFrame): Visibility {
  const blur = Math.min(BLUR_PIXELS / frame.halfWidth, 0.3 * contour.opening);
  const above = Math.max(blur, Math.min(0.07, 0.12 * contour.opening));
  const below = Math.max(blur, Math.min(0.05, 0.08 * contour.opening));
  return (x, y) => Math.abs(x) < 0.96 && y > contour.upper(x) + above && y < contour.lower(x) - below;
}
