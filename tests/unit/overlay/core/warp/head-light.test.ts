import { describe, expect, it } from 'vitest';
import { rotationFromAngles } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { headLight } from '../../../../../apps/overlay/src/core/warp/head-light.ts';

const rest = rotationFromAngles(6, -4, 3);
const lit = (yaw: number, strength = 1): Float32Array => headLight(rotationFromAngles(yaw, -4, 3), rest, strength, new Float32Array(3));

describe('headLight', () => {
  it('changes nothing at rest, whatever the pose of the portrait, and nothing when it is off', () => {
    expect([...lit(6)]).toEqual([0, 0, 0]);
    expect(lit(30, 0).every((v) => v === 0)).toBe(true);
  });

  it('comes from the upper left: a face that turns away from it darkens, one that turns to it brightens', () => {
    const [, , away] = lit(26);
    const [, , towards] = lit(-14);
    expect(away).toBeLessThan(-0.05);
    expect(towards).toBeGreaterThan(0.05);
  });

  it('grows with its strength', () => {
    expect(lit(20, 0.5)[2]).toBeCloseTo(lit(20, 1)[2] / 2);
  });
});
