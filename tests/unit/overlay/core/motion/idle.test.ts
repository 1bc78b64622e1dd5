import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { DEMO_LENGTH, demoMotion } from '../../../../../apps/overlay/src/core/motion/demo.ts';
import { autoBlink, idleMotion } from '../../../../../apps/overlay/src/core/motion/idle.ts';
import { createMotionVector, DENSE_AT, packMotion } from '../../../../../apps/overlay/src/core/motion/motion-vector.ts';
import { hash, wander } from '../../../../../apps/overlay/src/core/motion/noise.ts';

const PICTURE = 1000 / 60;
const vectorOf = (motion: Motion) => packMotion(motion, createMotionVector()).slice(0, DENSE_AT);

/** Largest change of each kind between two pictures, over a stretch of time. */
function liveliest(source: (time: number) => Motion, from: number, to: number) {
  const most = { turn: 0, place: 0, shape: 0, point: 0 };
  let before = vectorOf(source(from));
  for (let time = from + PICTURE; time < to; time += PICTURE) {
    const now = vectorOf(source(time));
    now.forEach((v, i) => {
      const step = Math.abs(v - before[i]);
      const kind = i < 3 ? 'turn' : i < 6 ? 'place' : i < 60 ? 'shape' : 'point';
      const lid = i === 8 + BLENDSHAPE_INDEX.eyeBlinkLeft || i === 8 + BLENDSHAPE_INDEX.eyeBlinkRight;
      if (!lid) most[kind] = Math.max(most[kind], step);
    });
    before = now;
  }
  return most;
}

/** Times in seconds at which the eyes begin to be more than half shut. */
function blinks(seed: number, seconds: number): number[] {
  const starts: number[] = [];
  let was = 0;
  for (let time = 0; time < seconds * 1000; time += 5) {
    const shut = autoBlink(time, seed);
    if (shut > 0.5 && was <= 0.5) starts.push(time / 1000);
    was = shut;
  }
  return starts;
}

describe('noise', () => {
  it('is fixed, spread over 0..1 and different for different seeds', () => {
    expect(hash(3, 5)).toBe(hash(3, 5));
    expect(hash(3, 5)).not.toBe(hash(4, 5));
    const values = Array.from({ length: 1000 }, (_, i) => hash(1, i));
    expect(values.reduce((a, b) => a + b, 0) / 1000).toBeCloseTo(0.5, 1);
    expect(Math.min(...values)).toBeLessThan(0.02);
    expect(Math.max(...values)).toBeGreaterThan(0.98);
    expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
  });

  it('wanders smoothly within -1..1', () => {
    for (let at = -3; at < 30; at += 0.01) {
      expect(Math.abs(wander(2, at))).toBeLessThanOrEqual(1);
      expect(Math.abs(wander(2, at + 0.01) - wander(2, at))).toBeLessThan(0.04);
    }
  });
});

