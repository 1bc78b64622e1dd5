import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, type Motion } from '@masque/config/motion-frame';
import type { MouthSource } from '@masque/config/voice';
import { describe, expect, test } from 'vitest';
import { fillControlPoints } from '../../../../../apps/overlay/src/core/motion/basis.ts';
import { idleMotion } from '../../../../../apps/overlay/src/core/motion/idle.ts';
import { completeMouth, createMouthMixer, motionOfMouth } from '../../../../../apps/overlay/src/core/voice/mouth-source.ts';
import type { VoiceMouth } from '../../../../../apps/overlay/src/core/voice/voice-mouth.ts';

function shapes(values: Partial<Record<Blendshape, number>>): Float32Array {
  const { blendshapes } = createMotion();
  for (const [name, value] of Object.entries(values)) blendshapes[BLENDSHAPE_INDEX[name as Blendshape]] = value;
  return blendshapes;
}

function face(values: Partial<Record<Blendshape, number>>): Motion {
  const motion = createMotion();
  motion.blendshapes.set(shapes(values));
  motion.head.yaw = 12;
  return fillControlPoints(motion);
}

const mouth = (values: Partial<Record<Blendshape, number>>, loudness = 0.8) => ({ blendshapes: shapes(values), loudness }) as VoiceMouth;

/** The joined mouth once the mixer has settled. */
function joined(source: MouthSource, tracked: Motion, voice: VoiceMouth): (name: Blendshape) => number {
  const mixer = createMouthMixer(source);
  const out = createMotion();
  for (let time = 0; time < 1000; time += 33) mixer.mix(tracked, voice, time, out);
  expect(out.head.yaw).toBe(12);
  expect(out.voice).toBeCloseTo(0.8);
  return (name) => out.blendshapes[BLENDSHAPE_INDEX[name]];
}

describe('the mouth', () => {
  const tracked = face({ jawOpen: 0.5, mouthSmileLeft: 0.6, browInnerUp: 0.7, eyeBlinkLeft: 0.3 });
  const quiet = mouth({ jawOpen: 0.1 });
  const loud = mouth({ jawOpen: 0.9, mouthFunnel: 0.4 });

  test.each([
    ['camera', quiet, 0.5],
    ['camera', loud, 0.5],
    ['voice', quiet, 0.1],
    ['voice', loud, 0.9],
    ['both', quiet, 0.5],
    ['both', loud, 0.9],
  ] as const)('by %s is the one that is wanted', (source, voice, jaw) => {
    const shape = joined(source, tracked, voice);
    expect(shape('jawOpen')).toBeCloseTo(jaw, 2);
    // A mood, and the rest of the face, stay the camera's.
    expect(shape('mouthSmileLeft')).toBeCloseTo(0.6, 5);
    expect(shape('browInnerUp')).toBeCloseTo(0.7, 5);
    expect(shape('eyeBlinkLeft')).toBeCloseTo(0.3, 5);
  });

  test('passes from one to the other without a jump', () => {
    const mixer = createMouthMixer('both');
    const out = createMotion();
    const jaws: number[] = [];
    for (let time = 0; time < 600; time += 16) {
      mixer.mix(tracked, time > 200 ? loud : quiet, time, out);
      jaws.push(out.blendshapes[BLENDSHAPE_INDEX.jawOpen]);
    }
    const steps = jaws.slice(1).map((jaw, i) => Math.abs(jaw - jaws[i]));
    expect(Math.max(...steps)).toBeLessThan(0.2);
    expect(jaws.at(-1)).toBeCloseTo(0.9, 2);
  });

  test('alone leaves all else to what rests', () => {
    const motion = motionOfMouth(mouth({ jawOpen: 0.4 }), 1234, createMotion());
    expect(motion).toMatchObject({ time: 1234, presence: true, mouthOnly: true, voice: 0.8 });
    const rest = idleMotion(5000, 3, createMotion(), { energy: 0, sleep: 0 });
    rest.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] = 0.9;
    completeMouth(motion, rest);
    expect(motion.head).toEqual(rest.head);
    expect(motion.gaze).toEqual(rest.gaze);
    expect(motion.blendshapes[BLENDSHAPE_INDEX.jawOpen]).toBeCloseTo(0.4);
    expect(motion.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft]).toBeCloseTo(0.9);
  });
});
