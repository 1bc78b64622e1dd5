import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';
import { smoothstep } from '../rig/smoothstep.ts';
import { fillControlPoints } from './basis.ts';
import { hash, wander } from './noise.ts';

/** Milliseconds: one blink falls somewhere into each slot (people blink every 3 to 4 seconds); its lids shut and open. */
const BLINK_SLOT = 3600;
const SHUT_TIME = 75;
const OPEN_TIME = 150;
/** A blink in seven is a double one. */
const DOUBLE_GAP = 330;
const DOUBLE_SHARE = 0.15;
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
    const start = (n + 0.75 * hash(seed, 2 * n)) * BLINK_SLOT;
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

/**
 * A face that nobody drives, alive at rest: it breathes, sways, blinks and looks about. The same for the same time and seed.
 * @param time milliseconds
 */
export function idleMotion(time: number, seed: number, out: Motion): Motion {
  const seconds = time / 1000;
  const breath = Math.sin((2 * Math.PI * time) / BREATH);
  out.time = time;
  out.presence = true;
  out.score = 1;
  out.head.yaw = 2.4 * wander(seed + 1, seconds / 3.1);
  out.head.pitch = 1.2 * wander(seed + 2, seconds / 3.7) + 0.3 * breath;
  out.head.roll = 1.3 * wander(seed + 3, seconds / 4.4);
  out.head.x = 0.01 * wander(seed + 4, seconds / 4.9);
  out.head.y = 0.005 * breath;
  out.head.scale = 1 + 0.002 * breath;
  out.gaze.x = gazeAt(time, seed, 0);
  out.gaze.y = gazeAt(time, seed, 1);
  out.blendshapes.fill(0);
  const shut = autoBlink(time, seed);
  out.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] = shut;
  out.blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight] = shut;
  const smile = 0.16 * Math.max(0, wander(seed + 5, seconds / 6));
  out.blendshapes[BLENDSHAPE_INDEX.mouthSmileLeft] = smile;
  out.blendshapes[BLENDSHAPE_INDEX.mouthSmileRight] = smile;
  out.blendshapes[BLENDSHAPE_INDEX.browInnerUp] = 0.12 * Math.max(0, wander(seed + 6, seconds / 5));
  return fillControlPoints(out);
}
