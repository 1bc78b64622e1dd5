import { copyMotion, createMotion, type Motion } from '@masque/config/motion-frame';
import { displacementOf } from './basis.ts';
import { createMotionVector, DENSE_AT, DENSE_LENGTH, packMotion, unpackMotion } from './motion-vector.ts';

/** Milliseconds without a frame after which nobody is tracked, and that a change of who drives takes. */
const SILENCE = 300;
const CHANGE_TIME = 500;

/** Lets a picture pass from tracking to idling and back without a jump. */
export interface Presence {
  /**
   * @param tracked the tracked motion at `now`, or null when there was none yet
   * @param lastArrival when its last frame came, milliseconds
   * @param idle what moves the face while nobody does
   * @param out receives what to show
   * @param origin tells what `tracked` comes from: a change of it is eased like one of who drives
   */
  follow(tracked: Motion | null, lastArrival: number, idle: Motion, now: number, out: Motion, origin?: number): Motion;
  /** Whether the tracked face is being followed. */
  readonly tracking: boolean;
  /** 0..1: how far a tracked face drives what is shown, eased as the source changes. */
  readonly driven: number;
}

/**
 * What is shown is always the source that drives plus an offset, taken as the difference at the moment when the source changed
 * and fading to nothing within half a second ("inertialization", D. Bollo, GDC 2018): neither source is ever slowed or frozen.
 * @param before what was shown before the first frame, if anything was; taken over
 */
export function createPresence(before: Motion | null = null): Presence {
  const shown = createMotionVector();
  const target = createMotionVector();
  const offset = createMotionVector();
  const last = before ?? createMotion();
  let source: 'none' | 'before' | 'idle' | 'sparse' | 'dense' = before ? 'before' : 'none';
  let originBefore = 0;
  let changed = Number.NEGATIVE_INFINITY;
  let drivenBefore = 0;
  let driven = 0;

  /** The motion as a vector with its surface spelled out, whether it is dense or not. */
  const pack = (motion: Motion, vector: Float32Array): void => {
    packMotion(motion, vector);
    if (!motion.dense) displacementOf(motion, vector.subarray(DENSE_AT));
  };

  return {
    get driven() {
      return driven;
    },
    get tracking() {
      return source === 'sparse' || source === 'dense';
    },
    follow(tracked, lastArrival, idle, now, out, origin = 0) {
      const present = tracked?.presence === true && now - lastArrival <= SILENCE;
      const motion = present ? tracked : idle;
      const next = !present ? 'idle' : motion.dense ? 'dense' : 'sparse';
      if (next !== source || (present && origin !== originBefore)) {
        drivenBefore = driven;
        if (source !== 'none') {
          pack(last, shown);
          pack(motion, target);
          for (let i = 0; i < DENSE_LENGTH; i++) offset[i] = shown[i] - target[i];
          changed = now;
        }
        source = next;
        originBefore = origin;
      }
      const t = Math.min(1, (now - changed) / CHANGE_TIME);
      const kept = 1 - t * t * (3 - 2 * t);
      driven = (present ? 1 : 0) * (1 - kept) + drivenBefore * kept;
      if (t >= 1) copyMotion(motion, out);
      else {
        pack(motion, target);
        for (let i = 0; i < DENSE_LENGTH; i++) target[i] += kept * offset[i];
        unpackMotion(target, true, out);
        out.mouthOnly = motion.mouthOnly;
        out.score = motion.score;
        out.voice = motion.voice;
      }
      out.time = now;
      out.presence = present;
      copyMotion(out, last);
      return out;
    },
  };
}
