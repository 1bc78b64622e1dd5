import type { HeadMotion } from '@masque/config/motion-frame';
import { type HeadPose, rotationFromAngles } from '../face/pose.ts';
import { CANONICAL_FACE_WIDTH } from '../face/topology.ts';
import type { Gains } from '../rig/gains.ts';
import type { Rig } from '../rig/rig.ts';
import { clamp } from '../rig/smoothstep.ts';

/** A warped picture reads as turned by less than its mesh was: measured on photos, paintings and 3-D faces, .8 of it. */
const TURN_GAIN = 1.15;
/** Degrees that are followed fully, and the most that is ever reached. */
const LIMITS = { yaw: [27, 38], pitch: [20, 28], roll: [35, 55] } as const;
/** The same of drawn faces: their hair hangs over the face's outline, where little is known of what it hides. */
const DRAWN_LIMITS = { yaw: [20, 29], pitch: [14, 21], roll: [35, 55] } as const;
/**
 * Degrees from the front beyond which no head is turned: a portrait that looks aside has less room on that side. And the least
 * room that is left there all the same.
 */
const AWAY = { yaw: 46, pitch: 32 } as const;
const LEAST_ROOM = 0.33;

/**
 * Where the portrait's head is under a motion: its own angles plus the driver's, eased out beyond what a still picture
 * can show; shift held back softly near the picture's border, size compressed.
 * @param own how this portrait answers
 * @param out its rotation, scale and translation are overwritten
 */
export function placeHead(rig: Rig, head: HeadMotion, own: Readonly<Gains>, out: HeadPose): HeadPose {
  const { angles, pose, drawn } = rig;
  const limits = drawn ? DRAWN_LIMITS : LIMITS;
  rotationFromAngles(
    angles.yaw + turn(angles.yaw, TURN_GAIN * own.yaw * head.yaw, limits.yaw, AWAY.yaw),
    angles.pitch + turn(angles.pitch, TURN_GAIN * own.pitch * head.pitch, limits.pitch, AWAY.pitch),
    angles.roll + ease(head.roll, limits.roll),
    out.rotation,
  );
  const growth = Math.log(Math.max(0.2, head.scale));
  out.scale = pose.scale * Math.exp(growth / (1 + 2 * Math.abs(growth)));
  const unit = CANONICAL_FACE_WIDTH * pose.scale;
  const length = Math.sqrt(head.x * head.x + head.y * head.y) * unit;
  const held = length > 1e-6 ? (rig.shiftLimit * Math.tanh(length / rig.shiftLimit)) / length : 1;
  out.translation[0] = pose.translation[0] + head.x * unit * held;
  out.translation[1] = pose.translation[1] + head.y * unit * held;
  out.translation[2] = pose.translation[2];
  return out;
}

/** A turn from an angle, eased out towards the limits of both. */
function turn(from: number, by: number, [knee, most]: readonly [number, number], away: number): number {
  const room = clamp((away - from * Math.sign(by)) / most, LEAST_ROOM, 1);
  return ease(by, [room * knee, room * most]);
}

/** The identity up to `knee`, then easing towards `most`. */
function ease(value: number, [knee, most]: readonly [number, number]): number {
  const size = Math.abs(value);
  if (size <= knee) return value;
  const room = most - knee;
  return Math.sign(value) * (knee + room * (1 - Math.exp(-(size - knee) / room)));
}
