/** Turns a camera's own timestamps into times of this page's clock. */
export interface FrameClock {
  /**
   * @param timestamp microseconds on the camera's clock
   * @param arrival milliseconds on the page's clock, when the frame was received
   * @returns milliseconds on the page's clock, as regular as the timestamps are; never later than the arrival and always rising
   */
  timeOf(timestamp: number, arrival: number): number;
}

/** Milliseconds a frame by which the estimate may rise again, so that two clocks can drift apart. */
const DRIFT = 0.02;
/** A jump of more than this is another source, not jitter. */
const JUMP = 1000;

/**
 * Frames arrive late by a varying amount, but are taken at a steady rate. The least delay seen so far tells where
 * the camera's clock stands on ours; counted from there the times keep the steadiness of the timestamps.
 */
export function createFrameClock(): FrameClock {
  let offset = Infinity;
  let last = -Infinity;
  return {
    timeOf(timestamp, arrival) {
      const delay = arrival - timestamp / 1000;
      offset = Math.abs(delay - offset) > JUMP ? delay : Math.min(delay, offset + DRIFT);
      last = Math.min(arrival, Math.max(last + 0.001, timestamp / 1000 + offset));
      return last;
    },
  };
}
