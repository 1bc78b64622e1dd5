import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';
import { smoothstep } from '../rig/smoothstep.ts';
import { fillControlPoints } from './basis.ts';
import { hash, wander } from './noise.ts';

/** Milliseconds: one blink falls into each slot, within this share of it, so that 3 to 12 seconds lie between two. */
const BLINK_SLOT = 7500;
const BLINK_SPREAD = 0.6;
/** Milliseconds in which lids shut and open. */
const SHUT_TIME = 75;
const OPEN_TIME = 150;
/** A blink in five is a double one. */
const DOUBLE_GAP = 330;
const DOUBLE_SHARE = 0.2;
/** Milliseconds a glance stays, and a saccade takes. */
const GLANCE_SLOT = 2100;
const SACCADE = 60;
const BREATH = 4300;

/**
 * How shut the eyes are in a blinking of their own, 0..1.
 * @param time milliseconds
 * @param seed whole number: another seed blinks at other times
 */
export function autoBlink(time: number, seed: number): number {
  const slot = Math.floor(time / BLINK_SLOT);
  let shut = 0;
  for (let n = slot - 1; n <= slot; n++) {
    const start = (n + BLINK_SPREAD * hash(seed, 2 * n)) * BLINK_SLOT;
    shut = Math.max(shut, lidAt(time - start));
    if (hash(seed, 2 * n + 1) < DOUBLE_SHARE) shut = Math.max(shut, lidAt(time - start - DOUBLE_GAP));
  }
  return shut;
}

function lidAt(since: number): number {
  return since < SHUT_TIME ? smoothstep(0, SHUT_TIME, since) : 1 - smoothstep(SHUT_TIME + 25, SHUT_TIME + 25 + OPEN_TIME, since);
}

/** Where idle eyes look: mostly ahead, now and then aside, in jumps. */
function glanceAt(slot: number, seed: number, axis: 0 | 1): number {
  if (hash(seed + 11, slot) < 0.5) return 0;
  return (2 * hash(seed + 12 + axis, slot) - 1) * (axis === 0 ? 0.09 : 0.03);
}

function gazeAt(time: number, seed: number, axis: 0 | 1): number {
  const slot = Math.floor(time / GLANCE_SLOT);
  const from = glanceAt(slot - 1, seed, axis);
  return from + (glanceAt(slot, seed, axis) - from) * smoothstep(0, SACCADE, time - slot * GLANCE_SLOT);
}

/** What an idle face does besides: both 0..1. */
export interface IdleState {
  /** How lively it is: the level of the voice, smoothed. */
  energy: number;
  /** How deep it sleeps. */
  sleep: number;
}

const RESTING: IdleState = { energy: 0, sleep: 0 };
/** Degrees that a sleeping head sinks. */
const SUNK = { pitch: -9, roll: 4 };

/**
 * A face that nobody drives, alive at rest: it breathes, sways, blinks and looks about, more so while its owner speaks; asleep it
 * only breathes, deeper. The same for the same time, seed and state.
 * @param time milliseconds
 */
export function idleMotion(time: number, seed: number, out: Motion, { energy, sleep }: IdleState = RESTING): Motion {
  const seconds = time / 1000;
  const wake = 1 - sleep;
  const lively = energy * wake;
  const sway = (1 + 0.6 * lively) * (1 - 0.75 * sleep);
  const breath = Math.sin((2 * Math.PI * time) / BREATH) * (1 + 0.8 * sleep);
  out.time = time;
  out.presence = true;
  out.score = 1;
  out.head.yaw = sway * 2.4 * wander(seed + 1, seconds / 3.1) + lively * 1.6 * wander(seed + 7, seconds / 0.9);
  out.head.pitch =
    sway * 1.2 * wander(seed + 2, seconds / 3.7) + 0.3 * breath + lively * 2.2 * wander(seed + 8, seconds / 0.5) + sleep * SUNK.pitch;
  out.head.roll = sway * 1.3 * wander(seed + 3, seconds / 4.4) + lively * 1.8 * wander(seed + 9, seconds / 1.1) + sleep * SUNK.roll;
  out.head.x = sway * 0.01 * wander(seed + 4, seconds / 4.9);
  out.head.y = 0.005 * breath + 0.006 * lively * wander(seed + 10, seconds / 0.5);
  out.head.scale = 1 + 0.002 * breath;
  out.gaze.x = wake * gazeAt(time, seed, 0);
  out.gaze.y = wake * gazeAt(time, seed, 1);
  out.blendshapes.fill(0);
  const shut = Math.max(autoBlink(time, seed), sleep);
  out.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] = shut;
  out.blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight] = shut;
  const smile = wake * (0.16 * Math.max(0, wander(seed + 5, seconds / 6)) + 0.08 * energy);
  out.blendshapes[BLENDSHAPE_INDEX.mouthSmileLeft] = smile;
  out.blendshapes[BLENDSHAPE_INDEX.mouthSmileRight] = smile;
  const raised = 0.12 * Math.max(0, wander(seed + 6, seconds / 5)) + 0.3 * energy * Math.max(0, wander(seed + 11, seconds / 0.8));
  out.blendshapes[BLENDSHAPE_INDEX.browInnerUp] = wake * raised;
  return fillControlPoints(out);
}
