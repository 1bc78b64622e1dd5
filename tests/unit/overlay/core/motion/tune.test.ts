import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, type HeadMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { changeSettings, DEFAULT_SETTINGS, type SettingsChange } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';
import { tuneMotion, UNIT_GROUP_GAINS } from '../../../../../apps/overlay/src/core/motion/tune.ts';

const settings = (motion: SettingsChange['motion'] = {}) => changeSettings(DEFAULT_SETTINGS, { motion }).motion;

function motionOf(head: Partial<HeadMotion>, shapes: Partial<Record<Blendshape, number>> = {}): Motion {
  const motion = createMotion();
  Object.assign(motion.head, head);
  for (const [name, value] of Object.entries(shapes)) motion.blendshapes[BLENDSHAPE_INDEX[name as Blendshape]] = value;
  motion.controlPoints.fill(0.5);
  motion.dense = new Float32Array(3 * LANDMARK_COUNT).fill(0.5);
  return motion;
}
const shape = ({ blendshapes }: Motion, name: Blendshape) => blendshapes[BLENDSHAPE_INDEX[name]];

describe('tuneMotion', () => {
  test('leaves a motion as it was tracked by default', () => {
    const motion = motionOf({ yaw: 60, pitch: -20, x: 0.4, scale: 1.3 }, { jawOpen: 0.9, eyeBlinkLeft: 0.8, eyeBlinkRight: 0.1 });
    const before = structuredClone(motion);
    tuneMotion(motion, settings(), UNIT_GROUP_GAINS);
    expect(motion.head.scale).toBeCloseTo(before.head.scale, 12);
    expect({ ...motion, head: { ...motion.head, scale: 0 } }).toEqual({ ...before, head: { ...before.head, scale: 0 } });
  });

  test('strengthens one group and leaves the others; gains multiply', () => {
    const motion = motionOf({ yaw: 10 }, { jawOpen: 0.2, browInnerUp: 0.2 });
    tuneMotion(motion, settings({ groups: { mouth: { sensitivity: 2 } } }), { ...UNIT_GROUP_GAINS, mouth: 1.5, head: 0.5 });
    expect(shape(motion, 'jawOpen')).toBeCloseTo(0.6);
    expect(shape(motion, 'browInnerUp')).toBeCloseTo(0.2);
    expect(motion.head.yaw).toBeCloseTo(5);
    // Chin and forehead.
    expect(motion.dense?.[3 * 152]).toBeCloseTo(1.5);
    expect(motion.dense?.[3 * 10]).toBeCloseTo(0.5);
    expect(motion.controlPoints[3 * 4]).toBeCloseTo(1.5);
  });

  test('keeps a sparse motion sparse', () => {
    const motion = motionOf({}, { jawOpen: 0.2 });
    motion.dense = null;
    tuneMotion(motion, settings({ strength: 2 }), UNIT_GROUP_GAINS);
    expect(motion.dense).toBeNull();
    expect([...motion.controlPoints].every((v) => Math.abs(v - 1) < 1e-6)).toBe(true);
  });

  test('strength leaves the lids alone, their own sensitivity does not', () => {
    expect(shape(tuneMotion(motionOf({}, { eyeBlinkLeft: 0.4 }), settings({ strength: 0 }), UNIT_GROUP_GAINS), 'eyeBlinkLeft')).toBeCloseTo(
      0.4,
    );
    const sensitive = settings({ groups: { eyes: { sensitivity: 2 } } });
    expect(shape(tuneMotion(motionOf({}, { eyeBlinkLeft: 0.4 }), sensitive, UNIT_GROUP_GAINS), 'eyeBlinkLeft')).toBeCloseTo(0.8);
  });

  test('the head stays still within the dead zone and leaves it without a jump', () => {
    const dead = settings({ deadzone: 3 });
    expect(tuneMotion(motionOf({ yaw: -2.9 }), dead, UNIT_GROUP_GAINS).head.yaw).toBeCloseTo(0);
    expect(tuneMotion(motionOf({ yaw: -3.5 }), dead, UNIT_GROUP_GAINS).head.yaw).toBeCloseTo(-0.5);
  });

  test('a range is approached, never passed, and changes little motions not at all', () => {
    const narrow = settings({ groups: { head: { range: 0.5 }, mouth: { range: 0.5 } } });
    const yaws = [-80, 5, 15, 20, 30, 80].map((yaw) => tuneMotion(motionOf({ yaw }), narrow, UNIT_GROUP_GAINS).head.yaw);
    expect(yaws[0]).toBeGreaterThanOrEqual(-22.5);
    expect(yaws[1]).toBe(5);
    expect(yaws[2]).toBe(15);
    expect(yaws.every((yaw, i) => i === 0 || yaw > yaws[i - 1])).toBe(true);
    const wide = tuneMotion(motionOf({}, { jawOpen: 0.9, mouthFunnel: 0.3 }), narrow, UNIT_GROUP_GAINS);
    expect(shape(wide, 'jawOpen')).toBeLessThanOrEqual(0.5);
    expect(shape(wide, 'mouthFunnel') / shape(wide, 'jawOpen')).toBeCloseTo(1 / 3);
  });

  test('lids between the thresholds move, beyond them they are open or shut', () => {
    const eager = settings({ blinkOpen: 0.2, blinkShut: 0.7 });
    const lids = [0.1, 0.2, 0.45, 0.7, 0.9].map((eyeBlinkLeft) =>
      shape(tuneMotion(motionOf({}, { eyeBlinkLeft }), eager, UNIT_GROUP_GAINS), 'eyeBlinkLeft'),
    );
    for (const [i, expected] of [0, 0, 0.5, 1, 1].entries()) expect(lids[i]).toBeCloseTo(expected);
  });

  test('linked eyes do the same', () => {
    const motion = tuneMotion(motionOf({}, { eyeBlinkLeft: 0.9, eyeBlinkRight: 0.3 }), settings({ eyesLinked: true }), UNIT_GROUP_GAINS);
    expect([shape(motion, 'eyeBlinkLeft'), shape(motion, 'eyeBlinkRight')]).toEqual([expect.closeTo(0.6), expect.closeTo(0.6)]);
  });
});
