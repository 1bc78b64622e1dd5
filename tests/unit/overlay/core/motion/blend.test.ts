import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { displacementOf, expressionOf, fillControlPoints } from '../../../../../apps/overlay/src/core/motion/basis.ts';
import { blendMotion, createLayer, type Layer } from '../../../../../apps/overlay/src/core/motion/blend.ts';

const SIZE = 3 * LANDMARK_COUNT;
const at = (motion: Motion, name: Blendshape) => motion.blendshapes[BLENDSHAPE_INDEX[name]];
const shown = (layer: Layer, weight: number): Layer => ({ ...layer, weight });

function tracked(): Motion {
  const motion = createMotion();
  motion.time = 40;
  motion.head.yaw = 10;
  motion.gaze.x = 0.1;
  motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] = 0.5;
  motion.blendshapes[BLENDSHAPE_INDEX.browInnerUp] = 0.4;
  motion.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] = 0.3;
  fillControlPoints(motion);
  motion.dense = displacementOf(motion, new Float32Array(SIZE)).map((v, i) => v + 0.05 * Math.sin(i));
  return motion;
}

describe('blendMotion', () => {
  it('is a copy while no layer shows', () => {
    const motion = tracked();
    const out = blendMotion(motion, [shown(createLayer({ jawOpen: 1 }), 0)], createMotion());
    expect(out).toEqual(motion);
    expect(out.dense).not.toBe(motion.dense);
  });

  it('lets the microphone have the mouth and leaves the rest to the camera', () => {
    const motion = tracked();
    const out = blendMotion(motion, [shown(createLayer({ mouthFunnel: 0.8 }, ['mouth']), 1)], createMotion());
    expect(at(out, 'jawOpen')).toBe(0);
    expect(at(out, 'mouthFunnel')).toBeCloseTo(0.8);
    expect(at(out, 'browInnerUp')).toBeCloseTo(0.4);
    expect(at(out, 'eyeBlinkLeft')).toBeCloseTo(0.3);
    expect(out.head.yaw).toBe(10);
    expect(out.dense![3 * 105 + 1]).toBeCloseTo(motion.dense![3 * 105 + 1], 5);
    const audio = createMotion();
    audio.blendshapes[BLENDSHAPE_INDEX.mouthFunnel] = 0.8;
    audio.blendshapes[BLENDSHAPE_INDEX.browInnerUp] = 0.4;
    expect(out.dense![3 * 14 + 1]).toBeCloseTo(expressionOf(audio.blendshapes, new Float32Array(SIZE))[3 * 14 + 1], 4);
  });

  it('adds where it owns nothing: one can talk through a smile', () => {
    const motion = tracked();
    const out = blendMotion(motion, [shown(createLayer({ mouthSmileLeft: 0.7, jawOpen: 0.8 }), 1)], createMotion());
    expect(at(out, 'mouthSmileLeft')).toBeCloseTo(0.7);
    expect(at(out, 'jawOpen')).toBe(1);
    expect(out.dense![3 * 291 + 1]).toBeGreaterThan(motion.dense![3 * 291 + 1] - 1);
  });

  it('puts later layers above earlier ones', () => {
    const audio = shown(createLayer({ jawOpen: 0.9 }, ['mouth']), 1);
    const sulk = shown(createLayer({ mouthFrownLeft: 1, mouthFrownRight: 1 }, ['mouth']), 1);
    const out = blendMotion(tracked(), [audio, sulk], createMotion());
    expect(at(out, 'jawOpen')).toBe(0);
    expect(at(out, 'mouthFrownLeft')).toBe(1);
  });

  it('fades without a step', () => {
    const motion = tracked();
    const layer = createLayer({ mouthFrownLeft: 1, browDownLeft: 1 }, ['mouth', 'brows']);
    let before: Float32Array | null = null;
    for (let i = 0; i <= 100; i++) {
      const { dense } = blendMotion(motion, [shown(layer, i / 100)], createMotion());
      const surface = dense!;
      if (before) expect(Math.max(...surface.map((v, k) => Math.abs(v - before![k])))).toBeLessThan(0.05);
      before = surface;
    }
    expect(Math.abs(before![3 * 105 + 1] - motion.dense![3 * 105 + 1])).toBeGreaterThan(0.1);
  });

  it('turns the head and takes the gaze', () => {
    const layer = {
      ...createLayer({}),
      weight: 0.5,
      head: { yaw: 0, pitch: 4, roll: -6, takes: 0 },
      gaze: { x: -0.1, y: 0.2, takes: 1 },
    };
    const out = blendMotion(tracked(), [layer], createMotion());
    expect(out.head).toMatchObject({ yaw: 10, pitch: 2, roll: -3 });
    expect(out.gaze.x).toBeCloseTo(0);
    expect(out.gaze.y).toBeCloseTo(0.1);
  });

  it('works over sparse motion, and gives control points that fit the surface', () => {
    const motion = tracked();
    motion.dense = null;
    const out = blendMotion(motion, [shown(createLayer({ mouthSmileRight: 0.5 }), 1)], createMotion());
    expect(out.controlPoints[0]).toBe(out.dense![3 * 61]);
    expect(out.dense![3 * 61 + 1]).toBeGreaterThan(displacementOf(motion, new Float32Array(SIZE))[3 * 61 + 1] + 0.2);
  });
});
