import { copyMotion, createMotion, decodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SETTINGS, type Settings } from '@masque/config/settings';
import { demoMotion } from './core/motion/demo.ts';
import { idleMotion } from './core/motion/idle.ts';
import { mirrorMotion } from './core/motion/mirror.ts';
import { createPredictor } from './core/motion/predict.ts';
import { createPresence } from './core/motion/presence.ts';
import { type GroupGains, tuneMotion, UNIT_GROUP_GAINS } from './core/motion/tune.ts';

/** From motion bytes, whenever they come, to the motion of every drawn frame. Times are milliseconds of one clock. */
export interface Pipeline {
  motionSettings: Settings['motion'];
  /** How strongly the avatar answers to each group of signals. */
  gains: GroupGains;
  /**
   * A motion frame has come.
   * @throws MotionFrameError when the bytes are none
   */
  receive(bytes: Uint8Array, now: number): void;
  /** Nobody drives any more. */
  end(): void;
  /** What to show now; always the same object. */
  frame(now: number): Motion;
  /** Whether a tracked face is being followed. */
  readonly tracking: boolean;
  /** 0..1: how far a tracked face drives what `frame` gave last. */
  readonly driven: number;
  /** Shown in place of everything else while it is there: a pose set by hand. */
  hand: Motion | null;
  /** The motion that came last, as it came, and as it is wanted; both reused. */
  readonly received: Motion;
  readonly wanted: Motion;
}

/** @param seed of the idle motion: two avatars side by side must not blink together */
export function createPipeline(seed: number): Pipeline {
  const predictor = createPredictor();
  const presence = createPresence(createMotion());
  const received = createMotion();
  const wanted = createMotion();
  const tracked = createMotion();
  const rest = createMotion();
  const shown = createMotion();
  let motionSettings = DEFAULT_SETTINGS.motion;
  let gains = UNIT_GROUP_GAINS;
  let hand: Motion | null = null;
  let ended = true;
  let everTracked = false;

  return {
    get motionSettings() {
      return motionSettings;
    },
    set motionSettings(next) {
      motionSettings = next;
    },
    received,
    wanted,
    get hand() {
      return hand;
    },
    set hand(next) {
      hand = next;
    },
    get gains() {
      return gains;
    },
    set gains(next) {
      gains = next;
    },
    get driven() {
      return presence.driven;
    },
    get tracking() {
      return presence.tracking;
    },
    receive(bytes, now) {
      decodeMotion(bytes, received);
      if (motionSettings.mirror) mirrorMotion(received);
      copyMotion(received, wanted);
      tuneMotion(wanted, motionSettings, gains);
      predictor.push(wanted, now);
      ended = false;
      everTracked ||= received.presence;
    },
    end() {
      ended = true;
    },
    frame(now) {
      const has = !ended && !motionSettings.muted && predictor.sample(now, tracked);
      if (motionSettings.demo && !everTracked) demoMotion(now, rest);
      else idleMotion(now, seed, rest);
      if (hand) return presence.follow(hand, now, rest, now, shown);
      return presence.follow(has ? tracked : null, predictor.lastArrival, rest, now, shown);
    },
  };
}
