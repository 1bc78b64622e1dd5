import { createMotion, type Motion } from '@masque/config/motion-frame';
import { createCalibrator } from './calibrator.ts';
import type { Neutral } from './neutral.ts';
import { createObservation, observe } from './observe.ts';
import { createOutlierGate } from './outlier-gate.ts';
import { createStabiliser } from './stabiliser.ts';
import { toMotion } from './to-motion.ts';

/** Turns the landmarks of one person, frame by frame, into calm motion against that person's neutral. */
export interface Driver {
  /**
   * @param landmarks 478 x (x, y, z) image pixels, or null when no face is held
   * @param time milliseconds of the frame
   * @returns the motion, always the same object; null when the frame is not to be followed
   */
  frame(landmarks: Float32Array | null, score: number, time: number): Motion | null;
  /** Smoothing 0..1. */
  stability: number;
  recalibrate(): void;
  /** Takes the head's present place and turn for straight ahead; the face's own rest stays. */
  recentre(): void;
  /** The neutral to remember for this camera; null until one was settled. */
  readonly neutral: Neutral | null;
  /** Frames turned away as outliers. */
  readonly dropped: number;
}

/** After so long without a face the next one may be anybody's: nothing of the old one smooths into it. */
const FORGET_AFTER = 500;

/** @param remembered the neutral kept for this camera, or null */
export function createDriver(stability: number, remembered: Neutral | null): Driver {
  const observation = createObservation();
  const motion = createMotion();
  const gate = createOutlierGate();
  const calibrator = createCalibrator(remembered);
  const stabiliser = createStabiliser(stability);
  /** Where the head is against neutral, and what of it counts as straight ahead. */
  const head = { ...motion.head };
  const centre = { ...motion.head };
  let lastSeen = Number.NEGATIVE_INFINITY;

  function lost(time: number): Motion {
    motion.time = time;
    motion.presence = false;
    motion.score = 0;
    return motion;
  }

  return {
    get stability() {
      return stabiliser.stability;
    },
    set stability(value) {
      stabiliser.stability = value;
    },
    get neutral() {
      return calibrator.settled ? calibrator.neutral : null;
    },
    get dropped() {
      return gate.dropped;
    },
    recalibrate() {
      Object.assign(centre, createMotion().head);
      calibrator.recalibrate();
    },
    recentre: () => void Object.assign(centre, head),
    frame(landmarks, score, time) {
      if (!landmarks) return lost(time);
      if (time - lastSeen > FORGET_AFTER) {
        gate.reset();
        stabiliser.reset();
      }
      observe(landmarks, observation);
      if (!gate.accept(observation, time)) return null;
      lastSeen = time;
      toMotion(observation, calibrator.update(observation, time), time, motion);
      motion.presence = true;
      motion.score = score;
      stabiliser.apply(motion);
      Object.assign(head, motion.head);
      for (const key of ['yaw', 'pitch', 'roll', 'x', 'y'] as const) motion.head[key] -= centre[key];
      motion.head.scale /= centre.scale;
      return motion;
    },
  };
}
