import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendshapesOf, lidOpening } from '../../../../../apps/overlay/src/core/face/blendshapes.ts';
import { dropJaw, move } from './synthetic-face.ts';

interface Scene {
  points?: (d: Float32Array) => void;
  openRight?: number;
  openLeft?: number;
  gaze?: { x: number; y: number };
}

function read({ points, openRight = 1, openLeft = 1, gaze = { x: 0, y: 0 } }: Scene): (name: Blendshape) => number {
  const displacement = new Float32Array(3 * LANDMARK_COUNT);
  points?.(displacement);
  const out = blendshapesOf(displacement, openRight, openLeft, gaze, new Float32Array(BLENDSHAPES.length));
  return (name) => out[BLENDSHAPE_INDEX[name]];
}

/** Names that answer by more than 0.02. */
function awake(scene: Scene): string[] {
  const value = read(scene);
  return BLENDSHAPES.filter((name) => value(name) > 0.02);
}

describe('lidOpening', () => {
  it('calls the residue of a shut eye shut and the own open level open', () => {
    expect(lidOpening(0.28)).toBe(0);
    expect(lidOpening(0.36)).toBe(0);
    expect(lidOpening(1)).toBe(1);
    expect(lidOpening(0.665)).toBeCloseTo(0.5);
  });
});

describe('blendshapesOf', () => {
  it('is silent at rest', () => {
    expect(awake({})).toEqual([]);
  });

  it('shuts and widens each eye alone', () => {
    expect(awake({ openLeft: 0.27 })).toEqual(['eyeBlinkLeft']);
    expect(read({ openLeft: 0.27 })('eyeBlinkLeft')).toBe(1);
    expect(read({ openRight: 0.665 })('eyeBlinkRight')).toBeCloseTo(0.5);
    expect(awake({ openRight: 1.45 })).toEqual(['eyeWideRight']);
    expect(read({ openRight: 1.45 })('eyeWideRight')).toBe(1);
  });

  it('turns both eyes with the gaze: to the image right is out for the left eye and in for the right', () => {
    const value = read({ gaze: { x: 0.125, y: -0.06 } });
    expect(value('eyeLookOutLeft')).toBeCloseTo(0.5);
    expect(value('eyeLookInRight')).toBeCloseTo(0.5);
    expect(value('eyeLookDownLeft')).toBeCloseTo(0.5);
    expect(value('eyeLookInLeft') + value('eyeLookOutRight') + value('eyeLookUpRight')).toBe(0);
  });

  it('reads a dropping jaw as jawOpen and nothing else', () => {
    expect(awake({ points: (d) => dropJaw(d, 1) })).toEqual(['jawOpen']);
    expect(read({ points: (d) => dropJaw(d, 1.5) })('jawOpen')).toBeCloseTo(0.5, 1);
    expect(read({ points: (d) => dropJaw(d, 3.2) })('jawOpen')).toBe(1);
  });

  it('reads a jaw dropped behind shut lips as jawOpen that mouthClose takes back', () => {
    const value = read({ points: (d) => move(d, [152], [0, -1.5, 0]) });
    expect(value('jawOpen')).toBeGreaterThan(0.2);
    expect(value('mouthClose')).toBeCloseTo(value('jawOpen'), 2);
  });

  it('keeps a one-sided smile on its side', () => {
    const value = read({ points: (d) => move(d, [291], [0.6, 0.6, 0]) });
    expect(value('mouthSmileLeft')).toBeGreaterThan(0.5);
    expect(value('mouthSmileRight')).toBe(0);
    expect(value('mouthFrownLeft') + value('mouthFrownRight')).toBe(0);
  });

  it('does not take the corners of an opening mouth for a frown', () => {
    const value = read({ points: (d) => dropJaw(d, 2.5) });
    expect(value('mouthFrownLeft')).toBe(0);
    expect(value('mouthSmileLeft')).toBe(0);
  });

  it('tells pucker from funnel by the opening', () => {
    const narrow = (d: Float32Array) => {
      move(d, [291], [-0.7, 0, 0]);
      move(d, [61], [0.7, 0, 0]);
    };
    expect(read({ points: narrow })('mouthPucker')).toBeGreaterThan(0.8);
    expect(read({ points: narrow })('mouthFunnel')).toBe(0);
    const oh = read({
      points: (d) => {
        narrow(d);
        dropJaw(d, 1.4);
      },
    });
    expect(oh('mouthFunnel')).toBeGreaterThan(0.7);
    expect(oh('mouthPucker')).toBeLessThan(0.3);
  });

  it('measures brows against the eyes, so that a lifted face is no raised brow', () => {
    const eyes = [33, 133, 362, 263];
    const brows = [336, 296, 107, 66, 334, 293, 105, 63];
    expect(awake({ points: (d) => move(d, [...eyes, ...brows], [0, 0.3, 0]) })).toEqual([]);
    const raised = read({ points: (d) => move(d, [334, 293], [0, 0.6, 0]) });
    expect(raised('browOuterUpLeft')).toBeGreaterThan(0.6);
    expect(raised('browOuterUpRight')).toBe(0);
    expect(read({ points: (d) => move(d, brows, [0, -0.5, 0]) })('browDownRight')).toBeGreaterThan(0.8);
  });

  it("takes jaw and mouth aside to the subject's left, which is the image's right", () => {
    expect(read({ points: (d) => move(d, [152], [0.6, 0, 0]) })('jawLeft')).toBeGreaterThan(0.7);
    expect(awake({ points: (d) => move(d, [0, 13, 14, 17, 61, 291], [-0.5, 0, 0]) })).toEqual(['mouthRight']);
  });

  it('keeps every coefficient within 0..1 and leaves what landmarks cannot show at 0', () => {
    const anything = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
      minLength: 3 * LANDMARK_COUNT,
      maxLength: 3 * LANDMARK_COUNT,
    });
    fc.assert(
      fc.property(anything, fc.double({ min: 0, max: 3, noNaN: true }), (displacement, open) => {
        const out = blendshapesOf(Float32Array.from(displacement), open, open, { x: 2, y: -2 }, new Float32Array(BLENDSHAPES.length));
        expect(out.every((v) => v >= 0 && v <= 1)).toBe(true);
        expect(out[BLENDSHAPE_INDEX.cheekPuff] + out[BLENDSHAPE_INDEX.tongueOut]).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
