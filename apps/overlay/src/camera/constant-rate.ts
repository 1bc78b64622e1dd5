/** Which decoded frame stands at each place of a constant frame rate. */
export interface FramePlan {
  /** Frames a second. */
  fps: number;
  /** Source frame of each output frame, never falling. */
  sources: readonly number[];
}

export interface FramePlanOptions {
  /** Frames a second; by default the source's own rate. */
  fps?: number | undefined;
  maxFrames?: number | undefined;
}

/** Rate of a source that has none: a single picture, or pictures that carry no times (as ffmpeg takes image sequences). */
export const DEFAULT_FPS = 25;
/** Seconds by which a timestamp may lie beyond its true place: some containers round to milliseconds. */
const ROUNDING = 0.0006;
/** Rates that differ by less than this part are one: timestamps are rounded. */
const SAME_RATE = 2e-4;
/** A source of which this part of the steps is regular has a rate; the others are gaps where it was cut. */
const REGULAR_PART = 0.9;

/**
 * Lays frames of any timing on a constant rate. At its own rate a regular source is taken frame by frame, each once;
 * otherwise every output frame is what was on screen at its time.
 * @param times seconds at which the frames begin, rising
 * @param end seconds at which the last frame ends; where it is not after the last frame's time, it is not known
 */
export function planFrames(times: readonly number[], end: number, { fps, maxFrames = Infinity }: FramePlanOptions = {}): FramePlan {
  const count = times.length;
  const { rate: own, regular } = measureRate(times);
  const rate = fps ?? own;
  if (regular && Math.abs(rate - own) < SAME_RATE * own) {
    return { fps: own, sources: Array.from({ length: Math.min(count, maxFrames) }, (_, i) => i) };
  }
  const last = times[count - 1];
  const duration = (end > last ? end : last + 1 / own) - times[0];
  const total = Math.min(maxFrames, Math.max(1, Math.round(duration * rate)));
  const sources: number[] = [];
  for (let k = 0, at = 0; k < total; k++) {
    const time = times[0] + k / rate + ROUNDING;
    while (at + 1 < count && times[at + 1] <= time) at++;
    sources.push(at);
  }
  return { fps: rate, sources };
}

/** Frames a second: of the regular steps where most are regular, else the average over all. */
function measureRate(times: readonly number[]): { rate: number; regular: boolean } {
  const steps = times.slice(1).map((time, i) => time - times[i]);
  if (steps.length === 0) return { rate: DEFAULT_FPS, regular: true };
  const median = [...steps].sort((a, b) => a - b)[steps.length >> 1];
  const usual = steps.filter((step) => Math.abs(step - median) < 0.5 * median);
  const regular = usual.length >= REGULAR_PART * steps.length;
  const counted = regular ? usual : steps;
  const total = counted.reduce((sum, step) => sum + step, 0);
  return total > 0 ? { rate: counted.length / total, regular } : { rate: DEFAULT_FPS, regular: true };
}
