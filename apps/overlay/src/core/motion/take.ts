import type { Motion } from '@masque/config/motion-frame';
import { motionOfFrames, type Take } from '@masque/config/take';

/** Shows a recorded take as if it were tracked. */
export interface TakePlayer {
  /**
   * Shows this take from now on; null shows none.
   * @param since milliseconds at which its first frame is shown: every player with the same start is in step
   */
  play(take: Take | null, loop: boolean, since: number): void;
  /**
   * The take's motion at `now`, milliseconds, into `out`.
   * @returns false while no take is shown, or where nobody was followed when it was recorded
   */
  sample(now: number, out: Motion): boolean;
  /** Another number for every take and every round of a loop: where it changes, the motion jumps. */
  readonly lap: number;
}

/** A gap in the recording that is longer than this is one: nobody was followed in it. */
const GAP = 300;

export function createTakePlayer(): TakePlayer {
  let shown: Take | null = null;
  let loops = false;
  let start = 0;
  let takes = 0;
  let round = 0;
  /** The frame that was shown last: time goes forwards, so the search begins there. */
  let at = 0;

  return {
    get lap() {
      return 1 + 100_000 * takes + round;
    },
    play(take, loop, since) {
      if (take === shown && since === start) {
        loops = loop;
        return;
      }
      shown = take;
      loops = loop;
      start = since;
      takes++;
      round = 0;
      at = 0;
    },
    sample(now, out) {
      if (!shown) return false;
      const { frames } = shown;
      const length = frames[frames.length - 1][0];
      const elapsed = now - start;
      if (elapsed < 0 || (!loops && elapsed > length)) return false;
      round = loops ? Math.floor(elapsed / length) : 0;
      const time = elapsed - round * length;
      if (frames[at][0] > time) at = 0;
      while (at < frames.length - 2 && frames[at + 1][0] <= time) at++;
      const [first, second] = [frames[at], frames[at + 1]];
      const span = second[0] - first[0];
      if (span > GAP) return false;
      motionOfFrames(first, second, Math.min(1, (time - first[0]) / span), out);
      out.time = now;
      return out.presence;
    },
  };
}
