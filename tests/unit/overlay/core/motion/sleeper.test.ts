import { expect, test } from 'vitest';
import { createEnergy } from '../../../../../apps/overlay/src/core/motion/energy.ts';
import { createSleeper } from '../../../../../apps/overlay/src/core/motion/sleeper.ts';

const MINUTE = 60_000;

test('a face falls asleep after so many minutes alone, and wakes at once when somebody comes', () => {
  const sleeper = createSleeper();
  sleeper.update(0, true, 2);
  expect(sleeper.update(1.9 * MINUTE, false, 2)).toBe(0);
  sleeper.update(2 * MINUTE - 1, false, 2);
  const dozing = [1, 2, 3, 4, 5].map((second) => sleeper.update(2 * MINUTE + 1000 * second, false, 2));
  expect(dozing).toEqual(dozing.toSorted((a, b) => a - b));
  expect(dozing[0]).toBeLessThan(0.5);
  expect(dozing.at(-1)).toBe(1);
  sleeper.update(2 * MINUTE + 5100, true, 2);
  expect(sleeper.update(2 * MINUTE + 5700, true, 2)).toBe(0);
  expect(sleeper.update(2 * MINUTE + 9000, false, 2)).toBe(0);
});

test('unless it is wished, a face never sleeps', () => {
  const sleeper = createSleeper();
  sleeper.update(0, true, 0);
  expect(sleeper.update(500 * MINUTE, false, 0)).toBe(0);
});

test('energy follows a voice quickly up and slowly down, within 0..1', () => {
  const energy = createEnergy();
  energy.update(0, 0);
  const rising = Array.from({ length: 30 }, (_, i) => energy.update(16 * (i + 1), 1));
  expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  expect(rising.at(-1)).toBeGreaterThan(0.95);
  expect(rising.at(-1)).toBeLessThanOrEqual(1);
  const falling = Array.from({ length: 30 }, (_, i) => energy.update(480 + 16 * (i + 1), 0));
  expect(falling.at(-1)).toBeGreaterThan(0.3);
  expect(energy.update(20_000, 0)).toBeLessThan(0.001);
});
