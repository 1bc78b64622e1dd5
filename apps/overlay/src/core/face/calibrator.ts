import { chooseNeutral } from './choose-neutral.ts';
import { averageNeutral, createNeutral, LEAST_OPEN, mixNeutral, type Neutral } from './neutral.ts';
import { createObservation, type Observation } from './observe.ts';

/** Milliseconds of stillness that end the search for a neutral, and how long a finding takes to blend in. */
const STILL_TIME = 1500;
const BLEND_TIME = 500;
/** Without stillness, a first finding is made after FIRST_LOOK, and the search ends after PATIENCE. */
const FIRST_LOOK = 1500;
const PATIENCE = 4000;
const SAMPLE_EVERY = 60;
/** An eye this far below the widest seen is in a blink. */
const BLINK = 0.7;
/**
 * The open level moves by a share a second, within reach of what calibration found and while the head is within some degrees
 * of rest, and settles where a fifth of the open frames lie above it. Before anything is found it may only rise, and quickly:
 * the first frame may have been a blink.
 */
const SETTLED_DRIFT = { rate: 0.03, least: 0.85, most: 1.5, turned: 12 };
const SEARCH_DRIFT = { rate: 1, least: 1, most: 3, turned: 25 };
const DRIFT_QUANTILE = 0.8;

/** Finds and keeps the neutral of a live driver. */
export interface Calibrator {
  /** The neutral in force; null until the first frame. It changes only gradually. */
  readonly neutral: Neutral | null;
  /** Whether the neutral rests on a still face (or a remembered one) rather than on whatever came first. */
  readonly settled: boolean;
  /** Takes one accepted frame (milliseconds) and answers the neutral to measure it against; always the same object. */
  update(observation: Observation, time: number): Neutral;
  /** Looks for a still face anew; the old neutral stays in force until one is found. */
  recalibrate(): void;
}

/**
 * A calibrator that starts with its first frame, so that the avatar moves at once, refines during the first still 1.5 seconds,
 * and then keeps what it has but for a slow drift of each eye's open level (who squints at first is mended).
 * @param remembered the neutral kept for this camera: its face shape is kept, only where the head is gets refined
 */
export function createCalibrator(remembered: Neutral | null = null): Calibrator {
  const current = createNeutral();
  const from = createNeutral();
  const target = createNeutral();
  const base = { right: 0, left: 0 };
  let started = false;
  let settled = remembered !== null;
  let searching = true;
  let keepShape = remembered !== null;
  let blending = false;
  let blendStart = 0;
  let stillSince: Observation | null = null;
  let stillStart = Number.POSITIVE_INFINITY;
  let looked = false;
  let widest = 0;
  let searchStart = Number.NaN;
  let lastSample = Number.NEGATIVE_INFINITY;
  let lastTime = Number.NaN;
  let samples: Observation[] = [];

  const aim = (found: Neutral, time: number): void => {
    copyNeutral(current, from);
    copyNeutral(found, target);
    if (keepShape) {
      target.canonical.set(current.canonical);
      target.apertureRight = current.apertureRight;
      target.apertureLeft = current.apertureLeft;
    }
    base.right = target.apertureRight;
    base.left = target.apertureLeft;
    blendStart = time;
    blending = true;
  };

  const search = (observation: Observation, time: number): void => {
    if (Number.isNaN(searchStart)) searchStart = time;
    const aperture = observation.apertureRight + observation.apertureLeft;
    widest = Math.max(widest, aperture);
    if (time - lastSample >= SAMPLE_EVERY) {
      samples.push(copyObservation(observation));
      lastSample = time;
    }
    if (aperture > BLINK * widest && !(stillSince && isNear(stillSince, observation))) {
      stillSince = copyObservation(observation);
      stillStart = time;
    }
    if (time - stillStart >= STILL_TIME || time - searchStart >= PATIENCE) {
      aim(chooseNeutral(samples), time);
      searching = false;
      settled = true;
      keepShape = false;
      samples = [];
    } else if (!looked && !keepShape && widest > 2 * LEAST_OPEN && time - searchStart >= FIRST_LOOK) {
      aim(chooseNeutral(samples), time);
      looked = true;
    }
  };

  return {
    get neutral() {
      return started ? current : null;
    },
    get settled() {
      return settled;
    },
    update(observation, time) {
      if (!started) {
        if (remembered) copyNeutral(remembered, current);
        else averageNeutral([observation], current);
        base.right = current.apertureRight;
        base.left = current.apertureLeft;
        started = true;
      }
      if (searching) search(observation, time);
      if (blending) {
        const t = Math.min(1, (time - blendStart) / BLEND_TIME);
        mixNeutral(from, target, t * t * (3 - 2 * t), current);
        blending = t < 1;
      } else {
        driftOpenLevel(current, observation, base, settled ? SETTLED_DRIFT : SEARCH_DRIFT, (time - lastTime) / 1000);
      }
      lastTime = time;
      return current;
    },
    recalibrate() {
      searching = true;
      keepShape = false;
      stillSince = null;
      stillStart = Number.POSITIVE_INFINITY;
      looked = true;
      widest = 0;
      searchStart = Number.NaN;
      lastSample = Number.NEGATIVE_INFINITY;
      samples = [];
    },
  };
}

