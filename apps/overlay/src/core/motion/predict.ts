import { BLENDSHAPES } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';
import { LID_POINTS } from '../face/lid-points.ts';
import { createMotionVector, DENSE_AT, DENSE_LENGTH, packMotion, SHAPES_AT, unpackMotion } from './motion-vector.ts';

/** Carries a tracker's frames to the moments at which pictures are drawn. */
export interface Predictor {
  /** Takes a frame that arrived at `now` (milliseconds on the picture's own clock). Frames older than the last are ignored. */
  push(motion: Motion, now: number): void;
  /**
   * The motion at `now`, into `out`.
   * @returns false before the first frame
   */
  sample(now: number, out: Motion): boolean;
  /** When the last frame arrived; minus infinity before the first. */
  readonly lastArrival: number;
}

/** How far ahead of the last frame movement is carried on, fading out on the way. */
const REACH = 80;
/** A frame this much later than the one before starts anew: nothing is known of the speed. */
const BREAK = 200;
/** What a new frame corrects is blended in with this time constant; that of lids and gaze, which are quick, is the shorter one. */
const CORRECTION = 12;
const QUICK_CORRECTION = 8;
/** The delay of the link is the least one seen; it may grow by this share of time, as clocks drift and routes change. */
const DELAY_LEAK = 0.01;

/** Eyes jump and blinks turn round within a frame: they are never carried on, only blended. */
const CARRIED = carriedParts();

function carriedParts(): Uint8Array {
  const carried = new Uint8Array(DENSE_LENGTH).fill(1);
  carried.fill(0, 6, 8);
  BLENDSHAPES.forEach((name, i) => {
    if (name.startsWith('eye')) carried[SHAPES_AT + i] = 0;
  });
  for (const landmark of LID_POINTS) carried.fill(0, DENSE_AT + 3 * landmark, DENSE_AT + 3 * landmark + 3);
  return carried;
}

/**
 * A predictor for one sender. Each value goes on at the speed of the last two frames, as far as the frames before agree
 * (a speed that has just turned round counts as none, and one that has just doubled counts as twice the old at most),
 * which keeps noise and sudden stops from being thrown forward.
 */
export function createPredictor(): Predictor {
  let last = createMotionVector();
  const speed = createMotionVector();
  let fresh = createMotionVector();
  const rate = createMotionVector();
  const shown = createMotionVector();
  const correction = createMotionVector();
  const meta = { presence: true, mouthOnly: false, score: 1, voice: 0 };
  let lastTime = Number.NaN;
  let lastArrival = Number.NEGATIVE_INFINITY;
  let delay = Number.POSITIVE_INFINITY;
  let length = 0;

  const predict = (now: number): void => {
    const ahead = Math.max(0, Math.min(REACH, now - delay - lastTime));
    const reach = ahead * (1 - ahead / (2 * REACH));
    const fade = Math.exp(-(now - lastArrival) / CORRECTION);
    const quick = Math.exp(-(now - lastArrival) / QUICK_CORRECTION);
    for (let i = 0; i < length; i++) shown[i] = last[i] + reach * rate[i] + (CARRIED[i] === 1 ? fade : quick) * correction[i];
  };

  return {
    get lastArrival() {
      return lastArrival;
    },
    push(motion, now) {
      if (motion.time <= lastTime && lastTime - motion.time < 1000) return;
      const wanted = motion.dense ? DENSE_LENGTH : DENSE_AT;
      const interval = motion.time - lastTime;
      const known = wanted === length && interval > 0 && interval < BREAK;
      if (length > 0) predict(now);
      packMotion(motion, fresh);
      for (let i = 0; i < wanted; i++) {
        const velocity = known ? (fresh[i] - last[i]) / interval : 0;
        rate[i] =
          CARRIED[i] === 0 || velocity * speed[i] <= 0 ? 0 : Math.sign(velocity) * Math.min(Math.abs(velocity), 2 * Math.abs(speed[i]));
        speed[i] = velocity;
      }
      delay =
        interval < 0 || now - lastArrival > 1000
          ? now - motion.time
          : Math.min(delay + DELAY_LEAK * (now - lastArrival), now - motion.time);
      const replaced = wanted === length;
      [last, fresh] = [fresh, last];
      lastTime = motion.time;
      lastArrival = now;
      length = wanted;
      meta.presence = motion.presence;
      meta.mouthOnly = motion.mouthOnly;
      meta.score = motion.score;
      meta.voice = motion.voice;
      const ahead = Math.max(0, Math.min(REACH, now - delay - lastTime));
      const reach = ahead * (1 - ahead / (2 * REACH));
      for (let i = 0; i < length; i++) correction[i] = replaced ? shown[i] - last[i] - reach * rate[i] : 0;
    },
    sample(now, out) {
      if (length === 0) return false;
      predict(Math.max(now, lastArrival));
      unpackMotion(shown, length === DENSE_LENGTH, out);
      out.time = now;
      out.presence = meta.presence;
      out.mouthOnly = meta.mouthOnly;
      out.score = meta.score;
      out.voice = meta.voice;
      return true;
    },
  };
}
