import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';
import type { MouthSource } from '@masque/config/voice';
import { fillControlPoints } from '../motion/basis.ts';
import { blendMotion, createLayer } from '../motion/blend.ts';
import { SPOKEN_SHARES } from './visemes.ts';
import type { VoiceMouth } from './voice-mouth.ts';

/** Joins the mouth that a camera sees with the one that a microphone hears. */
export interface MouthMixer {
  source: MouthSource;
  /**
   * A tracked face with the mouth that is wanted.
   * @param now milliseconds
   * @param out not the same object as `tracked`
   */
  mix(tracked: Motion, mouth: VoiceMouth, now: number, out: Motion): Motion;
}

/** Milliseconds in which the mouth passes from one to the other. */
const CHANGE = 50;

export function createMouthMixer(source: MouthSource): MouthMixer {
  const layer = createLayer({});
  layer.takes.set(SPOKEN_SHARES);
  const layers = [layer];
  let current = source;
  let last = Number.NEGATIVE_INFINITY;
  return {
    get source() {
      return current;
    },
    set source(next) {
      current = next;
    },
    mix(tracked, mouth, now, out) {
      const seen = tracked.blendshapes[BLENDSHAPE_INDEX.jawOpen] - tracked.blendshapes[BLENDSHAPE_INDEX.mouthClose];
      const heard = mouth.blendshapes[BLENDSHAPE_INDEX.jawOpen];
      const wanted = current === 'voice' || (current === 'both' && heard > seen) ? 1 : 0;
      layer.weight += (1 - Math.exp(-Math.max(0, now - last) / CHANGE)) * (wanted - layer.weight);
      if (Math.abs(wanted - layer.weight) < 0.01) layer.weight = wanted;
      last = now;
      layer.values.set(mouth.blendshapes);
      blendMotion(tracked, layers, out);
      out.voice = mouth.loudness;
      return out;
    },
  };
}

/** The motion of a mouth without a face. @param time milliseconds */
export function motionOfMouth({ blendshapes, loudness }: VoiceMouth, time: number, out: Motion): Motion {
  out.time = time;
  out.presence = true;
  out.mouthOnly = true;
  out.score = 0;
  out.voice = loudness;
  out.blendshapes.set(blendshapes);
  return fillControlPoints(out);
}

/**
 * Completes the motion of a mouth alone, in place: all that a voice does not say is as at rest.
 * @param rest what moves a face that nobody drives
 */
export function completeMouth(mouth: Motion, rest: Motion): Motion {
  Object.assign(mouth.head, rest.head);
  Object.assign(mouth.gaze, rest.gaze);
  for (let i = 0; i < mouth.blendshapes.length; i++) {
    if (SPOKEN_SHARES[i] === 0) mouth.blendshapes[i] = Math.max(mouth.blendshapes[i], rest.blendshapes[i]);
  }
  return fillControlPoints(mouth);
}