/** Whether a face has not moved: 4 degrees, a twentieth of its width, 1.5 mm of mouth, which must be as good as shut. */
function isNear(a: Observation, b: Observation): boolean {
  const turned = Math.max(
    Math.abs(a.angles.yaw - b.angles.yaw),
    Math.abs(a.angles.pitch - b.angles.pitch),
    Math.abs(a.angles.roll - b.angles.roll),
  );
  const [ax, ay] = a.pose.translation;
  const [bx, by] = b.pose.translation;
  const moved = Math.hypot(ax - bx, ay - by) / (15.4 * a.pose.scale);
  return turned < 4 && moved < 0.05 && Math.abs(a.mouthGap - b.mouthGap) < 0.15 && b.mouthGap < 0.6 && Math.abs(b.angles.yaw) < 25;
}

function copyNeutral(from: Neutral, to: Neutral): void {
  mixNeutral(from, from, 0, to);
}

function copyObservation(o: Observation): Observation {
  const copy = createObservation();
  copy.canonical.set(o.canonical);
  Object.assign(copy.angles, o.angles);
  Object.assign(copy.gaze, o.gaze);
  copy.pose = o.pose;
  copy.apertureRight = o.apertureRight;
  copy.apertureLeft = o.apertureLeft;
  copy.mouthGap = o.mouthGap;
  copy.mouthWidth = o.mouthWidth;
  copy.faceHeight = o.faceHeight;
  return copy;
}

type Drift = typeof SETTLED_DRIFT;

/** Follows the 80th percentile of each open eye in small steps. */
function driftOpenLevel(
  neutral: Neutral,
  observation: Observation,
  base: { right: number; left: number },
  drift: Drift,
  seconds: number,
): void {
  if (!(seconds > 0 && seconds < 1)) return;
  const turned = Math.max(Math.abs(observation.angles.yaw - neutral.angles.yaw), Math.abs(observation.angles.pitch - neutral.angles.pitch));
  if (turned > drift.turned) return;
  neutral.apertureRight = drifted(neutral.apertureRight, observation.apertureRight, base.right, drift, seconds);
  neutral.apertureLeft = drifted(neutral.apertureLeft, observation.apertureLeft, base.left, drift, seconds);
}

function drifted(level: number, aperture: number, base: number, { rate, least, most }: Drift, seconds: number): number {
  if (aperture < BLINK * level) return level;
  const step = rate * seconds * level;
  const next =
    aperture > level ? Math.min(aperture, level + DRIFT_QUANTILE * step) : Math.max(aperture, level - (1 - DRIFT_QUANTILE) * step);
  return Math.max(least * base, Math.min(most * base, next));
}
