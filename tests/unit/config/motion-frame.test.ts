import { BLENDSHAPES } from '@masque/config/blendshapes';
import {
  CONTROL_POINTS,
  createMotion,
  DENSE_FRAME_BYTES,
  decodeMotion,
  encodeMotion,
  isMotionFrame,
  LANDMARK_COUNT,
  type Motion,
  MotionFrameError,
  pickControlPoints,
  SPARSE_FRAME_BYTES,
} from '@masque/config/motion-frame';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const arrayOf = (length: number, min: number, max: number) =>
  fc.float32Array({ minLength: length, maxLength: length, min: Math.fround(min), max: Math.fround(max), noNaN: true });

const motions = fc.record({
  time: within(0, 1e9),
  presence: fc.boolean(),
  mouthOnly: fc.boolean(),
  score: within(0, 1),
  voice: within(0, 1),
  head: fc.record({
    yaw: within(-180, 180),
    pitch: within(-180, 180),
    roll: within(-180, 180),
    x: within(-7, 7),
    y: within(-7, 7),
    scale: within(0.05, 15),
  }),
  blendshapes: arrayOf(BLENDSHAPES.length, 0, 1),
  gaze: fc.record({ x: within(-3, 3), y: within(-3, 3) }),
  controlPoints: arrayOf(3 * CONTROL_POINTS.length, -6, 6),
  dense: fc.option(arrayOf(3 * LANDMARK_COUNT, -6, 6), { nil: null }),
});

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof MotionFrameError) return error.code;
    throw error;
  }
  return 'accepted';
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

function everyNumber(m: Motion): number[] {
  const { head, gaze } = m;
  return [m.time, m.score, m.voice, ...Object.values(head), gaze.x, gaze.y, ...m.blendshapes, ...m.controlPoints, ...(m.dense ?? [])];
}

