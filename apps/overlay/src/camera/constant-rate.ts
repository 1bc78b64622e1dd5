/** Which decoded frame stands at each place of a constant frame rate. */
export interface FramePlan {
  /** Frames a second. */
  fps: number;
  /** Source frame of each output frame, never falling. */
  sources: readonly number[];
}

export interface FramePlanOptions {
  /** Frames a second; by default the source's own average. */
  fps?: number | undefined;
  maxFrames?: number | undefined;
}

/** Rate of a source that has none: a single picture, or pictures that carry no times. */
const DEFAULT_FPS = 30;
/** Seconds by which a timestamp may lie beyond its true place: some containers round to milliseconds. */
const ROUNDING = 0.0006;

/**
 * Lays frames of any timing on a constant rate. A source that has a constant rate already is taken frame by frame, each
 * once; otherwise every output frame is what was on screen at its time.
 * @param times seconds at which the frames begin, rising
 * @param end seconds at which the last frame ends; where it is not after the last frame's time, it is not known
 */
export function planFrames(times: readonly number[], end: number, { fps, maxFrames = Infinity }: FramePlanOptions = {}): FramePlan {
  const count = times.length;
  const span = times[count - 1] - times[0];
  const own = count > 1 && span > 0 ? (count - 1) / span : DEFAULT_FPS;
  const rate = fps ?? own;
  if (isConstant(times, own) && Math.abs(rate - own) < 1e-6 * own) {
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

/** Whether every frame lies within half a frame of its place on the constant rate. */
function isConstant(times: readonly number[], fps: number): boolean {
  return times.every((time, i) => Math.abs((time - times[0]) * fps - i) < 0.5);
}
