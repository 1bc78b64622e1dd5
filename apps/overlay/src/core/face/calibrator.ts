import { chooseNeutral } from './choose-neutral.ts';
import { averageNeutral, createNeutral, mixNeutral, type Neutral } from './neutral.ts';
import { createObservation, type Observation } from './observe.ts';

/** Milliseconds of stillness that make a neutral, and how long a finding takes to blend in. */
const STILL_TIME = 1500;
const BLEND_TIME = 500;
/** Without stillness for this long, the calmest of the frames so far are taken. */
const PATIENCE = 8000;
const SAMPLE_EVERY = 200;
/** An eye this far below the widest seen is in a blink. */
const BLINK = 0.7;
/** The open level moves by this share a second, and settles where a fifth of the open frames lie above it. */
const DRIFT_RATE = 0.03;
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
  const frame = createNeutral();
  const still = createNeutral();
  const base = { right: 0, left: 0 };
  let started = false;
  let settled = remembered !== null;
  let searching = true;
  let keepShape = remembered !== null;
  let blendStart = Number.NEGATIVE_INFINITY;
  let stillStart = 0;
  let stillCount = 0;
  let widest = 0;
  let searchStart = Number.NaN;
  let lastSample = Number.NEGATIVE_INFINITY;
  let lastTime = Number.NaN;
  let samples: Observation[] = [];

  const setBase = (): void => {
    base.right = target.apertureRight;
    base.left = target.apertureLeft;
  };
  const settle = (found: Neutral, time: number): void => {
    mixNeutral(current, current, 0, from);
    mixNeutral(found, found, 0, target);
    if (keepShape) {
      target.canonical.set(current.canonical);
      target.apertureRight = current.apertureRight;
      target.apertureLeft = current.apertureLeft;
    }
    setBase();
    blendStart = time;
    searching = false;
    settled = true;
    keepShape = false;
    samples = [];
  };

  const search = (observation: Observation, time: number): void => {
    if (Number.isNaN(searchStart)) searchStart = time;
    const aperture = observation.apertureRight + observation.apertureLeft;
    widest = Math.max(widest, aperture);
    if (time - lastSample >= SAMPLE_EVERY) {
      samples.push(copyObservation(observation));
      lastSample = time;
    }
    if (aperture > BLINK * widest) {
      averageNeutral([observation], frame);
      if (stillCount > 0 && isNear(still, frame)) {
        mixNeutral(still, frame, 1 / ++stillCount, still);
      } else {
        mixNeutral(frame, frame, 0, still);
        stillCount = 1;
        stillStart = time;
      }
    }
    if (stillCount >= 12 && time - stillStart >= STILL_TIME) settle(still, time);
    else if (time - searchStart >= PATIENCE) settle(chooseNeutral(samples), time);
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
        if (remembered) mixNeutral(remembered, remembered, 0, current);
        else averageNeutral([observation], current);
        mixNeutral(current, current, 0, target);
        setBase();
        started = true;
      }
      if (searching) search(observation, time);
      const t = (time - blendStart) / BLEND_TIME;
      if (t < 1) mixNeutral(from, target, t * t * (3 - 2 * t), current);
      else if (blendStart > Number.NEGATIVE_INFINITY) {
        mixNeutral(target, target, 0, current);
        blendStart = Number.NEGATIVE_INFINITY;
      } else if (settled) driftOpenLevel(current, observation, base, (time - lastTime) / 1000);
      lastTime = time;
      return current;
    },
    recalibrate() {
      searching = true;
      keepShape = false;
      stillCount = 0;
      widest = 0;
      searchStart = Number.NaN;
      lastSample = Number.NEGATIVE_INFINITY;
      samples = [];
    },
  };
}

/** Whether a face has not moved: 4 degrees, a twentieth of its width, 1.5 mm of mouth, which must be as good as shut. */
function isNear(a: Neutral, b: Neutral): boolean {
  const turned = Math.max(
    Math.abs(a.angles.yaw - b.angles.yaw),
    Math.abs(a.angles.pitch - b.angles.pitch),
    Math.abs(a.angles.roll - b.angles.roll),
  );
  const moved = Math.hypot(a.x - b.x, a.y - b.y) / (15.4 * a.scale);
  return turned < 4 && moved < 0.05 && Math.abs(a.mouthGap - b.mouthGap) < 0.15 && b.mouthGap < 0.6 && Math.abs(b.angles.yaw) < 25;
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

/** Follows the 80th percentile of each open eye, in small steps and within reach of what calibration found. */
function driftOpenLevel(neutral: Neutral, observation: Observation, base: { right: number; left: number }, seconds: number): void {
  if (!(seconds > 0 && seconds < 1)) return;
  if (Math.abs(observation.angles.yaw - neutral.angles.yaw) > 12 || Math.abs(observation.angles.pitch - neutral.angles.pitch) > 12) return;
  neutral.apertureRight = drifted(neutral.apertureRight, observation.apertureRight, base.right, seconds);
  neutral.apertureLeft = drifted(neutral.apertureLeft, observation.apertureLeft, base.left, seconds);
}

function drifted(level: number, aperture: number, base: number, seconds: number): number {
  if (aperture < BLINK * level) return level;
  const step = DRIFT_RATE * level * seconds;
  const next =
    aperture > level ? Math.min(aperture, level + DRIFT_QUANTILE * step) : Math.max(aperture, level - (1 - DRIFT_QUANTILE) * step);
  return Math.max(0.85 * base, Math.min(1.5 * base, next));
}
