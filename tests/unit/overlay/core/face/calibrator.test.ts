import { describe, expect, it } from 'vitest';
import { createCalibrator } from '../../../../../apps/overlay/src/core/face/calibrator.ts';
import { averageNeutral, type Neutral } from '../../../../../apps/overlay/src/core/face/neutral.ts';
import { createObservation, type Observation, observe } from '../../../../../apps/overlay/src/core/face/observe.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { dropJaw, type Placement, photograph, restingFace, setAperture } from './synthetic-face.ts';

function seen({ jaw = 0, eyes = 0.3, ...placement }: Placement & { jaw?: number; eyes?: number }): Observation {
  const face = dropJaw(restingFace(), jaw);
  for (const eye of [RIGHT_EYE, LEFT_EYE]) setAperture(face, eye, eyes);
  return observe(photograph(face, placement), createObservation());
}

const FRAME = 1000 / 30;
const chin = (neutral: Neutral) => neutral.canonical[3 * 152 + 1];

describe('createCalibrator', () => {
  it('serves from the first frame, then keeps the first still second and a half', () => {
    const calibrator = createCalibrator();
    expect(calibrator.neutral).toBeNull();
    expect(calibrator.update(seen({ jaw: 2, yaw: 20 }), 0).angles.yaw).toBeCloseTo(20, 0);
    expect(calibrator.settled).toBe(false);
    const still = seen({ yaw: 2 });
    let time = 0;
    while (!calibrator.settled) calibrator.update(still, (time += FRAME));
    expect(time).toBeGreaterThan(1400);
    expect(time).toBeLessThan(2000);
    for (let i = 0; i < 20; i++) calibrator.update(still, (time += FRAME));
    expect(calibrator.neutral!.angles.yaw).toBeCloseTo(2, 0);
    const kept = chin(calibrator.neutral!);
    const later = seen({ yaw: -20, jaw: 3 });
    for (let i = 0; i < 90; i++) calibrator.update(later, (time += FRAME));
    expect(calibrator.neutral!.angles.yaw).toBeCloseTo(2, 0);
    expect(chin(calibrator.neutral!)).toBe(kept);
  });

  it('never jumps: a refined neutral blends in over half a second', () => {
    const calibrator = createCalibrator();
    calibrator.update(seen({ jaw: 2, yaw: 24 }), 0);
    const still = seen({});
    let { yaw } = calibrator.neutral!.angles;
    let low = chin(calibrator.neutral!);
    let largest = { yaw: 0, chin: 0 };
    for (let time = FRAME; time < 4000; time += FRAME) {
      const neutral = calibrator.update(still, time);
      largest = {
        yaw: Math.max(largest.yaw, Math.abs(neutral.angles.yaw - yaw)),
        chin: Math.max(largest.chin, Math.abs(chin(neutral) - low)),
      };
      yaw = neutral.angles.yaw;
      low = chin(neutral);
    }
    expect(Math.abs(yaw)).toBeLessThan(0.5);
    expect(largest.yaw).toBeLessThan(2.6);
    expect(largest.chin).toBeLessThan(0.16);
  });

  it('looks over blinks in the still seconds', () => {
    const calibrator = createCalibrator();
    for (let i = 0; i < 100; i++) calibrator.update(seen({ eyes: i % 25 < 4 ? 0.07 : 0.3 }), i * FRAME);
    expect(calibrator.settled).toBe(true);
    expect(calibrator.neutral!.apertureRight).toBeCloseTo(0.3, 2);
  });

  it('takes the calmest frames of one who never keeps still', () => {
    const calibrator = createCalibrator();
    for (let i = 0; i < 300; i++) {
      const calm = i % 30 < 6;
      calibrator.update(seen(calm ? { yaw: 1 } : { yaw: 15 * Math.sin(i / 3), jaw: 1 + Math.sin(i) }), i * FRAME);
    }
    expect(calibrator.settled).toBe(true);
    expect(calibrator.neutral!.mouthGap).toBeLessThan(seen({}).mouthGap + 0.1);
    expect(Math.abs(calibrator.neutral!.angles.yaw)).toBeLessThan(4);
  });

  it('heals an open level that was taken squinting, and forgets a surprised second', () => {
    const calibrator = createCalibrator();
    let time = 0;
    const show = (eyes: number, seconds: number) => {
      const face = seen({ eyes });
      for (const end = time + seconds * 1000; time < end; time += FRAME) calibrator.update(face, time);
      return calibrator.neutral!.apertureLeft;
    };
    expect(show(0.22, 3)).toBeCloseTo(0.22, 2);
    expect(show(0.3, 20)).toBeCloseTo(0.3, 2);
    expect(show(0.07, 5)).toBeCloseTo(0.3, 2);
    expect(show(0.45, 1)).toBeLessThan(0.31);
    expect(show(0.3, 8)).toBeCloseTo(0.3, 2);
  });

  it('keeps a remembered face and only places the head anew', () => {
    const remembered = averageNeutral([seen({ jaw: 0.4, eyes: 0.35, x: 200 })]);
    const calibrator = createCalibrator(remembered);
    expect(calibrator.settled).toBe(true);
    const here = seen({ x: 400, eyes: 0.3 });
    expect(calibrator.update(here, 0).x).toBeCloseTo(remembered.x);
    for (let i = 1; i < 80; i++) calibrator.update(here, i * FRAME);
    expect(calibrator.neutral!.x).toBeCloseTo(400, 0);
    expect(chin(calibrator.neutral!)).toBeCloseTo(chin(remembered), 3);
    expect(calibrator.neutral!.apertureRight).toBeGreaterThan(0.34);
  });

  it('recalibrates on request, again without a jump', () => {
    const calibrator = createCalibrator();
    for (let i = 0; i < 70; i++) calibrator.update(seen({}), i * FRAME);
    calibrator.recalibrate();
    const leaning = seen({ roll: 10 });
    expect(calibrator.update(leaning, 70 * FRAME).angles.roll).toBeCloseTo(0, 1);
    for (let i = 71; i < 150; i++) calibrator.update(leaning, i * FRAME);
    expect(calibrator.neutral!.angles.roll).toBeCloseTo(10, 0);
  });
});
