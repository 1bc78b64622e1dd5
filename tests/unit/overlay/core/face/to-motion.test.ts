import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { CONTROL_POINTS, createMotion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { averageNeutral } from '../../../../../apps/overlay/src/core/face/neutral.ts';
import { createObservation, observe } from '../../../../../apps/overlay/src/core/face/observe.ts';
import { toMotion } from '../../../../../apps/overlay/src/core/face/to-motion.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { dropJaw, move, type Placement, photograph, restingFace, setAperture } from './synthetic-face.ts';

const look = (face: Float32Array, placement?: Placement) => observe(photograph(face, placement), createObservation());
const neutralAt = (placement?: Placement) => averageNeutral([look(restingFace(), placement)]);

describe('toMotion', () => {
  it('is the resting motion at neutral', () => {
    const motion = toMotion(look(restingFace(), { pitch: -7 }), neutralAt({ pitch: -7 }), 40);
    expect(motion.time).toBe(40);
    for (const key of ['yaw', 'pitch', 'roll', 'x', 'y'] as const) expect(motion.head[key]).toBeCloseTo(0);
    expect(motion.head.scale).toBeCloseTo(1);
    expect(Math.max(...motion.blendshapes)).toBe(0);
    expect(Math.max(...motion.dense!.map(Math.abs))).toBeLessThan(1e-5);
  });

  it('turns without nodding from a neutral that is tilted', () => {
    for (const pitch of [-15, -8, 10]) {
      const { head } = toMotion(look(restingFace(), { yaw: 25, pitch }), neutralAt({ pitch }), 0);
      expect(head.yaw).toBeCloseTo(25, 0);
      expect(Math.abs(head.pitch)).toBeLessThan(0.5);
      expect(Math.abs(head.roll)).toBeLessThan(0.5);
    }
  });

  it('gives shift in face widths, up positive, and size as a ratio', () => {
    const { head } = toMotion(look(restingFace(), { x: 474, y: 86, scale: 25 }), neutralAt({ x: 320, y: 240, scale: 20 }), 0);
    expect(head.x).toBeCloseTo(0.5, 2);
    expect(head.y).toBeCloseTo(0.5, 2);
    expect(head.scale).toBeCloseTo(1.25, 2);
  });

  it('scales displacement to a 17.2 cm face and repeats it in the control points', () => {
    const tall = (face: Float32Array) => face.map((v, i) => (i % 3 === 1 ? v * 1.1 : v));
    const neutral = averageNeutral([look(tall(restingFace()))]);
    const motion = toMotion(look(tall(dropJaw(restingFace(), 2))), neutral, 0);
    const restHeight = look(restingFace()).faceHeight;
    expect(motion.dense![3 * 152 + 1]).toBeCloseTo((-0.71 * 2 * 17.2) / restHeight, 1);
    CONTROL_POINTS.forEach((landmark, i) => {
      expect(motion.controlPoints[3 * i + 1]).toBe(motion.dense![3 * landmark + 1]);
    });
  });

  it('holds the gaze while an eye is shut', () => {
    const neutral = neutralAt();
    const motion = createMotion();
    const aside = move(restingFace(), [...RIGHT_EYE.iris, ...LEFT_EYE.iris], [0.4, 0, 0]);
    toMotion(look(aside), neutral, 0, motion);
    const { x } = motion.gaze;
    expect(x).toBeGreaterThan(0.1);
    const shut = move(restingFace(), [...RIGHT_EYE.iris, ...LEFT_EYE.iris], [-0.5, 0, 0]);
    for (const eye of [RIGHT_EYE, LEFT_EYE]) setAperture(shut, eye, 0.08);
    toMotion(look(shut), neutral, 33, motion);
    expect(motion.gaze.x).toBe(x);
    expect(motion.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft]).toBe(1);
    setAperture(shut, RIGHT_EYE, 0.3);
    toMotion(look(shut), neutral, 66, motion);
    expect(motion.gaze.x).toBe(x);
    expect(motion.blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight]).toBe(0);
    setAperture(shut, LEFT_EYE, 0.3);
    toMotion(look(shut), neutral, 100, motion);
    expect(motion.gaze.x).toBeLessThan(0);
  });

  it('does not read a turned head as an expression', () => {
    const neutral = neutralAt();
    for (const placement of [{ yaw: 30 }, { yaw: -30, pitch: 12 }, { pitch: -20, roll: 25 }]) {
      expect(Math.max(...toMotion(look(restingFace(), placement), neutral, 0).blendshapes)).toBeLessThan(0.02);
    }
  });
});
