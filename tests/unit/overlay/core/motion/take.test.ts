import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, encodeMotion, type Motion } from '@masque/config/motion-frame';
import { frameOfMotion, motionOfFrames, parseTake, readTake, type Take } from '@masque/config/take';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTakePlayer } from '../../../../../apps/overlay/src/core/motion/take.ts';
import { createPipeline } from '../../../../../apps/overlay/src/pipeline.ts';

function turned(yaw: number, jaw = 0): Motion {
  const motion = createMotion();
  motion.head.yaw = yaw;
  motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] = jaw;
  return motion;
}

/** Ten frames a second, turning by ten degrees a second. */
const take: Take = {
  version: 1,
  name: 'Turn',
  created: 0,
  frames: Array.from({ length: 11 }, (_, i) => frameOfMotion(turned(i), 100 * i)),
};

describe('a frame of a take', () => {
  test('gives its motion back, within a step', () => {
    const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        within(-90, 90),
        within(-2, 2),
        within(0.3, 3),
        within(0, 1),
        within(-3, 3),
        fc.boolean(),
        (yaw, x, scale, jaw, point, mouthOnly) => {
          const motion = { ...turned(yaw, jaw), mouthOnly };
          Object.assign(motion.head, { x, scale });
          motion.controlPoints.fill(point);
          const numbers = frameOfMotion(motion, 0);
          const back = motionOfFrames(numbers, numbers, 0, createMotion());
          expect(back.mouthOnly).toBe(mouthOnly);
          expect(Math.abs(back.head.yaw - yaw)).toBeLessThanOrEqual(0.0051);
          expect(Math.abs(back.head.x - x)).toBeLessThanOrEqual(0.000051);
          expect(Math.abs(back.head.scale - scale)).toBeLessThanOrEqual(0.000051);
          expect(Math.abs(back.blendshapes[BLENDSHAPE_INDEX.jawOpen] - jaw)).toBeLessThanOrEqual(0.00051);
          expect(Math.abs(back.controlPoints[5] - point)).toBeLessThanOrEqual(0.00051);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('is read as it was written, and nothing else is', () => {
    expect(readTake(JSON.stringify(take))).toEqual(take);
    expect(() => parseTake({ ...take, version: 9 })).toThrow('version 9');
    expect(() => readTake(JSON.stringify(take).slice(0, -40))).toThrow('cut short');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => parseTake(value)).toThrow();
      }),
      { numRuns: 100 },
    );
  });
});

describe('a player', () => {
  test('shows what was recorded at each moment, and between the frames', () => {
    const player = createTakePlayer();
    const out = createMotion();
    expect(player.sample(0, out)).toBe(false);
    player.play(take, false, 5000);
    expect(player.sample(4999, out)).toBe(false);
    for (const [now, yaw] of [
      [5000, 0],
      [5250, 2.5],
      [5900, 9],
      [5100, 1],
      [6000, 10],
    ]) {
      expect(player.sample(now, out)).toBe(true);
      expect(out.head.yaw).toBeCloseTo(yaw, 2);
    }
    expect(player.sample(6001, out)).toBe(false);
  });

  test('loops without end, each round another lap; players that begin together are in step whenever they are asked', () => {
    const [one, other] = [createTakePlayer(), createTakePlayer()];
    const [a, b] = [createMotion(), createMotion()];
    one.play(take, true, 1000);
    other.play(take, true, 1000);
    one.sample(1500, a);
    const lap = one.lap;
    for (let now = 1600; now < 9000; now += 70) one.sample(now, a);
    expect(one.lap).toBeGreaterThan(lap);
    one.sample(9321, a);
    expect(other.sample(9321, b)).toBe(true);
    expect(b.head.yaw).toBe(a.head.yaw);
    expect(a.head.yaw).toBeCloseTo(3.21, 2);
  });

  test('shows nothing where nobody was followed', () => {
    const player = createTakePlayer();
    const frames = [...take.frames, ...take.frames.map(([time, ...rest]) => [time + 5000, ...rest])];
    player.play({ ...take, frames }, false, 0);
    expect(player.sample(900, createMotion())).toBe(true);
    expect(player.sample(3000, createMotion())).toBe(false);
    expect(player.sample(5500, createMotion())).toBe(true);
  });
});

describe('an overlay', () => {
  /** How far the head jumps from one picture to the next, at most, while a live face is followed and a take comes in between. */
  test('passes to a take and back to the live face without a jump, loops included', () => {
    const pipeline = createPipeline(7);
    const live = turned(-20);
    let last: number | null = null;
    let most = 0;
    const seen: number[] = [];
    for (let now = 10_000; now < 16_000; now += 16) {
      live.time = now;
      pipeline.receive(encodeMotion(live, { dense: false }), now);
      if (now === 12_000) pipeline.play(take, true, now);
      if (now >= 14_500 && now < 14_516) pipeline.play(null, false, 0);
      const { yaw } = pipeline.frame(now).head;
      if (last !== null && now > 11_000) most = Math.max(most, Math.abs(yaw - last));
      last = yaw;
      seen.push(yaw);
    }
    // Mirrored, like all that is live: the face looked to -20, the take turns from 0 to -10.
    expect(seen[110]).toBeCloseTo(20, 1);
    expect(Math.min(...seen.slice(160))).toBeLessThan(-5);
    expect(seen.at(-1)).toBeCloseTo(20, 1);
    expect(most).toBeLessThan(3);
  });
});
