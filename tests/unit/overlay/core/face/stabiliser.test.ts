import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { createStabiliser } from '../../../../../apps/overlay/src/core/face/stabiliser.ts';

const FPS = 30;
const LIP = 3 * 14 + 1;
const LID = 3 * 159 + 1;

function frame(i: number, fill: (motion: Motion, seconds: number) => void): Motion {
  const motion = createMotion();
  motion.dense = new Float32Array(3 * LANDMARK_COUNT);
  motion.time = (i * 1000) / FPS;
  fill(motion, i / FPS);
  return motion;
}

/** Delay in frames at which a filtered signal fits the raw one best. */
function lagOf(raw: number[], filtered: number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag <= 4; lag += 0.05) {
    let error = 0;
    for (let i = 10; i < raw.length - 6; i++) {
      const low = Math.floor(i + lag);
      const part = i + lag - low;
      error += (filtered[low] * (1 - part) + filtered[low + 1] * part - raw[i]) ** 2;
    }
    if (error < least) {
      least = error;
      best = lag;
    }
  }
  return best;
}

function lagFor(stability: number, fill: (m: Motion, s: number) => void, read: (m: Motion) => number): number {
  const stabiliser = createStabiliser(stability);
  const raw: number[] = [];
  const out: number[] = [];
  for (let i = 0; i < 150; i++) {
    raw.push(read(frame(i, fill)));
    out.push(read(stabiliser.apply(frame(i, fill))));
  }
  return lagOf(raw, out);
}

describe('createStabiliser', () => {
  const talking = (m: Motion, s: number) => {
    m.dense![LIP] = -0.6 + 0.6 * Math.cos(2 * Math.PI * 3 * s);
  };
  const turning = (m: Motion, s: number) => {
    m.head.yaw = 15 * Math.sin(2 * Math.PI * 0.5 * s);
  };
  const glancing = (m: Motion, s: number) => {
    m.gaze.x = s % 1 < 0.5 ? -0.15 : 0.15;
  };

  it('lags at most one frame at the default', () => {
    expect(lagFor(0.3, talking, (m) => m.dense![LIP])).toBeLessThanOrEqual(1);
    expect(lagFor(0.3, turning, (m) => m.head.yaw)).toBeLessThanOrEqual(1);
    expect(lagFor(0.3, glancing, (m) => m.gaze.x)).toBeLessThanOrEqual(0.5);
  });

  it('trades lag for calm as stability rises, and passes everything at 0', () => {
    const lags = [0.1, 0.3, 0.7, 1].map((s) => lagFor(s, turning, (m) => m.head.yaw));
    for (let i = 1; i < lags.length; i++) expect(lags[i]).toBeGreaterThan(lags[i - 1]);
    expect(createStabiliser(0).apply(frame(0, turning))).toEqual(frame(0, turning));
    expect(lagFor(0, turning, (m) => m.head.yaw)).toBe(0);
  });

  it('leaves a three-frame blink whole', () => {
    const stabiliser = createStabiliser();
    const shut = [0, 0, 0, 0.6, 1, 0.6, 0, 0];
    const seen = shut.map((v, i) => {
      const motion = stabiliser.apply(
        frame(i, (m) => {
          m.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] = v;
          m.dense![LID] = -v;
        }),
      );
      return { blink: motion.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft], lid: motion.dense![LID] };
    });
    expect(Math.max(...seen.map((s) => s.blink))).toBe(1);
    expect(Math.min(...seen.map((s) => s.lid))).toBeLessThan(-0.85);
  });

  it("more than halves the tracker's tremor in the head", () => {
    const stabiliser = createStabiliser();
    let before = 0;
    let after = 0;
    for (let i = 0; i < 200; i++) {
      const noise = 0.3 * Math.sin(12.9898 * (i + 1) ** 2);
      const { head } = stabiliser.apply(
        frame(i, (m) => {
          m.head.pitch = noise;
        }),
      );
      if (i > 20) {
        before += noise ** 2;
        after += head.pitch ** 2;
      }
    }
    expect(Math.sqrt(after / before)).toBeLessThan(0.5);
  });

  it('keeps the control points equal to the dense points they belong to', () => {
    const stabiliser = createStabiliser();
    for (let i = 0; i < 5; i++) {
      const motion = stabiliser.apply(frame(i, talking));
      expect(motion.controlPoints[3 * 3 + 1]).toBe(motion.dense![LIP]);
    }
  });

  it('filters sparse motion by its control points', () => {
    const stabiliser = createStabiliser();
    const sparse = (i: number, y: number) => {
      const motion = createMotion();
      motion.time = i * 33;
      motion.controlPoints[1] = y;
      return stabiliser.apply(motion).controlPoints[1];
    };
    sparse(0, 0);
    const next = sparse(1, 0.1);
    expect(next).toBeGreaterThan(0.01);
    expect(next).toBeLessThan(0.09);
  });
});
