import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion } from '@masque/config/motion-frame';
import { frameOfMotion, parseTake, secondsOf, type Take } from '@masque/config/take';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignSequences } from '../../../../../apps/overlay/src/core/motion/time-warp.ts';
import { CURVE_RATE, loudnessCurve, openingCurve, warpTake } from '../../../../../apps/overlay/src/core/motion/time-warp-take.ts';

const sequence = (...values: number[]): Float32Array => Float32Array.from(values);

describe('an alignment', () => {
  test.each([
    ['with itself is the diagonal', [1, 5, 2, 8], [1, 5, 2, 8], [0, 1, 2, 3]],
    ['finds a held value', [0, 1, 0], [0, 1, 1, 1, 0], [0, 1, 1, 1, 2]],
    ['finds a value that was held', [0, 1, 1, 1, 0], [0, 1, 0], [0, 2, 4]],
    ['finds a peak that comes later', [0, 9, 0, 0, 0, 0], [0, 0, 0, 0, 9, 0], [0, 0, 0, 0, 1, 5]],
  ])('%s', (_, from, onto, path) => {
    expect([...alignSequences(sequence(...from), sequence(...onto), 1)]).toEqual(path);
  });

  test('runs from end to end and never back, and costs no more than the straight way', () => {
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, values, (from, onto) => {
        const path = alignSequences(sequence(...from), sequence(...onto), 1);
        expect(path[0]).toBe(0);
        expect(path.at(-1)).toBe(from.length - 1);
        for (let i = 1; i < path.length; i++) expect(path[i]).toBeGreaterThanOrEqual(path[i - 1]);
      }),
      { numRuns: 200 },
    );
  });

  test('undoes a known change of pace', () => {
    const shape = (t: number): number => Math.sin(9 * t) + 0.6 * Math.sin(23 * t + 1);
    const pace = (t: number): number => t * t * (3 - 2 * t);
    const from = Float32Array.from({ length: 200 }, (_, i) => shape(i / 199));
    const onto = Float32Array.from({ length: 200 }, (_, i) => shape(pace(i / 199)));
    const path = alignSequences(from, onto);
    for (let i = 0; i < 200; i++) expect(Math.abs(path[i] / 199 - pace(i / 199))).toBeLessThan(0.02);
  });

  test('refuses nothing at all', () => {
    expect(() => alignSequences(sequence(), sequence(1))).toThrow(RangeError);
  });
});

/** A mouth that opens at these times, seconds. */
function speech(times: readonly number[], seconds: number, rate = 30): Take {
  const frames = Array.from({ length: Math.round(seconds * rate) + 1 }, (_, i) => {
    const motion = createMotion();
    for (const time of times) {
      motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] += 0.7 * Math.exp(-(((i / rate - time) / 0.1) ** 2));
    }
    motion.head.yaw = i / rate;
    return frameOfMotion(motion, (1000 * i) / rate);
  });
  return { version: 1, name: 'Speech', created: 5, frames };
}

/** When the mouth is widest, seconds, opening by opening. */
function openings(take: Take): number[] {
  const curve = openingCurve(take);
  return [...curve.keys()]
    .filter((i) => curve[i] > 0.3 && curve[i] >= (curve[i - 1] ?? 0) && curve[i] > (curve[i + 1] ?? 0))
    .map((i) => i / CURVE_RATE);
}

describe('a take in the timing', () => {
  const spoken = speech([0.5, 1, 2], 3);

  test('of another one opens its mouth with it, and is as long', () => {
    const other = speech([0.8, 1.9, 2.4], 3.5);
    const warped = warpTake(spoken, openingCurve(other), 'Retimed');
    expect(parseTake(JSON.parse(JSON.stringify(warped)))).toEqual(warped);
    expect(warped).toMatchObject({ name: 'Retimed', version: 1 });
    expect(secondsOf(warped)).toBeCloseTo(3.5, 1);
    const times = openings(warped);
    expect(times).toHaveLength(3);
    [0.8, 1.9, 2.4].forEach((time, i) => {
      expect(Math.abs(times[i] - time)).toBeLessThan(0.15);
    });
    // The head goes with the mouth, and never backwards.
    const yaws = warped.frames.map((frame) => frame[2]);
    for (let i = 1; i < yaws.length; i++) expect(yaws[i]).toBeGreaterThanOrEqual(yaws[i - 1]);
  });

  test('of a sound opens its mouth where that is loud', () => {
    const rate = 16_000;
    const sound = Float32Array.from({ length: 3 * rate }, (_, i) => {
      const time = i / rate;
      const loud = [0.9, 1.6, 2.5].reduce((sum, at) => sum + Math.exp(-(((time - at) / 0.1) ** 2)), 0);
      return 0.4 * loud * Math.sin(2 * Math.PI * 220 * time);
    });
    const times = openings(warpTake(spoken, loudnessCurve(sound, rate), 'Retimed'));
    expect(times).toHaveLength(3);
    [0.9, 1.6, 2.5].forEach((time, i) => {
      expect(Math.abs(times[i] - time)).toBeLessThan(0.15);
    });
  });

  test('of silence, or without a word of its own, is refused', () => {
    expect(() => warpTake(spoken, new Float32Array(40), 'x')).toThrow('nobody speaks in this track');
    expect(() => warpTake(speech([], 2), openingCurve(spoken), 'x')).toThrow('nobody speaks in this take');
  });
});
