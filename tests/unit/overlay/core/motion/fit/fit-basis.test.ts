import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { INNER_LIPS } from '../../../../../../apps/overlay/src/core/face/topology.ts';
import { priorOf } from '../../../../../../apps/overlay/src/core/motion/fit/authored-fields.ts';
import { fitBasis, restore, toBasisData } from '../../../../../../apps/overlay/src/core/motion/fit/fit-basis.ts';

const SIZE = 3 * LANDMARK_COUNT;

/** A clip in which jaw and smile move, 1.5 times as far as authored, with something of the jaw's side that no shape tells. */
function clip(length: number): Motion[] {
  const jaw = priorOf('jawOpen')!.field;
  const smile = priorOf('mouthSmileLeft')!.field;
  return Array.from({ length }, (_, i) => {
    const motion = createMotion();
    const open = 0.5 + 0.5 * Math.sin(i);
    const left = 0.5 + 0.5 * Math.cos(1.7 * i);
    const extra = 0.2 * Math.sin(3.1 * i);
    motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] = open;
    motion.blendshapes[BLENDSHAPE_INDEX.mouthSmileLeft] = left;
    motion.dense = Float32Array.from(
      jaw,
      (v, k) => 1.5 * (open * v + left * smile[k]) + (k === 3 * 172 + 1 || k === 3 * 58 + 1 ? extra : 0),
    );
    pickControlPoints(motion.dense, motion.controlPoints);
    return motion;
  });
}

const fitted = fitBasis([clip(60), clip(40)]);
const row = (name: Blendshape) => fitted.shapes.subarray(BLENDSHAPE_INDEX[name] * SIZE, (BLENDSHAPE_INDEX[name] + 1) * SIZE);

describe('fitBasis', () => {
  it('learns from clips what they show', () => {
    expect(row('jawOpen')[3 * 14 + 1] / priorOf('jawOpen')!.field[3 * 14 + 1]).toBeCloseTo(1.5, 1);
    expect(row('mouthSmileLeft')[3 * 291] / priorOf('mouthSmileLeft')!.field[3 * 291]).toBeCloseTo(1.5, 1);
  });

  it('keeps as authored what they do not', () => {
    const authored = priorOf('mouthFunnel')!.field;
    expect(authored[3 * 291]).toBeLessThan(-0.5);
    row('mouthFunnel').forEach((v, i) => {
      expect(v).toBeCloseTo(authored[i], 9);
    });
  });

  it('never parts shut lips with a shape that is no opening', () => {
    for (const name of ['mouthSmileLeft', 'mouthFrownRight', 'mouthShrugLower'] as const) {
      INNER_LIPS.upper.slice(1, -1).forEach((upper, i) => {
        expect(row(name)[3 * upper + 1]).toBeCloseTo(row(name)[3 * INNER_LIPS.lower[i + 1] + 1], 1);
      });
    }
    expect(row('jawOpen')[3 * 13 + 1] - row('jawOpen')[3 * 14 + 1]).toBeGreaterThan(2);
  });

  it('gives right shapes the mirror image of left ones, though only left smiles were shown', () => {
    expect(row('mouthSmileRight')[3 * 61]).toBeCloseTo(-row('mouthSmileLeft')[3 * 291], 3);
    expect(row('mouthSmileRight')[3 * 61 + 1]).toBeCloseTo(row('mouthSmileLeft')[3 * 291 + 1], 3);
  });

  it('learns what else moves with a control point', () => {
    const worst = (usePoints: boolean) =>
      Math.max(...clip(80).map((m) => Math.abs(restore(fitted, m, usePoints)[3 * 58 + 1] - m.dense![3 * 58 + 1])));
    expect(worst(false)).toBeGreaterThan(0.15);
    expect(worst(true)).toBeLessThan(0.03);
  });

  it('is written in whole steps, left sides only', () => {
    const data = toBasisData(fitted, 0.005);
    expect(Object.keys(data.shapes).filter((name) => name.endsWith('Right'))).toEqual([]);
    expect(data.shapes.jawOpen).toHaveLength(SIZE);
    expect(data.shapes.jawOpen.every(Number.isInteger)).toBe(true);
    expect(data.shapes.jawOpen[3 * 14 + 1] * 0.005).toBeCloseTo(row('jawOpen')[3 * 14 + 1], 2);
    expect(data.shapes.eyeBlinkLeft).toBeUndefined();
    expect(Object.keys(data.points)).toHaveLength(8);
  });

  it('refuses motions that are not dense', () => {
    expect(() => fitBasis([[createMotion()]])).toThrow('dense');
  });

  it('has an authored field for every shape of skin', () => {
    const without = BLENDSHAPES.filter((name) => !priorOf(name));
    expect(without.every((name) => /^eye(Blink|Look|Wide)|^tongue|^mouthClose/.test(name))).toBe(true);
  });
});
