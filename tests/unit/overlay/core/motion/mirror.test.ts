import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { copyMotion, createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { observe } from '../../../../../apps/overlay/src/core/face/observe.ts';
import { mirrorMotion } from '../../../../../apps/overlay/src/core/motion/mirror.ts';
import { photograph, restingFace } from '../face/synthetic-face.ts';

function lively(): Motion {
  const motion = createMotion();
  Object.assign(motion.head, { yaw: 20, pitch: 5, roll: -8, x: 0.2, y: 0.1, scale: 1.1 });
  motion.gaze.x = 0.1;
  motion.blendshapes.forEach((_, i, all) => {
    all[i] = (i * 0.37) % 1;
  });
  motion.dense = new Float32Array(3 * LANDMARK_COUNT).map((_, i) => Math.sin(i));
  motion.controlPoints.forEach((_, i, all) => {
    all[i] = Math.cos(i);
  });
  return motion;
}

describe('mirrorMotion', () => {
  it('turns left into right', () => {
    const motion = lively();
    const mirrored = mirrorMotion(copyMotion(motion, createMotion()));
    expect(mirrored.head).toEqual({ yaw: -20, pitch: 5, roll: 8, x: -0.2, y: 0.1, scale: 1.1 });
    expect(mirrored.gaze.x).toBe(-0.1);
    expect(mirrored.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft]).toBe(motion.blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight]);
    expect(mirrored.blendshapes[BLENDSHAPE_INDEX.jawRight]).toBe(motion.blendshapes[BLENDSHAPE_INDEX.jawLeft]);
    expect(mirrored.blendshapes[BLENDSHAPE_INDEX.jawOpen]).toBe(motion.blendshapes[BLENDSHAPE_INDEX.jawOpen]);
    expect(mirrored.dense![3 * 61]).toBe(-motion.dense![3 * 291]);
    expect(mirrored.dense![3 * 152]).toBe(-motion.dense![3 * 152]);
    expect(mirrored.dense![3 * 470 + 1]).toBe(motion.dense![3 * 475 + 1]);
    expect(mirrored.controlPoints[0]).toBe(-motion.controlPoints[3]);
    expect(mirrored.controlPoints[1]).toBe(motion.controlPoints[4]);
  });

  it('undoes itself', () => {
    const motion = lively();
    expect(mirrorMotion(mirrorMotion(copyMotion(motion, createMotion())))).toEqual(motion);
  });

  it('is what a camera sees in a mirror', () => {
    const pixels = photograph(restingFace(), { yaw: 15, roll: 7 });
    const flipped = photograph(restingFace(), { yaw: -15, roll: -7 });
    const motion = createMotion();
    motion.head.yaw = observe(pixels).angles.yaw;
    motion.head.roll = observe(pixels).angles.roll;
    const { angles } = observe(flipped);
    mirrorMotion(motion);
    expect(motion.head.yaw).toBeCloseTo(angles.yaw, 3);
    expect(motion.head.roll).toBeCloseTo(angles.roll, 3);
  });
});
