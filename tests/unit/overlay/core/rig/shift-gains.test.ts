import { expect, it } from 'vitest';
import { UNIT_GAINS } from '../../../../../apps/overlay/src/core/rig/gains.ts';
import { createGainShift } from '../../../../../apps/overlay/src/core/rig/shift-gains.ts';
import { NO_DRIFT } from '../../../../../apps/overlay/src/core/rig/turn-drift.ts';

it('leads gains over without a jump, and ends at the others exactly', () => {
  const gains = { ...UNIT_GAINS };
  const to = { ...UNIT_GAINS, yaw: 1.4, mouthOpen: 0.8, drift: { ...NO_DRIFT, width: [0.1, 0, 0, -0.2, 0] } };
  const shift = createGainShift(gains, to);
  let last = gains.yaw;
  let over = false;
  let steps = 0;
  for (let now = 70_000; !over; now += 1000 / 60) {
    over = shift(now);
    if (steps++ === 0) expect(gains).toEqual(UNIT_GAINS);
    expect(gains.yaw).toBeGreaterThanOrEqual(last);
    expect(gains.yaw - last).toBeLessThan(0.02);
    last = gains.yaw;
    if (!over) expect(Math.abs(gains.drift.width[0])).toBeLessThan(0.1);
  }
  expect(steps).toBeGreaterThan(30);
  expect(gains).toEqual(to);
});
