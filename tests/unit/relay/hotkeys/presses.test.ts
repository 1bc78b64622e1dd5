import { beforeEach, describe, expect, test } from 'vitest';
import { createPresses, type Presses } from '../../../../apps/relay/src/hotkeys/presses.ts';

let time = 0;
let presses: Presses;
beforeEach(() => {
  time = 0;
  presses = createPresses(() => time);
});

describe('a press', () => {
  test('that two sources tell of counts once, in whatever order its end comes', () => {
    expect(presses.press('a', 'hook')).toBe(true);
    time += 30;
    expect(presses.press('a', 'page')).toBe(false);
    expect(presses.release('a', 'hook')).toBe(false);
    expect(presses.release('a', 'page')).toBe(true);
  });

  test('that was over before the second source told of it counts once', () => {
    expect(presses.press('a', 'hook')).toBe(true);
    expect(presses.release('a', 'hook')).toBe(true);
    time += 50;
    expect(presses.press('a', 'page')).toBe(false);
  });

  test('counts each time, however quick, and told of twice or not', () => {
    const counted: boolean[] = [];
    for (let i = 0; i < 20; i++) {
      counted.push(presses.press('a', 'hook'));
      presses.release('a', 'hook');
      time += 2;
      counted.push(presses.press('a', 'page'));
      presses.release('a', 'page');
      time += 48;
    }
    expect(counted).toEqual(Array.from({ length: 40 }, (_, i) => i % 2 === 0));
  });

  test('counts from each source where they are far apart, and of another key always', () => {
    expect(presses.press('a', 'hook')).toBe(true);
    expect(presses.press('b', 'page')).toBe(true);
    time += 1000;
    expect(presses.press('a', 'page')).toBe(true);
  });
});

test('what nobody holds ends nothing, and what a source holds is known', () => {
  expect(presses.release('a', 'page')).toBe(false);
  presses.press('a', 'page');
  presses.press('b', 'page');
  presses.press('b', 'hook');
  expect(presses.heldBy('page')).toEqual(['a', 'b']);
  expect(presses.release('b', 'page')).toBe(false);
  expect(presses.heldBy('page')).toEqual(['a']);
});