describe('motion frame', () => {
  it('keeps to the promised sizes', () => {
    expect(SPARSE_FRAME_BYTES).toBe(179);
    expect(DENSE_FRAME_BYTES).toBe(2975);
  });

  it('carries a motion within its stated rounding', () => {
    fc.assert(
      fc.property(motions, fc.boolean(), (motion, dense) => {
        if (motion.dense) pickControlPoints(motion.dense, motion.controlPoints);
        const bytes = encodeMotion(motion, { dense });
        const back = decodeMotion(bytes);
        expect(bytes.length).toBe(dense && motion.dense ? DENSE_FRAME_BYTES : SPARSE_FRAME_BYTES);
        expect(back.time).toBe(motion.time);
        expect(back.presence).toBe(motion.presence);
        expect(back.mouthOnly).toBe(motion.mouthOnly);
        for (const key of ['score', 'voice'] as const) expect(Math.abs(back[key] - motion[key])).toBeLessThanOrEqual(0.00197);
        for (const key of ['yaw', 'pitch', 'roll'] as const)
          expect(Math.abs(back.head[key] - motion.head[key])).toBeLessThanOrEqual(0.00501);
        for (const key of ['x', 'y', 'scale'] as const) expect(Math.abs(back.head[key] - motion.head[key])).toBeLessThanOrEqual(0.000123);
        for (const key of ['x', 'y'] as const) expect(Math.abs(back.gaze[key] - motion.gaze[key])).toBeLessThanOrEqual(0.0000611);
        expect(largestDifference(back.blendshapes, motion.blendshapes)).toBeLessThanOrEqual(0.000123);
        expect(largestDifference(back.controlPoints, motion.controlPoints)).toBeLessThanOrEqual(0.000092);
        if (dense && motion.dense) expect(largestDifference(back.dense!, motion.dense)).toBeLessThanOrEqual(0.000092);
        else expect(back.dense).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('is stable: what was decoded encodes to the same bytes', () => {
    fc.assert(
      fc.property(motions, (motion) => {
        const bytes = encodeMotion(motion, { dense: true });
        expect(encodeMotion(decodeMotion(bytes), { dense: true })).toEqual(bytes);
      }),
      { numRuns: 40 },
    );
  });

  it('clamps what is out of range and never lets a NaN through', () => {
    const motion = createMotion();
    motion.head.yaw = 4000;
    motion.head.scale = Number.NaN;
    motion.head.x = Number.NEGATIVE_INFINITY;
    motion.time = Number.NaN;
    motion.blendshapes.fill(Number.NaN);
    motion.blendshapes[1] = 7;
    motion.controlPoints.fill(-50);
    motion.gaze.x = Number.NaN;
    const back = decodeMotion(encodeMotion(motion, { dense: false }));
    expect(everyNumber(back).every(Number.isFinite)).toBe(true);
    expect(back.head.yaw).toBeCloseTo(327.67);
    expect(back.head.scale).toBe(1);
    expect(back.head.x).toBeCloseTo(-8, 2);
    expect(back.blendshapes[0]).toBe(0);
    expect(back.blendshapes[1]).toBe(1);
    expect(back.controlPoints[5]).toBeCloseTo(-6);
  });

  it('decodes into a given motion, from the middle of a larger buffer, without new arrays', () => {
    const motion = createMotion();
    motion.dense = new Float32Array(3 * LANDMARK_COUNT).fill(0.5);
    motion.head.pitch = -12;
    const bytes = encodeMotion(motion, { dense: true });
    const buffer = new Uint8Array(bytes.length + 9);
    buffer.set(bytes, 5);
    const out = createMotion();
    out.dense = new Float32Array(3 * LANDMARK_COUNT);
    const { dense, blendshapes, head } = out;
    decodeMotion(buffer.subarray(5, 5 + bytes.length), out);
    expect(out.dense).toBe(dense);
    expect(out.blendshapes).toBe(blendshapes);
    expect(out.head).toBe(head);
    expect(out.head.pitch).toBeCloseTo(-12);
    expect(out.controlPoints[0]).toBeCloseTo(0.5, 3);
  });

  it('rejects garbage with a code', () => {
    const good = encodeMotion(createMotion(), { dense: false });
    const broken = (change: (bytes: Uint8Array) => void) => {
      const bytes = good.slice();
      change(bytes);
      return codeOf(() => decodeMotion(bytes));
    };
    expect(codeOf(() => decodeMotion(new Uint8Array(0)))).toBe('motion-frame-invalid');
    expect(codeOf(() => decodeMotion(good.subarray(0, 178)))).toBe('motion-frame-invalid');
    expect(broken((b) => b.fill(0))).toBe('motion-frame-invalid');
    expect(
      broken((b) => {
        b[1] = 9;
      }),
    ).toBe('motion-frame-version');
    expect(
      broken((b) => {
        b[2] |= 2;
      }),
    ).toBe('motion-frame-invalid');
    expect(
      broken((b) => {
        b[2] |= 128;
      }),
    ).toBe('motion-frame-invalid');
    expect(broken((b) => b.fill(255, 4, 12))).toBe('motion-frame-invalid');
    expect(broken((b) => b.fill(0, 22, 24))).toBe('motion-frame-invalid');
    expect(broken(() => {})).toBe('accepted');
  });

  it('gives finite numbers or an error for any bytes', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .uint8Array({ minLength: SPARSE_FRAME_BYTES - 3, maxLength: SPARSE_FRAME_BYTES - 3 })
        .map((tail) => Uint8Array.of(0x4d, 2, 1, ...tail)),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        const code = codeOf(() => expect(everyNumber(decodeMotion(bytes)).every(Number.isFinite)).toBe(true));
        if (!isMotionFrame(bytes)) expect(code).not.toBe('accepted');
      }),
      { numRuns: 300 },
    );
  });

  it('is recognised without decoding', () => {
    const motion = createMotion();
    motion.dense = new Float32Array(3 * LANDMARK_COUNT);
    expect(isMotionFrame(encodeMotion(motion, { dense: true }))).toBe(true);
    expect(isMotionFrame(encodeMotion(motion, { dense: false }))).toBe(true);
    expect(isMotionFrame(encodeMotion(motion, { dense: true }).subarray(0, 179))).toBe(false);
    expect(isMotionFrame(new TextEncoder().encode('M'.repeat(179)))).toBe(false);
  });
});
