import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOneEuro } from '../../../../../apps/overlay/src/core/face/one-euro.ts';

const OPTIONS = { minCutoff: 2, beta: 2, derivativeCutoff: 1 };
const FRAME = 1000 / 30;
const one = (filter: ReturnType<typeof createOneEuro>, value: number, time: number): number =>
  filter.filter(Float32Array.of(value), time)[0];

describe('createOneEuro', () => {
  it('passes the first frame and a still value', () => {
    const filter = createOneEuro(1, 1, OPTIONS);
    for (let i = 0; i < 10; i++) expect(one(filter, 0.7, i * FRAME)).toBeCloseTo(0.7);
  });

  it('follows the formula for one step', () => {
    const filter = createOneEuro(1, 1, OPTIONS);
    one(filter, 0, 0);
    const seconds = 0.02;
    const gain = (cutoff: number) => 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));
    const speed = gain(1) * (1 / seconds);
    expect(one(filter, 1, 20)).toBeCloseTo(gain(2 + 2 * speed), 6);
  });

  it('calms noise at rest', () => {
    const filter = createOneEuro(1, 1, OPTIONS);
    const noise = Array.from({ length: 200 }, (_, i) => 0.01 * Math.sin(12.9898 * (i + 1) ** 2));
    const spread = (values: number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    const out = noise.map((v, i) => one(filter, v, i * FRAME));
    expect(spread(out.slice(20))).toBeLessThan(0.6 * spread(noise.slice(20)));
  });

  it('lags less the faster a value moves', () => {
    const lagAt = (speed: number) => {
      const filter = createOneEuro(1, 1, OPTIONS);
      let out = 0;
      for (let i = 0; i <= 60; i++) out = one(filter, (speed * i * FRAME) / 1000, i * FRAME);
      return 2 - out / speed;
    };
    expect(lagAt(0.1)).toBeGreaterThan(2 * lagAt(10));
    expect(lagAt(10)).toBeLessThan(0.02);
  });

  it('never leaves the range of what came in', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 50 }), (values) => {
        const filter = createOneEuro(1, 1, OPTIONS);
        values.forEach((v, i) => {
          const out = one(filter, v, i * FRAME);
          expect(out).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
          expect(out).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
        });
      }),
    );
  });

  it('moves grouped values together', () => {
    const filter = createOneEuro(3, 3, OPTIONS);
    filter.filter(Float32Array.of(0, 0, 0), 0);
    const [x, y, z] = filter.filter(Float32Array.of(1, 0.1, -2), FRAME);
    expect(y / x).toBeCloseTo(0.1, 5);
    expect(z / x).toBeCloseTo(-2, 5);
  });

  it('starts afresh after a reset or when time runs back', () => {
    const filter = createOneEuro(1, 1, OPTIONS);
    one(filter, 0, 100);
    expect(one(filter, 5, 50)).toBe(5);
    filter.reset();
    expect(one(filter, -3, 60)).toBe(-3);
  });
});