describe('idleMotion', () => {
  const idle = (seed: number) => (time: number) => idleMotion(time, seed, createMotion());

  it('is the same for the same time and seed, and another for another seed', () => {
    expect(idle(1)(12345)).toEqual(idle(1)(12345));
    expect(vectorOf(idle(1)(12345))).not.toEqual(vectorOf(idle(2)(12345)));
  });

  it('stays near rest and never jumps', () => {
    for (let time = 0; time < 60000; time += 97) {
      const { head, gaze, presence } = idle(5)(time);
      expect(presence).toBe(true);
      expect(Math.abs(head.yaw)).toBeLessThan(3);
      expect(Math.abs(head.pitch)).toBeLessThan(2);
      expect(Math.abs(gaze.x)).toBeLessThan(0.1);
      expect(Math.abs(head.scale - 1)).toBeLessThan(0.01);
    }
    const most = liveliest(idle(5), 0, 60000);
    expect(most.turn).toBeLessThan(0.06);
    expect(most.place).toBeLessThan(0.001);
    expect(most.point).toBeLessThan(0.02);
  });

  it('breathes and looks about', () => {
    const heights = Array.from({ length: 100 }, (_, i) => idle(5)(i * 50).head.y);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(0.008);
    const looks = new Set(Array.from({ length: 30 }, (_, i) => idle(5)(1000 + i * 2100).gaze.x.toFixed(3)));
    expect(looks.size).toBeGreaterThan(8);
  });

  it('blinks every 3 to 12 seconds, not like a clock, and a fifth of the time twice', () => {
    let once = 0;
    let twice = 0;
    for (const seed of [1, 2, 3, 4]) {
      const pauses = blinks(seed, 600).map((s, i, all) => s - (all[i - 1] ?? 0));
      const double = pauses.filter((pause) => pause < 1);
      const single = pauses.slice(1).filter((pause) => pause >= 1);
      expect(Math.min(...single)).toBeGreaterThan(2.6);
      expect(Math.max(...single)).toBeLessThan(12.1);
      expect(Math.max(...single) - Math.min(...single)).toBeGreaterThan(5);
      once += single.length;
      twice += double.length;
    }
    expect(twice / once).toBeGreaterThan(0.13);
    expect(twice / once).toBeLessThan(0.27);
    const peak = Math.max(...Array.from({ length: 4000 }, (_, i) => autoBlink(i * 5, 1)));
    expect(peak).toBe(1);
  });

  it('gets lively with a voice, and never jumps as it does', () => {
    const moved = (energy: number) => {
      const turns = Array.from({ length: 400 }, (_, i) => idleMotion(i * 50, 5, createMotion(), { energy, sleep: 0 }).head.pitch);
      return Math.sqrt(turns.reduce((sum, turn) => sum + turn * turn, 0) / turns.length);
    };
    expect(moved(1)).toBeGreaterThan(1.5 * moved(0));
    const speaking = liveliest((time) => idleMotion(time, 5, createMotion(), { energy: 1, sleep: 0 }), 0, 30000);
    expect(speaking.turn).toBeLessThan(0.4);
  });

  it('only breathes while it sleeps, eyes shut and head sunk', () => {
    for (let time = 0; time < 20000; time += 500) {
      const asleep = idleMotion(time, 5, createMotion(), { energy: 1, sleep: 1 });
      expect(asleep.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft]).toBe(1);
      expect(asleep.head.pitch).toBeLessThan(-7);
      expect(Math.abs(asleep.gaze.x)).toBe(0);
    }
  });
});

describe('demoMotion', () => {
  const demo = (time: number) => demoMotion(time, createMotion());

  it('shows turns both ways, talk, a smile, raised brows, blinks and a wink', () => {
    const frames = Array.from({ length: 480 }, (_, i) => demo(i * 50));
    const range = (read: (m: Motion) => number) => [Math.min(...frames.map(read)), Math.max(...frames.map(read))];
    const [left, right] = range((m) => m.head.yaw);
    expect(left).toBeLessThan(-14);
    expect(right).toBeGreaterThan(15);
    for (const name of ['jawOpen', 'mouthSmileLeft', 'mouthPucker', 'browInnerUp', 'eyeWideLeft'] as const) {
      expect(range((m) => m.blendshapes[BLENDSHAPE_INDEX[name]])[1]).toBeGreaterThan(0.3);
    }
    const winks = frames.filter(
      (m) => m.blendshapes[BLENDSHAPE_INDEX.eyeBlinkRight] === 1 && m.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] === 0,
    );
    expect(winks.length).toBeGreaterThan(3);
    for (const m of frames) for (const v of m.blendshapes) expect(v).toBeLessThanOrEqual(1);
  });

  it('loops without a seam and never jumps', () => {
    const most = liveliest(demo, DEMO_LENGTH - 500, DEMO_LENGTH + 500);
    expect(most.turn).toBeLessThan(0.2);
    const whole = liveliest(demo, 0, DEMO_LENGTH);
    expect(whole.turn).toBeLessThan(1.2);
    expect(whole.shape).toBeLessThan(0.13);
    expect(whole.point).toBeLessThan(0.3);
  });

  it('is the same for the same time', () => {
    expect(demo(3456)).toEqual(demo(3456));
  });
});
