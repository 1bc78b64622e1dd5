import { createMotion, decodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SETTINGS, type Settings } from '@masque/config/settings';
import { demoMotion } from './core/motion/demo.ts';
import { idleMotion } from './core/motion/idle.ts';
import { mirrorMotion } from './core/motion/mirror.ts';
import { createPredictor } from './core/motion/predict.ts';
import { createPresence } from './core/motion/presence.ts';
import { scaleMotion } from './core/motion/scale.ts';

/** From motion bytes, whenever they come, to the motion of every drawn frame. Times are milliseconds of one clock. */
export interface Pipeline {
  motionSettings: Settings['motion'];
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
}

/** @param seed of the idle motion: two avatars side by side must not blink together */
export function createPipeline(seed: number): Pipeline {
  const predictor = createPredictor();
  const presence = createPresence();
  const received = createMotion();
  const tracked = createMotion();
  const rest = createMotion();
  const shown = createMotion();
  let motionSettings = DEFAULT_SETTINGS.motion;
  let ended = true;
  let everTracked = false;

  return {
    get motionSettings() {
      return motionSettings;
    },
    set motionSettings(next) {
      motionSettings = next;
    },
    get tracking() {
      return presence.tracking;
    },
    receive(bytes, now) {
      decodeMotion(bytes, received);
      if (motionSettings.mirror) mirrorMotion(received);
      scaleMotion(received, motionSettings.strength);
      predictor.push(received, now);
      ended = false;
      everTracked ||= received.presence;
    },
    end() {
      ended = true;
    },
    frame(now) {
      const has = !ended && predictor.sample(now, tracked);
      if (motionSettings.demo && !everTracked) demoMotion(now, rest);
      else idleMotion(now, seed, rest);
      return presence.follow(has ? tracked : null, predictor.lastArrival, rest, now, shown);
    },
  };
}
