import type { Picture } from '../picture.ts';
import { clamp } from '../smoothstep.ts';
import { EYES, type EyeFrame, type EyeSide, eyeFrame, localX, localY, pictureX, pictureY } from './eye-frame.ts';
import { fitIris, isIris } from './fit-iris.ts';
import { fitLidLines } from './fit-lid-lines.ts';
import { fitEyeOutline, type OutlineFit } from './fit-outline.ts';
import { createPixelSampler, type PixelSampler } from './pixel-sampler.ts';
import { moveLid, traceLid } from './trace-lid.ts';

/**
 * At last both lids are set outwards by this many picture pixels (and within these limits, in half eye widths): edges are
 * blurred, and what the eyeball left on the skin would stay there when the eye turns or shuts.
 */
const OUTSET_PIXELS = 1;
const OUTSET = [0.012, 0.04] as const;

/** What snapping did to one eye; lengths in half eye widths. */
export interface EyeSnap extends OutlineFit {
  /** Mean and largest shift of the upper and of the lower lid by the tracing that follows the outline's fit. */
  upper: { mean: number; most: number };
  lower: { mean: number; most: number };
}

export interface SnapReport {
  right: EyeSnap;
  left: EyeSnap;
}

/**
 * Moves the lid contours onto the eye as it is drawn. On cartoons and paintings the tracked contour lies inside the drawn
 * eye; on photos it is right within a few pixels and hardly changes. First a global fit (shift, width, height, bulge) by
 * contrast against the skin outside, taken over only for a clear gain; then both lids are traced column by column. Eyes
 * without white or iris, mere lines on a statue or a sketch, are found by their lines.
 * @param landmarks 478 x (x, y, z), picture pixels; not changed
 * @returns corrected copy and what was done
 */
export function snapEyes(landmarks: Float32Array, picture: Picture): { landmarks: Float32Array; report: SnapReport } {
  const snapped = landmarks.slice();
  const sample = createPixelSampler(picture);
  const fits = SIDES.map((side) => fitEyeOutline(side, eyeFrame(side, snapped), snapped, sample));
  const lined = fits.every((fit) => fit.trusted) || SIDES.some((side) => isIris(fitIris(side, landmarks, sample))) ? [] : SIDES;
  const [right, left] = SIDES.map((side, i) => {
    const moved = lined.includes(side) && fitLidLines(side, eyeFrame(side, snapped), snapped, sample);
    return moved ? setOutwards(side, snapped, fits[i]) : snapEye(side, snapped, fits[i], sample);
  });
  return { landmarks: snapped, report: { right, left } };
}

const SIDES: readonly EyeSide[] = ['right', 'left'];
const NONE = { mean: 0, most: 0 };

function snapEye(side: EyeSide, landmarks: Float32Array, fit: OutlineFit, sample: PixelSampler): EyeSnap {
  const frame = eyeFrame(side, landmarks);
  if (!fit.trusted) return { ...fit, upper: NONE, lower: NONE };
  if (fit.accepted) widen(side, frame, landmarks, fit);
  const lower = traceLid('lower', side, frame, landmarks, sample);
  traceLid('lower fine', side, frame, landmarks, sample);
  traceLid('lower line', side, frame, landmarks, sample);
  const upper = traceLid('upper', side, frame, landmarks, sample);
  return { ...setOutwards(side, landmarks, fit), lower, upper };
}

function setOutwards(side: EyeSide, landmarks: Float32Array, fit: OutlineFit): EyeSnap {
  const frame = eyeFrame(side, landmarks);
  const outset = clamp(OUTSET_PIXELS / frame.halfWidth, OUTSET[0], OUTSET[1]);
  moveLid('upper', side, frame, landmarks, (x) => -outset * Math.sqrt(Math.max(0, 1 - x * x)));
  moveLid('lower', side, frame, landmarks, (x) => outset * Math.sqrt(Math.max(0, 1 - x * x)));
  return { ...fit, upper: NONE, lower: NONE };
}

/** Carries the fitted outline over to the lids and, weaker, to the skin rings around them. */
function widen(side: EyeSide, frame: EyeFrame, landmarks: Float32Array, { shift, width, lift, bulge, opening }: OutlineFit): void {
  const { upper, lower, upperRing, lowerRing } = EYES[side];
  const moved = new Set<number>();
  const move = (points: readonly number[], drop: (x: number) => number, across: boolean) => {
    for (const p of points) {
      if (moved.has(p)) continue;
      moved.add(p);
      const x = localX(frame, landmarks[3 * p], landmarks[3 * p + 1]);
      const y = localY(frame, landmarks[3 * p], landmarks[3 * p + 1]) + drop(x) * opening;
      const nx = across ? shift + width * x : x;
      landmarks[3 * p] = pictureX(frame, nx, y);
      landmarks[3 * p + 1] = pictureY(frame, nx, y);
    }
  };
  move(lower, (x) => lift + bulge * (1 - x * x), true);
  move(upper, (x) => lift * x * x, true);
  move(lowerRing, (x) => 0.8 * (lift + bulge * Math.max(0, 1 - x * x)), true);
  move(upperRing, (x) => 0.5 * lift * Math.min(1, x * x), true);
}
