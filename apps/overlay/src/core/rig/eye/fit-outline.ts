import { clamp } from '../smoothstep.ts';
import { catmullRomBasis, curveThrough } from './catmull-rom.ts';
import { EYES, type EyeFrame, type EyeSide, localPoints, pictureX, pictureY } from './eye-frame.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';

/** The best outline: x' = shift + width * x, y' = y + (lift + bulge * (1 - x^2)) * opening on the lower lid. */
export interface OutlineFit {
  shift: number;
  width: number;
  lift: number;
  bulge: number;
  /** Opening of the tracked eye in half eye widths, at least 0.2. */
  opening: number;
  /** Mean contrast (0..255, on skin of usual light) of the tracked and of the best outline: eye inside, skin outside. */
  before: number;
  after: number;
  /** The gain is clear enough to move the outline. */
  accepted: boolean;
  /** Some outline was found: without one the picture says nothing about where the eye ends. */
  trusted: boolean;
}

const SHIFTS = [-0.12, -0.06, 0, 0.06, 0.12];
const WIDTHS = [0.95, 1, 1.06, 1.12, 1.18, 1.25];
const LIFTS = [-0.06, 0, 0.06, 0.12, 0.18, 0.25, 0.32];
const BULGES = [-0.06, 0, 0.06, 0.12, 0.2];
/** Least contrast that is an edge at all, and least gain over the tracked outline. */
const LEAST_CONTRAST = 28;
const LEAST_GAIN = 30;
/** How far outside plain skin is looked for, in half eye widths. */
const SKIN_DISTANCE = 0.42;
/** Luma of lit skin: contrasts on darker skin, or in shade, are scaled up to it. */
const USUAL_LIGHT = 150;
const STEPS = 3;
const BASIS = catmullRomBasis(9, 2);

/**
 * Searches the outline of the eye's lower half, corners included, with the best colour contrast between inside and
 * outside, against the skin further out. Large changes are penalised.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function fitEyeOutline(side: EyeSide, frame: EyeFrame, landmarks: ArrayLike<number>, sample: PixelSampler): OutlineFit {
  const lower = localPoints(frame, landmarks, EYES[side].lower);
  const upper = localPoints(frame, landmarks, EYES[side].upper);
  const opening = Math.max(0.2, lower[9] - upper[9]);
  const curve = curveThrough(BASIS, lower);
  const exposure = skinExposure(side, landmarks, sample);
  const raw = createContrast(frame, curve, opening, sample);
  const contrast = (s: number, w: number, l: number, b: number) => exposure * raw(s, w, l, b);
  const before = contrast(0, 1, 0, 0);
  let [after, shift, width, lift, bulge] = [before, 0, 1, 0, 0];
  for (const s of SHIFTS) {
    for (const w of WIDTHS) {
      for (const l of LIFTS) {
        for (const b of BULGES) {
          const value = contrast(s, w, l, b) - 25 * (4 * s * s + 4 * (w - 1) ** 2 + 2 * (l * l + b * b));
          if (value > after) [after, shift, width, lift, bulge] = [value, s, w, l, b];
        }
      }
    }
  }
  const accepted = after >= LEAST_CONTRAST && after - before >= LEAST_GAIN;
  if (!accepted) [shift, width, lift, bulge] = [0, 1, 0, 0];
  return { shift, width, lift, bulge, opening, before, after, accepted, trusted: after >= LEAST_CONTRAST };
}

/** What the skin below the eye would have to be multiplied with to be as light as usual; at most 2.2. */
function skinExposure(side: EyeSide, landmarks: ArrayLike<number>, sample: PixelSampler): number {
  const colour = new Float64Array(3);
  let light = 0;
  for (const p of EYES[side].lowerRing) light += luma(sample(landmarks[3 * p], landmarks[3 * p + 1], colour)) / EYES[side].lowerRing.length;
  return clamp(USUAL_LIGHT / Math.max(1, light), 1, 2.2);
}

/** Mean over the curve of (distance to skin just inside) - (the same just outside), each point's share limited. */
function createContrast(frame: EyeFrame, curve: Float64Array, opening: number, sample: PixelSampler) {
  const n = curve.length / 2;
  const step = Math.max(0.1, 1.3 / frame.halfWidth) / STEPS;
  const skin = new Float64Array(3);
  const colour = new Float64Array(3);
  const fromSkin = (x: number, y: number): number => {
    sample(pictureX(frame, x, y), pictureY(frame, x, y), colour);
    return Math.hypot(colour[0] - skin[0], colour[1] - skin[1], colour[2] - skin[2]);
  };
  return (shift: number, width: number, lift: number, bulge: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const x0 = curve[2 * i];
      const x = shift + width * x0;
      const y = curve[2 * i + 1] + (lift + bulge * (1 - x0 * x0)) * opening;
      let [nx, ny] = [Math.sign(x0) * 0.8, 0.6];
      if (i > 0 && i < n - 1) {
        const tx = (curve[2 * i + 2] - curve[2 * i - 2]) * width;
        const ty = curve[2 * i + 3] - curve[2 * i - 1];
        const length = Math.hypot(tx, ty) || 1;
        const down = tx < 0 ? -1 : 1;
        [nx, ny] = [(-ty / length) * down, (tx / length) * down];
      }
      sample(
        pictureX(frame, x + SKIN_DISTANCE * nx, y + SKIN_DISTANCE * ny),
        pictureY(frame, x + SKIN_DISTANCE * nx, y + SKIN_DISTANCE * ny),
        skin,
      );
      let gain = 0;
      for (let q = 1; q <= STEPS; q++) {
        gain += fromSkin(x - nx * step * q, y - ny * step * q) - fromSkin(x + nx * step * q, y + ny * step * q);
      }
      sum += Math.max(-20, Math.min(90, gain / STEPS));
    }
    return sum / n;
  };
}
