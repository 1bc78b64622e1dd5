import { describe, expect, test } from 'vitest';
import { createFrameClock } from '../../../apps/overlay/src/tracker/frame-clock.ts';

/** Repeatable jitter 0..1. */
function jitter(i: number): number {
  return Math.abs((Math.sin(i * 12.9898) * 43758.5453) % 1);
}

describe('frame clock', () => {
  test('late arrivals do not shake the times', () => {
    const clock = createFrameClock();
    const times = Array.from({ length: 400 }, (_, i) => clock.timeOf(i * 33333, 5000 + i * 33.333 + 4 + 20 * jitter(i)));
    const steps = times.slice(200).map((time, i) => time - times[199 + i]);
    expect(Math.max(...steps)).toBeLessThan(33.333 + 1);
    expect(Math.min(...steps)).toBeGreaterThan(33.333 - 1);
  });

  test('times rise and are never in the future', () => {
    const clock = createFrameClock();
    let last = -Infinity;
    for (let i = 0; i < 300; i++) {
      const arrival = 100 + i * 33 + 30 * jitter(i);
      const time = clock.timeOf(i * 33000, arrival);
      expect(time).toBeLessThanOrEqual(arrival);
      if (time < arrival) expect(time).toBeGreaterThan(last);
      last = time;
    }
  });

  test('a source that starts anew is followed at once', () => {
    const clock = createFrameClock();
    clock.timeOf(90_000_000, 1000);
    expect(clock.timeOf(0, 4000)).toBe(4000);
    expect(clock.timeOf(33_000, 4040)).toBeCloseTo(4033, 0);
  });

  test('clocks that drift apart stay together', () => {
    const clock = createFrameClock();
    let error = 0;
    // The camera's clock runs 0.03 % slow: after 10 minutes it is 180 ms behind.
    for (let i = 0; i < 18000; i++) error = 10 + i * 33.343 - clock.timeOf(i * 33333, 10 + i * 33.343);
    expect(error).toBeLessThan(20);
  });
});
