import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe } from '../../../../../apps/overlay/src/core/face/observe.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { move, photograph, restingFace, setAperture } from './synthetic-face.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('observe', () => {
  it('finds a known pose within half a degree and undoes it', () => {
    const placements = fc.record({
      yaw: between(-45, 45),
      pitch: between(-35, 35),
      roll: between(-40, 40),
      scale: between(4, 60),
      x: between(-200, 2000),
      y: between(-200, 2000),
    });
    fc.assert(
      fc.property(placements, (placement) => {
        const face = restingFace();
        const seen = observe(photograph(face, placement));
        expect(Math.abs(seen.angles.yaw - placement.yaw)).toBeLessThan(0.5);
        expect(Math.abs(seen.angles.pitch - placement.pitch)).toBeLessThan(0.5);
        expect(Math.abs(seen.angles.roll - placement.roll)).toBeLessThan(0.5);
        expect(seen.pose.scale / placement.scale).toBeCloseTo(1, 3);
        let worst = 0;
        for (let i = 0; i < face.length; i++) worst = Math.max(worst, Math.abs(seen.canonical[i] - face[i]));
        expect(worst).toBeLessThan(0.02);
      }),
      { numRuns: 50 },
    );
  });

  it('reads each lid for itself, whatever the pose', () => {
    const face = restingFace(0.3);
    setAperture(face, LEFT_EYE, 0.08);
    for (const yaw of [-25, 0, 25]) {
      const seen = observe(photograph(face, { yaw, pitch: 10, roll: -12 }));
      expect(seen.apertureRight).toBeCloseTo(0.3, 2);
      expect(seen.apertureLeft).toBeCloseTo(0.08, 2);
    }
  });

  it('measures gaze in eye widths along the eyes, also in a tilted head', () => {
    const face = restingFace();
    const width = Math.hypot(...[0, 1, 2].map((k) => face[3 * 33 + k] - face[3 * 133 + k]));
    move(face, [...RIGHT_EYE.iris, ...LEFT_EYE.iris], [0.15 * width, 0.06 * width, 0]);
    const rest = observe(photograph(restingFace())).gaze;
    for (const roll of [-30, 0, 30]) {
      const { gaze } = observe(photograph(face, { roll }));
      expect(gaze.x - rest.x).toBeCloseTo(0.15, 1);
      expect(gaze.y - rest.y).toBeCloseTo(0.06, 1);
    }
  });

  it('writes into the given observation', () => {
    const first = observe(photograph(restingFace()));
    const { canonical } = first;
    const again = observe(photograph(restingFace(), { yaw: 20 }), first);
    expect(again).toBe(first);
    expect(again.canonical).toBe(canonical);
    expect(again.angles.yaw).toBeCloseTo(20);
  });
});
