import { MIRRORED_POINTS } from './mirrored-points.ts';
import type { Observation } from './observe.ts';
import { CANONICAL_FACE_WIDTH } from './topology.ts';

/**
 * What no face does within a frame, or ever. Real faces stay below a quarter of these at 30 frames a second
 * (fast talking, head turns of 20 degrees): prediction error 0.04 widths and 6 degrees, shape change 0.6 cm, asymmetry 0.6 cm.
 */
const LIMITS = { shift: 0.5, turn: 35, scale: 0.35, shape: 2, asymmetry: 2, width: 16 };
/** After this many milliseconds without a frame nothing can be predicted. */
const MEMORY = 400;
/** This many rejected frames in a row that agree with each other are the truth after all. */
const AGREEING = 3;
const POINTS = 468;

/** Keeps landmarks that cannot be a face's next frame from being followed. */
export interface OutlierGate {
  /** Whether to follow this frame; `time` in milliseconds. */
  accept(observation: Observation, time: number): boolean;
  /** How many frames were turned away. */
  readonly dropped: number;
  /** Forgets the past, for instance when a face was found anew. */
  reset(): void;
}

interface Trace {
  time: number;
  yaw: number;
  pitch: number;
  roll: number;
  x: number;
  y: number;
  size: number;
  shape: Float32Array;
}

const createTrace = (): Trace => ({
  time: Number.NaN,
  yaw: 0,
  pitch: 0,
  roll: 0,
  x: 0,
  y: 0,
  size: 0,
  shape: new Float32Array(3 * POINTS),
});

/** A gate for the frames of one face. */
export function createOutlierGate(): OutlierGate {
  let last = createTrace();
  let before = createTrace();
  let rejected = createTrace();
  let agreeing = 0;
  let dropped = 0;

  const follow = (trace: Trace): void => {
    const spare = before;
    before = last;
    last = trace;
    rejected = spare;
    agreeing = 0;
  };

  return {
    get dropped() {
      return dropped;
    },
    accept(observation, time) {
      const width = observation.pose.scale * CANONICAL_FACE_WIDTH;
      if (!(width >= LIMITS.width) || !(asymmetryOf(observation.canonical) < LIMITS.asymmetry)) {
        dropped++;
        return false;
      }
      if (!(time - last.time < MEMORY)) last.time = Number.NaN;
      if (Number.isNaN(last.time) || isNext(last, before, observation, time)) {
        follow(record(rejected, observation, time));
        return true;
      }
      agreeing = time - rejected.time < MEMORY && isNext(rejected, null, observation, time) ? agreeing + 1 : 1;
      record(rejected, observation, time);
      if (agreeing < AGREEING) {
        dropped++;
        return false;
      }
      last.time = Number.NaN;
      follow(rejected);
      return true;
    },
    reset() {
      last.time = Number.NaN;
      before.time = Number.NaN;
      rejected.time = Number.NaN;
      agreeing = 0;
    },
  };
}

function record(trace: Trace, { angles, pose, canonical }: Observation, time: number): Trace {
  trace.time = time;
  trace.yaw = angles.yaw;
  trace.pitch = angles.pitch;
  trace.roll = angles.roll;
  trace.x = pose.translation[0];
  trace.y = pose.translation[1];
  trace.size = pose.scale;
  trace.shape.set(canonical.subarray(0, trace.shape.length));
  return trace;
}

/** Whether a frame may follow `last`, which moved on from `before` at a steady speed or stopped. */
function isNext(last: Trace, before: Trace | null, { angles, pose, canonical }: Observation, time: number): boolean {
  const steps = before && last.time > before.time ? Math.min(2, (time - last.time) / (last.time - before.time)) : 0;
  const off = (value: number, now: number, past: number): number =>
    Math.min(Math.abs(value - now), Math.abs(value - now - steps * (now - past)));
  const past = steps > 0 && before ? before : last;
  const turn = Math.max(
    off(angles.yaw, last.yaw, past.yaw),
    off(angles.pitch, last.pitch, past.pitch),
    off(angles.roll, last.roll, past.roll),
  );
  const shift =
    Math.max(off(pose.translation[0], last.x, past.x), off(pose.translation[1], last.y, past.y)) / (CANONICAL_FACE_WIDTH * last.size);
  return (
    turn < LIMITS.turn &&
    shift < LIMITS.shift &&
    Math.abs(Math.log(pose.scale / last.size)) < LIMITS.scale &&
    shapeChange(canonical, last.shape) < LIMITS.shape
  );
}

/** Root mean square distance of two shapes, cm. */
function shapeChange(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum / POINTS);
}

/** Mean distance of every point from its partner's mirror image, cm. */
function asymmetryOf(canonical: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < POINTS; i++) {
    const j = MIRRORED_POINTS[i];
    sum += Math.hypot(
      canonical[3 * i] + canonical[3 * j],
      canonical[3 * i + 1] - canonical[3 * j + 1],
      canonical[3 * i + 2] - canonical[3 * j + 2],
    );
  }
  return sum / POINTS;
}
