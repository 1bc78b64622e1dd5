import { createMotion, decodeMotion } from '@masque/config/motion-frame';
import { frameOfMotion, LONGEST_TAKE, TAKE_RATE, type TakeFrame } from '@masque/config/take';

/** Gathers a slot's motion into the frames of a take. */
export interface TakeRecorder {
  /**
   * A motion frame that passed.
   * @returns false once the take is as long as takes may be
   */
  add(bytes: Uint8Array): boolean;
  readonly frames: readonly TakeFrame[];
}

/** Milliseconds between two frames at least: trackers are not quite regular. */
const STEP = 0.8 * (1000 / TAKE_RATE);

export function createTakeRecorder(): TakeRecorder {
  const motion = createMotion();
  const frames: TakeFrame[] = [];
  let start = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    frames,
    add(bytes) {
      decodeMotion(bytes, motion);
      // While nobody is followed nothing is told; the gap stays.
      if (!motion.presence) return true;
      if (frames.length === 0) start = motion.time;
      const since = motion.time - start;
      if (since > 1000 * LONGEST_TAKE) return false;
      if (since - last < STEP) return true;
      last = since;
      frames.push(frameOfMotion(motion, since));
      return true;
    },
  };
}
