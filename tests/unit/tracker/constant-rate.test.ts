import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planFrames } from '../../../apps/overlay/src/camera/constant-rate.ts';

const steady = (count: number, fps: number): number[] => Array.from({ length: count }, (_, i) => i / fps);

describe('clips at a constant rate', () => {
  test('a steady clip is taken frame by frame at its own rate', () => {
    const times = steady(50, 25);
    const plan = planFrames(times, 2);
    expect(plan.fps).toBeCloseTo(25);
    expect(plan.sources).toEqual(times.map((_, i) => i));
  });

  test('times rounded to milliseconds are still steady', () => {
    const times = steady(300, 30).map((time) => Math.round(time * 1000) / 1000);
    const plan = planFrames(times, 10);
    expect(plan.fps).toBeCloseTo(30, 2);
    expect(plan.sources).toEqual(times.map((_, i) => i));
  });

  test('a cut that left gaps between a few frames changes neither rate nor order', () => {
    const times = [...steady(239, 30), 242 / 30];
    const plan = planFrames(times, 243 / 30);
    expect(plan.fps).toBeCloseTo(30);
    expect(plan.sources).toEqual(times.map((_, i) => i));
  });

  test('twice the rate shows each frame twice, half the rate every second', () => {
    const times = steady(30, 30);
    expect(planFrames(times, 1, { fps: 60 }).sources).toEqual(Array.from({ length: 60 }, (_, i) => i >> 1));
    expect(planFrames(times, 1, { fps: 15 }).sources).toEqual(Array.from({ length: 15 }, (_, i) => 2 * i));
  });

  test('a clip of uneven frames shows at each moment what was on screen', () => {
    // Two frames of half a second, then five in half a second.
    const times = [0, 0.5, 1, 1.1, 1.2, 1.3, 1.4];
    const plan = planFrames(times, 1.5, { fps: 10 });
    expect(plan.sources).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6]);
  });

  test('an uneven clip keeps its length at its average rate', () => {
    const plan = planFrames([0, 0.1, 0.5, 0.6, 1], 1.25);
    expect(plan.fps).toBeCloseTo(4);
    // At 0, 0.25, 0.5, 0.75 and 1 s.
    expect(plan.sources).toEqual([0, 1, 2, 3, 4]);
  });

  test('a single frame is one frame, and the limit holds', () => {
    expect(planFrames([0], 0).sources).toEqual([0]);
    expect(planFrames(steady(90, 30), 3, { maxFrames: 7 }).sources).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(planFrames(steady(90, 30), 3, { maxFrames: 7, fps: 10 }).sources).toEqual([0, 3, 6, 9, 12, 15, 18]);
  });

  test('whatever the timing, the plan rises and stays inside the clip', () => {
    const gaps = fc.array(fc.double({ min: 0.001, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }), (steps, fps) => {
        let time = 0;
        const times = steps.map((step) => (time += step));
        const { sources } = planFrames(times, time + 0.1, { fps });
        expect(sources.every((source, i) => source >= (sources[i - 1] ?? 0) && source < times.length)).toBe(true);
        expect(sources[0]).toBe(0);
      }),
    );
  });
});
