import { describe, expect, it } from 'vitest';
import { MIRRORED_POINTS } from '../../../../../apps/overlay/src/core/face/mirrored-points.ts';
import { createObservation, observe } from '../../../../../apps/overlay/src/core/face/observe.ts';
import { createOutlierGate } from '../../../../../apps/overlay/src/core/face/outlier-gate.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { dropJaw, type Placement, photograph, restingFace } from './synthetic-face.ts';

const FRAME = 1000 / 30;
const look = (placement: Placement, edit: (face: Float32Array) => Float32Array = (face) => face) =>
  observe(photograph(edit(restingFace()), placement), createObservation());

function settled() {
  const gate = createOutlierGate();
  for (let i = 0; i < 3; i++) gate.accept(look({}), i * FRAME);
  return gate;
}

describe('createOutlierGate', () => {
  it('lets a lively face through', () => {
    const gate = createOutlierGate();
    for (let i = 0; i < 60; i++) {
      const placement = {
        yaw: 35 * Math.sin(i / 3),
        pitch: 15 * Math.cos(i / 4),
        x: 320 + 100 * Math.sin(i / 4),
        scale: 20 + 3 * Math.sin(i / 5),
      };
      expect(
        gate.accept(
          look(placement, (face) => dropJaw(face, i % 4)),
          i * FRAME,
        ),
      ).toBe(true);
    }
    expect(gate.dropped).toBe(0);
  });

  it('drops a single frame that jumps aside, turns over or shrinks, and goes on', () => {
    for (const wild of [{ x: 700 }, { yaw: 60, roll: 50 }, { scale: 8 }]) {
      const gate = settled();
      expect(gate.accept(look(wild), 3 * FRAME)).toBe(false);
      expect(gate.accept(look({ yaw: 1 }), 4 * FRAME)).toBe(true);
      expect(gate.dropped).toBe(1);
    }
  });

  it('drops a crumpled face, a lopsided one, a speck and what is no number', () => {
    const gate = settled();
    const crumpled = (face: Float32Array) => face.map((v, i) => v + 3 * Math.sin(i * 7.3));
    const lopsided = (face: Float32Array) => face.map((v, i) => (i % 3 === 1 && face[i - 1] > 1 ? v - 5 : v));
    expect(gate.accept(look({}, crumpled), 3 * FRAME)).toBe(false);
    expect(gate.accept(look({}, lopsided), 4 * FRAME)).toBe(false);
    expect(gate.accept(look({ scale: 0.8 }), 5 * FRAME)).toBe(false);
    expect(gate.accept(look({ x: Number.NaN }), 6 * FRAME)).toBe(false);
    expect(gate.accept(look({}), 7 * FRAME)).toBe(true);
    expect(gate.dropped).toBe(4);
  });

  it('believes a jump that stays', () => {
    const gate = settled();
    const answers = Array.from({ length: 5 }, (_, i) => gate.accept(look({ x: 900, yaw: i }), (3 + i) * FRAME));
    expect(answers).toEqual([false, false, true, true, true]);
  });

  it('does not believe jumps that contradict each other', () => {
    const gate = settled();
    for (let i = 0; i < 8; i++) expect(gate.accept(look({ x: i % 2 ? 900 : -300 }), (3 + i) * FRAME)).toBe(false);
  });

  it('takes any face after a pause or a reset', () => {
    const gate = settled();
    expect(gate.accept(look({ x: 900 }), 2000)).toBe(true);
    gate.reset();
    expect(gate.accept(look({ x: 100 }), 2030)).toBe(true);
  });
});

describe('MIRRORED_POINTS', () => {
  it('pairs all 478 landmarks both ways, and the parts of both eyes', () => {
    expect(MIRRORED_POINTS.length).toBe(478);
    MIRRORED_POINTS.forEach((j, i) => {
      expect(MIRRORED_POINTS[j]).toBe(i);
    });
    expect(RIGHT_EYE.upper.map((i) => MIRRORED_POINTS[i])).toEqual([...LEFT_EYE.upper]);
    expect(RIGHT_EYE.lowerRing.map((i) => MIRRORED_POINTS[i])).toEqual([...LEFT_EYE.lowerRing]);
    expect(MIRRORED_POINTS[61]).toBe(291);
    expect(MIRRORED_POINTS[152]).toBe(152);
  });
});
