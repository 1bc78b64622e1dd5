import { BLENDSHAPE_INDEX, BLENDSHAPES } from '@masque/config/blendshapes';
import { CONTROL_POINT_COUNT, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { LID_POINTS } from '../face/lid-points.ts';
import { quantile } from '../face/quantile.ts';

/** Least-squares quadratic through 5 equally spaced values: weights of its middle (Savitzky and Golay 1964). */
const QUADRATIC = [-3 / 35, 12 / 35, 17 / 35, 12 / 35, -3 / 35];
/** Gaussian of sigma 1 frame out to 3 frames. */
const GAUSSIAN = [-3, -2, -1, 0, 1, 2, 3].map((i) => Math.exp((-i * i) / 2));
const GAUSSIAN_SUM = GAUSSIAN.reduce((a, b) => a + b, 0);
const LIDS = new Set(LID_POINTS);
const LID_SHAPE = /^eye(Blink|Wide|Squint)/;
const BLINK_HIDES_GAZE = 0.75;
/** What a quadratic leaves over is noise up to this many standard deviations; lips that close for one frame stand out of it. */
const NOISE_REACH = 2.5;
/** The tracker's own noise is never more: canonical cm of a surface point, and the same of a coefficient (a cm or two at 1). */
const MOST_NOISE = 0.035;
/** Standard deviation of a normal distribution over the median of its absolute values. */
const DEVIATION = 1.4826;

/**
 * Smooths a whole clip without delay, in place: quadratics over 5 frames for the surface and its coefficients, save what
 * stands out of their noise (soft thresholding by the median deviation, Donoho 1995), a gaussian of one frame for head and
 * gaze, which is first held through blinks. Lids stay as they are: a blink is 3 frames.
 * @param motions every frame of the clip in order, equally spaced; frames without presence are smoothed like the others
 */
export function smoothClip(motions: readonly Motion[]): void {
  holdGaze(motions);
  for (const key of ['yaw', 'pitch', 'roll', 'x', 'y', 'scale'] as const) {
    smooth(
      motions.map((m) => m.head[key]),
      gaussian,
      (i, v) => {
        motions[i].head[key] = v;
      },
    );
  }
  for (const key of ['x', 'y'] as const)
    smooth(
      motions.map((m) => m.gaze[key]),
      gaussian,
      (i, v) => {
        motions[i].gaze[key] = v;
      },
    );
  BLENDSHAPES.forEach((name, b) => {
    if (LID_SHAPE.test(name)) return;
    const kernel = name.startsWith('eyeLook') ? gaussian : quadratic;
    smooth(
      motions.map((m) => m.blendshapes[b]),
      kernel,
      (i, v) => {
        motions[i].blendshapes[b] = Math.max(0, Math.min(1, v));
      },
    );
  });
  if (motions.every((m) => m.dense)) {
    for (let k = 0; k < 3 * LANDMARK_COUNT; k++) {
      if (!LIDS.has(Math.floor(k / 3)))
        smooth(
          motions.map((m) => m.dense![k]),
          quadratic,
          (i, v) => {
            motions[i].dense![k] = v;
          },
        );
    }
    for (const m of motions) pickControlPoints(m.dense!, m.controlPoints);
  } else {
    for (let k = 0; k < 3 * CONTROL_POINT_COUNT; k++) {
      smooth(
        motions.map((m) => m.controlPoints[k]),
        quadratic,
        (i, v) => {
          motions[i].controlPoints[k] = v;
        },
      );
    }
  }
}

/** Gaze of a shut eye is invented: the last seen one stays, and the first seen one holds before it. */
function holdGaze(motions: readonly Motion[]): void {
  const hidden = (m: Motion): boolean =>
    m.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] + m.blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight] > 2 * BLINK_HIDES_GAZE;
  let last = motions.find((m) => !hidden(m))?.gaze;
  for (const m of motions) {
    if (!hidden(m)) last = m.gaze;
    else if (last) Object.assign(m.gaze, last);
  }
}

type Kernel = (values: readonly number[], i: number) => number;

function smooth(values: readonly number[], kernel: Kernel, set: (i: number, value: number) => void): void {
  const smoothed = values.map((_, i) => kernel(values, i));
  const reach = kernel === quadratic ? noiseOf(values, smoothed) : Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const left = values[i] - smoothed[i];
    set(i, smoothed[i] + Math.sign(left) * Math.max(0, Math.abs(left) - reach));
  }
}

/** What of the difference is noise. */
function noiseOf(values: readonly number[], smoothed: readonly number[]): number {
  const left = values.map((v, i) => Math.abs(v - smoothed[i]));
  return left.length === 0 ? 0 : Math.min(MOST_NOISE, NOISE_REACH * DEVIATION * quantile(left, 0.5));
}

/** Near the ends the window shrinks to what is symmetric, so that nothing is shifted in time. */
function quadratic(values: readonly number[], i: number): number {
  if (i < 2 || i >= values.length - 2) return values[i];
  let sum = 0;
  for (let j = 0; j < 5; j++) sum += QUADRATIC[j] * values[i + j - 2];
  return sum;
}

function gaussian(values: readonly number[], i: number): number {
  let sum = 0;
  for (let j = 0; j < 7; j++) sum += GAUSSIAN[j] * values[Math.max(0, Math.min(values.length - 1, i + j - 3))];
  return sum / GAUSSIAN_SUM;
}
