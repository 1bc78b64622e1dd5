import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, type Motion } from '@masque/config/motion-frame';
import { fillControlPoints } from '../../apps/overlay/src/core/motion/basis.ts';

export const KNOWN_FPS = 30;
/** Five seconds that begin where they end, so that a camera may play them over and over. */
export const KNOWN_FRAMES = 150;

/** Rises and falls smoothly within [from, to], seconds. */
function bump(seconds: number, from: number, to: number): number {
  if (seconds <= from || seconds >= to) return 0;
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * (seconds - from)) / (to - from));
}

/** A blink: shuts, stays shut, opens; each part a third of the time. */
function blink(seconds: number, from: number, to: number): number {
  return Math.min(1, 1.9 * bump(seconds, from, to));
}

/**
 * A face that does everything a tracker should see: it turns, nods and tilts all the while (in three rhythms that are not each
 * other's), winks with either eye and blinks, looks aside, opens its jaw, purses and spreads its mouth, smiles, raises its brows.
 * @param index any whole number; the motion repeats
 */
export function knownMotion(index: number): Motion {
  const frame = ((index % KNOWN_FRAMES) + KNOWN_FRAMES) % KNOWN_FRAMES;
  const t = frame / KNOWN_FPS;
  const turn = (2 * Math.PI * frame) / KNOWN_FRAMES;
  const motion = createMotion();
  motion.time = (1000 * frame) / KNOWN_FPS;
  motion.head.yaw = 12 * Math.sin(turn);
  motion.head.pitch = 6 * Math.sin(2 * turn + 0.7);
  motion.head.roll = 6 * Math.sin(3 * turn + 1.9);
  // Its place goes round once: from it a receiver tells which frame of the loop a camera showed.
  motion.head.x = 0.08 * Math.cos(turn);
  motion.head.y = 0.08 * Math.sin(turn);
  motion.gaze.x = 0.16 * (bump(t, 0.1, 1) - bump(t, 2.5, 3.4));
  const set = (value: number, ...names: Blendshape[]): void => {
    for (const name of names) motion.blendshapes[BLENDSHAPE_INDEX[name]] = value;
  };
  set(Math.max(blink(t, 1, 1.4), blink(t, 3.6, 4)), 'eyeBlinkLeft');
  set(Math.max(blink(t, 1.7, 2.1), blink(t, 3.6, 4)), 'eyeBlinkRight');
  set(0.5 * bump(t, 0.2, 1.1) + 0.35 * bump(t, 2.9, 3.7), 'jawOpen');
  set(0.8 * bump(t, 1.2, 2.2), 'mouthPucker');
  set(0.8 * bump(t, 2.1, 2.9), 'mouthStretchLeft', 'mouthStretchRight');
  set(0.9 * bump(t, 3.7, 4.9), 'mouthSmileLeft', 'mouthSmileRight');
  const raised = 0.9 * Math.max(bump(t, 0.7, 1.6), bump(t, 2.3, 3.3));
  set(raised, 'browInnerUp', 'browOuterUpLeft', 'browOuterUpRight');
  return fillControlPoints(motion);
}
