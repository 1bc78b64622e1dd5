import { describe, expect, it } from 'vitest';
import { anglesOf } from '../../../../../apps/overlay/src/core/face/pose.ts';
import { UNIT_GAINS } from '../../../../../apps/overlay/src/core/rig/gains.ts';
import { buildRig } from '../../../../../apps/overlay/src/core/rig/rig.ts';
import { placeHead } from '../../../../../apps/overlay/src/core/warp/place-head.ts';
import { landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const side = 256;
const picture = { width: side, height: side, data: new Uint8ClampedArray(4 * side * side).fill(255) };

const looking = (yaw: number) => buildRig({ picture, landmarks: landmarksUnder(poseOf(yaw, 0, 0, side)), drawn: false, alpha: null });
const aside = looking(-34);
const ahead = looking(0);

/** Degrees that a portrait turns when it is asked to. */
function turned(rig: typeof ahead, yaw: number): { yaw: number; pitch: number } {
  const pose = structuredClone(rig.pose);
  const at = (by: number) => anglesOf(placeHead(rig, { yaw: by, pitch: 0, roll: 0, x: 0, y: 0, scale: 1 }, UNIT_GAINS, pose).rotation);
  const rest = at(0);
  const moved = at(yaw);
  return { yaw: moved.yaw - rest.yaw, pitch: moved.pitch - rest.pitch };
}

describe('placeHead', () => {
  it('turns a head that looks aside less far away than back, and one that looks ahead alike to both sides', () => {
    expect(-turned(aside, -20).yaw).toBeLessThan(0.7 * turned(aside, 20).yaw);
    expect(-turned(aside, -20).yaw).toBeGreaterThan(8);
    expect(-turned(ahead, -20).yaw).toBeCloseTo(turned(ahead, 20).yaw, 1);
  });

  it('follows small turns alike wherever a portrait looks', () => {
    expect(turned(aside, -4).yaw).toBeCloseTo(turned(ahead, -4).yaw, 1);
  });
});
