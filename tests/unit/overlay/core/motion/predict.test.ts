import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPredictor } from '../../../../../apps/overlay/src/core/motion/predict.ts';

const FRAME = 1000 / 30;
const PICTURE = 1000 / 60;
const { eyeBlinkLeft } = BLENDSHAPE_INDEX;

interface Setup {
  frames: number;
  fill: (m: Motion, i: number) => void;
  read: (m: Motion) => number;
  delay?: (i: number) => number;
  clock?: number;
  until?: number;
}

/** Sends frames over a link and reads the picture 60 times a second. */
function watch({ frames, fill, read, delay = () => 20, clock = 0, until = frames * FRAME + 200 }: Setup): { now: number; value: number }[] {
  const predictor = createPredictor();
  const out = createMotion();
  const seen: { now: number; value: number }[] = [];
  let next = 0;
  for (let now = 0; now < until; now += PICTURE) {
    for (; next < frames && next * FRAME + delay(next) <= now; next++) {
      const motion = createMotion();
      motion.time = clock + next * FRAME;
      fill(motion, next);
      predictor.push(motion, next * FRAME + delay(next));
    }
    if (predictor.sample(now, out)) seen.push({ now, value: read(out) });
  }
  return seen;
}

const yaw = (m: Motion) => m.head.yaw;
const steps = (seen: { value: number }[]) => seen.slice(1).map(({ value }, i) => value - seen[i].value);

describe('createPredictor', () => {
  it('has nothing before the first frame, and then that frame', () => {
    const predictor = createPredictor();
    const out = createMotion();
    expect(predictor.sample(10, out)).toBe(false);
    const motion = createMotion();
    motion.head.yaw = 12;
    predictor.push(motion, 20);
    expect(predictor.sample(25, out)).toBe(true);
    expect(out.head.yaw).toBe(12);
    expect(predictor.lastArrival).toBe(20);
  });

  it('moves a 60 Hz picture smoothly and without falling behind, from 30 frames a second', () => {
    const seen = watch({
      frames: 40,
      fill: (m, i) => {
        m.head.yaw = i;
      },
      read: yaw,
      until: 39 * FRAME,
    });
    const steady = seen.filter(({ now }) => now > 500);
    for (const { now, value } of steady) expect(Math.abs(value - (now - 20) / FRAME)).toBeLessThan(0.35);
    for (const step of steps(steady)) {
      expect(step).toBeGreaterThan(0.3);
      expect(step).toBeLessThan(0.7);
    }
  });

  it("does not care what the sender's clock says", () => {
    const setup = {
      frames: 30,
      fill: (m: Motion, i: number) => {
        m.head.yaw = i;
      },
      read: yaw,
    };
    const here = watch(setup);
    const elsewhere = watch({ ...setup, clock: 7e8 });
    here.forEach(({ value }, i) => {
      expect(elsewhere[i].value).toBeCloseTo(value, 3);
    });
  });

  it('takes uneven arrival for what it is', () => {
    const seen = watch({
      frames: 60,
      fill: (m, i) => {
        m.head.yaw = i;
      },
      read: yaw,
      delay: (i) => 20 + 12 * Math.abs(Math.sin(i * 5)),
      until: 59 * FRAME,
    });
    for (const step of steps(seen.filter(({ now }) => now > 500))) {
      expect(step).toBeGreaterThan(0.1);
      expect(step).toBeLessThan(0.95);
    }
  });

  it('carries on a little when frames stop, then holds', () => {
    const seen = watch({
      frames: 30,
      fill: (m, i) => {
        m.head.yaw = i;
      },
      read: yaw,
      until: 30 * FRAME + 1000,
    });
    const end = seen[seen.length - 1].value;
    expect(end).toBeGreaterThan(29);
    expect(end).toBeLessThan(29 + 41 / FRAME);
    expect(seen[seen.length - 2].value).toBeCloseTo(end, 6);
  });

  it("overshoots a sudden stop by no more than a frame's way, and comes back", () => {
    const seen = watch({
      frames: 60,
      fill: (m, i) => {
        m.head.yaw = Math.min(i, 30);
      },
      read: yaw,
    });
    expect(Math.max(...seen.map(({ value }) => value))).toBeLessThan(31);
    expect(seen[seen.length - 1].value).toBeCloseTo(30, 3);
  });

  it('does not throw tremor forward', () => {
    const seen = watch({
      frames: 60,
      fill: (m, i) => {
        m.head.yaw = i % 2;
      },
      read: yaw,
    });
    for (const { value } of seen) {
      expect(value).toBeGreaterThanOrEqual(-1e-6);
      expect(value).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  it('shows blinks and glances as they came', () => {
    const shut = [0, 0, 0, 0.6, 1, 0.6, 0, 0];
    const blink = watch({
      frames: 8,
      fill: (m, i) => {
        m.blendshapes[eyeBlinkLeft] = shut[i];
      },
      read: (m) => m.blendshapes[eyeBlinkLeft],
    });
    expect(Math.max(...blink.map(({ value }) => value))).toBeGreaterThan(0.9);
    expect(Math.min(...blink.map(({ value }) => value))).toBe(0);
    const glance = watch({
      frames: 20,
      fill: (m, i) => {
        m.gaze.x = i < 10 ? 0 : 0.2;
      },
      read: (m) => m.gaze.x,
    });
    expect(Math.max(...glance.map(({ value }) => value))).toBeLessThanOrEqual(0.2 + 1e-6);
  });

  it('carries the dense surface, and keeps to the form of the last frame', () => {
    const predictor = createPredictor();
    const motion = createMotion();
    const out = createMotion();
    for (let i = 0; i < 5; i++) {
      motion.time = i * FRAME;
      motion.dense = new Float32Array(3 * LANDMARK_COUNT).fill(-0.1 * i);
      predictor.push(motion, i * FRAME);
    }
    predictor.sample(4 * FRAME + 15, out);
    expect(out.dense![3 * 152 + 1]).toBeLessThan(-0.4);
    motion.dense = null;
    motion.time = 5 * FRAME;
    predictor.push(motion, 5 * FRAME);
    predictor.sample(5 * FRAME, out);
    expect(out.dense).toBeNull();
  });

  it('ignores frames that come too late, but follows a sender that begins anew', () => {
    const predictor = createPredictor();
    const out = createMotion();
    const send = (time: number, value: number, now: number) => {
      const motion = createMotion();
      motion.time = time;
      motion.head.yaw = value;
      predictor.push(motion, now);
    };
    send(5000, 1, 100);
    send(4980, 50, 110);
    predictor.sample(120, out);
    expect(out.head.yaw).toBe(1);
    send(0, -7, 130);
    predictor.sample(300, out);
    expect(out.head.yaw).toBeCloseTo(-7, 2);
  });

  it('stays within reach of the frames, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 2, maxLength: 30 }), (values) => {
        const seen = watch({
          frames: values.length,
          fill: (m, i) => {
            m.head.pitch = values[i];
          },
          read: (m) => m.head.pitch,
        });
        for (const { value } of seen) expect(Math.abs(value)).toBeLessThan(40 + 80 * 1.25);
      }),
      { numRuns: 40 },
    );
  });
});
