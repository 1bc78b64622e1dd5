import { describe, expect, it } from 'vitest';
import { driftAt, fitDrift, NO_DRIFT } from '../../../../../apps/overlay/src/core/rig/turn-drift.ts';

const TURNS = [-20, 0, 20].flatMap((yaw) => [-13, 0, 13].map((pitch) => ({ yaw, pitch })));
/** Centimetres that a mouth's corners seem to sink by. */
const sinks = (yaw: number, pitch: number): number => 0.1 * (yaw / 10) - 0.02 * (pitch / 10) ** 2 + 0.01 * (yaw / 10) * (pitch / 10);

describe('fitDrift', () => {
  it('finds how a signal drifts as the head turns, whatever it reads at rest', () => {
    const corner = fitDrift(
      'corner',
      TURNS.map(({ yaw, pitch }) => ({ yaw, pitch, value: 3 + sinks(yaw, pitch) })),
    );
    for (const { yaw, pitch } of TURNS) expect(driftAt({ ...NO_DRIFT, corner }, 'corner', yaw, pitch)).toBeCloseTo(sinks(yaw, pitch), 1.5);
  });

  it('finds none in a signal that stays, or drifts by no more than the model errs', () => {
    for (const share of [0, 0.3]) {
      const readings = TURNS.map(({ yaw, pitch }) => ({ yaw, pitch, value: 5 + share * sinks(yaw, pitch) }));
      for (const c of fitDrift('corner', readings)) expect(c).toBeCloseTo(0, 6);
    }
  });
});

describe('driftAt', () => {
  it('is nothing at rest, and bounded however much was read and however far the head turns', () => {
    const drift = { ...NO_DRIFT, width: [3, 2, 1, 1, 1] };
    expect(driftAt(drift, 'width', 0, 0)).toBe(0);
    expect(Math.abs(driftAt(drift, 'width', 80, 50))).toBeLessThanOrEqual(0.45);
    expect(driftAt(NO_DRIFT, 'gazeX', 20, 10)).toBe(0);
  });

  it('grows no further beyond the turns that were read', () => {
    const drift = { ...NO_DRIFT, corner: [0.03, 0, 0, 0, 0] };
    expect(driftAt(drift, 'corner', 60, 0)).toBe(driftAt(drift, 'corner', 30, 0));
  });
});
