import type { Expression } from '@masque/config/expression';
import { copyMotion, createMotion, decodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SETTINGS, type Settings } from '@masque/config/settings';
import type { Take } from '@masque/config/take';
import { blendMotion } from './core/motion/blend.ts';
import { demoMotion } from './core/motion/demo.ts';
import { createEnergy } from './core/motion/energy.ts';
import { createExpressionLayer } from './core/motion/expression-layer.ts';
import { idleMotion } from './core/motion/idle.ts';
import { mirrorMotion } from './core/motion/mirror.ts';
import { createPredictor } from './core/motion/predict.ts';
import { createPresence } from './core/motion/presence.ts';
import { createSleeper } from './core/motion/sleeper.ts';
import { createTakePlayer } from './core/motion/take.ts';
import { type GroupGains, tuneMotion, UNIT_GROUP_GAINS } from './core/motion/tune.ts';
import { completeMouth } from './core/voice/mouth-source.ts';

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
  /** Shows a recorded take in place of who drives, from `since` on, once or again and again; null shows none. */
  play(take: Take | null, loop: boolean, since: number): void;
  /** What to show now; always the same object. */
  frame(now: number): Motion;
  /** Whether a tracked face is being followed. */
  readonly tracking: boolean;
  /** 0..1: how far a tracked face drives what `frame` gave last. */
  readonly driven: number;
  /** Those that are on, the one that came last at the end. */
  expressions: readonly Expression[];
  /** Strength of each of EXPRESSION_EFFECTS in what `frame` gave last, 0..1; always the same array. */
  readonly effects: Float32Array;
  /** Moves the face in place of everything else while it is there: a pose set by hand. */
  hand: Motion | null;
  /** The motion that came last, as it came, and as it is wanted; both reused. */
  readonly received: Motion;
  readonly wanted: Motion;
}

/** Level of a voice that keeps awake. */
const AUDIBLE = 0.05;

/** @param seed of the idle motion: two avatars side by side must not blink together */
export function createPipeline(seed: number): Pipeline {
  const predictor = createPredictor();
  const presence = createPresence(createMotion());
  const received = createMotion();
  const wanted = createMotion();
  const tracked = createMotion();
  const rest = createMotion();
  const replayed = createMotion();
  const moved = createMotion();
  const player = createTakePlayer();
  const shown = createMotion();
  const expressionLayer = createExpressionLayer();
  const layers = [expressionLayer.layer];
  const energy = createEnergy();
  const sleeper = createSleeper();
  const idle = { energy: 0, sleep: 0 };
  let expressions: readonly Expression[] = [];
  /** How loud the voice is, 0..1: an idle face gets lively with it, and wakes. */
  let voiceLevel = 0;
  let motionSettings = DEFAULT_SETTINGS.motion;
  let gains = UNIT_GROUP_GAINS;
  let hand: Motion | null = null;
  let ended = true;
  let everTracked = false;
  let replaying = false;

  return {
    get motionSettings() {
      return motionSettings;
    },
    set motionSettings(next) {
      motionSettings = next;
    },
    received,
    wanted,
    effects: expressionLayer.effects,
    get expressions() {
      return expressions;
    },
    set expressions(next) {
      expressions = next;
      expressionLayer.show(next);
    },
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
      return presence.tracking && !replaying;
    },
    play: player.play,
    receive(bytes, now) {
      decodeMotion(bytes, received);
      if (motionSettings.mirror) mirrorMotion(received);
      copyMotion(received, wanted);
      tuneMotion(wanted, motionSettings, gains);
      predictor.push(wanted, now);
      ended = false;
      voiceLevel = received.voice;
      everTracked ||= received.presence;
    },
    end() {
      ended = true;
      voiceLevel = 0;
    },
    frame(now) {
      const has = !ended && !motionSettings.muted && predictor.sample(now, tracked);
      idle.energy = energy.update(now, voiceLevel);
      idle.sleep = sleeper.update(now, (presence.tracking && !tracked.mouthOnly) || voiceLevel > AUDIBLE, motionSettings.sleepAfter);
      if (motionSettings.demo && !everTracked) demoMotion(now, rest);
      else idleMotion(now, seed, rest, idle);
      expressionLayer.update(now);
      replaying = player.sample(now, replayed);
      if (replaying) {
        if (motionSettings.mirror) mirrorMotion(replayed);
        tuneMotion(replayed, motionSettings, gains);
      }
      const followed = replaying ? replayed : has ? tracked : null;
      if (followed?.mouthOnly) completeMouth(followed, rest);
      const arrival = hand || replaying ? now : predictor.lastArrival;
      presence.follow(hand ?? followed, arrival, rest, now, moved, replaying && !hand ? player.lap : 0);
      return blendMotion(moved, layers, shown);
    },
  };
}
