import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import { copyMotion, createMotion, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { blendshapesOf } from '../../../../../apps/overlay/src/core/face/blendshapes.ts';
import { INNER_LIPS, LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { displacementOf, expressionOf, fillControlPoints } from '../../../../../apps/overlay/src/core/motion/basis.ts';
import { mirrorMotion } from '../../../../../apps/overlay/src/core/motion/mirror.ts';
import { REGION_OF_BLENDSHAPE, REGION_WEIGHTS, REGIONS } from '../../../../../apps/overlay/src/core/motion/regions.ts';

const SIZE = 3 * LANDMARK_COUNT;
type Shapes = Partial<Record<Blendshape, number>>;

function motionOf(shapes: Shapes): Motion {
  const motion = createMotion();
  for (const [name, value] of Object.entries(shapes)) motion.blendshapes[BLENDSHAPE_INDEX[name as Blendshape]] = value;
  return motion;
}

const expression = (shapes: Shapes) => expressionOf(motionOf(shapes).blendshapes, new Float32Array(SIZE));
const displacement = (motion: Motion) => displacementOf(motion, new Float32Array(SIZE));
const gap = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i])));

function tracked(): Motion {
  const motion = motionOf({ jawOpen: 0.4, mouthSmileLeft: 0.5, browInnerUp: 0.6 });
  motion.dense = expressionOf(motion.blendshapes, new Float32Array(SIZE));
  for (let i = 0; i < SIZE; i++) motion.dense[i] += 0.1 * Math.sin(i);
  pickControlPoints(motion.dense, motion.controlPoints);
  return motion;
}

describe('displacementOf', () => {
  it('gives a dense motion back as it is', () => {
    const motion = tracked();
    expect(displacement(motion)).toEqual(motion.dense);
  });

  it('changes nothing while no expression owns anything and the same blendshapes are shown', () => {
    const motion = tracked();
    const final = { blendshapes: motion.blendshapes, ownership: new Float32Array(REGIONS.length) };
    expect(gap(displacementOf(motion, new Float32Array(SIZE), final), motion.dense!)).toBeLessThan(1e-5);
  });

  it('shows the expression alone where it owns all', () => {
    const final = {
      blendshapes: motionOf({ mouthFrownLeft: 1, browDownLeft: 0.5 }).blendshapes,
      ownership: new Float32Array(REGIONS.length).fill(1),
    };
    expect(
      gap(displacementOf(tracked(), new Float32Array(SIZE), final), expression({ mouthFrownLeft: 1, browDownLeft: 0.5 })),
    ).toBeLessThan(1e-5);
  });

  it('keeps the tracked residual outside of the owned region', () => {
    const motion = tracked();
    const ownership = new Float32Array(REGIONS.length);
    ownership[REGIONS.indexOf('mouth')] = 1;
    const out = displacementOf(motion, new Float32Array(SIZE), { blendshapes: motion.blendshapes, ownership });
    const brow = 3 * 105 + 1;
    const lip = 3 * 14 + 1;
    expect(out[brow]).toBeCloseTo(motion.dense![brow], 5);
    expect(out[lip]).toBeCloseTo(expressionOf(motion.blendshapes, new Float32Array(SIZE))[lip], 5);
  });

  it('says of a source without tracking what its blendshapes say', () => {
    const motion = fillControlPoints(motionOf({ jawOpen: 0.6, mouthFunnel: 0.5, browOuterUpRight: 1 }));
    expect(gap(displacement(motion), expression({ jawOpen: 0.6, mouthFunnel: 0.5, browOuterUpRight: 1 }))).toBeLessThan(1e-5);
  });

  it('carries surroundings along with a control point that goes beyond the blendshapes', () => {
    const motion = fillControlPoints(motionOf({}));
    motion.controlPoints[3 * 1] += 0.3;
    motion.controlPoints[3 * 1 + 1] += 0.2;
    const out = displacement(motion);
    expect(out[3 * 291]).toBeCloseTo(0.3, 1);
    expect(out[3 * 291 + 1]).toBeCloseTo(0.2, 1);
    expect(out[3 * 409 + 1]).toBeGreaterThan(0.04);
    expect(Math.abs(out[3 * 70 + 1])).toBeLessThan(0.1);
  });

  it('restores a dense face from its sparse form to a millimetre at the control points', () => {
    const motion = tracked();
    for (let i = 0; i < SIZE; i++) motion.dense![i] = expressionOf(motion.blendshapes, new Float32Array(SIZE))[i];
    motion.dense![3 * 61 + 1] -= 0.2;
    pickControlPoints(motion.dense!, motion.controlPoints);
    const sparse = copyMotion(motion, createMotion());
    sparse.dense = null;
    expect(Math.abs(displacement(sparse)[3 * 61 + 1] - motion.dense![3 * 61 + 1])).toBeLessThan(0.1);
  });
});

describe('the basis', () => {
  it('answers the signals that it is read back by', () => {
    const read = (shapes: Shapes) => {
      const out = blendshapesOf(expression(shapes), 1, 1, { x: 0, y: 0 }, new Float32Array(BLENDSHAPES.length));
      return (name: Blendshape) => out[BLENDSHAPE_INDEX[name]];
    };
    expect(read({ jawOpen: 0.7 })('jawOpen')).toBeCloseTo(0.7, 1);
    expect(read({ mouthSmileLeft: 0.7, mouthSmileRight: 0.7 })('mouthSmileRight')).toBeCloseTo(0.7, 1);
    expect(read({ mouthSmileLeft: 0.7 })('mouthSmileRight')).toBeLessThan(0.1);
    expect(read({ browInnerUp: 0.7, browOuterUpLeft: 0.7, browOuterUpRight: 0.7 })('browOuterUpLeft')).toBeCloseTo(0.7, 1);
    expect(read({ browDownLeft: 0.7 })('browDownLeft')).toBeCloseTo(0.7, 1);
    expect(read({ jawOpen: 0.4, mouthFunnel: 0.7 })('mouthFunnel')).toBeCloseTo(0.7, 1);
    expect(read({ jawRight: 0.7 })('jawRight')).toBeGreaterThan(0.5);
    expect(read({ mouthRollLower: 0.7 })('mouthRollLower')).toBeGreaterThan(0.3);
  });

  it('shuts the lips over a dropped jaw when mouthClose equals jawOpen', () => {
    const out = expression({ jawOpen: 0.6, mouthClose: 0.6 });
    INNER_LIPS.upper.forEach((upper, i) => {
      expect(Math.abs(out[3 * upper + 1] - out[3 * INNER_LIPS.lower[i] + 1])).toBeLessThan(0.03);
    });
    expect(out[3 * 152 + 1]).toBeLessThan(-0.6);
  });

  it('leaves blinks, gaze and tongue to those who draw them', () => {
    for (const name of BLENDSHAPES.filter((n) => /eye(Blink|Wide|Look)|tongue/.test(n))) {
      expect(Math.max(...expression({ [name]: 1 }).map(Math.abs))).toBe(0);
    }
    const lids = [...RIGHT_EYE.upper, ...LEFT_EYE.lower];
    const smile = expression({ mouthSmileLeft: 1, mouthSmileRight: 1, jawOpen: 1 });
    for (const i of lids) expect(Math.abs(smile[3 * i + 1])).toBeLessThan(0.25);
  });

  it('is symmetric', () => {
    const motion = fillControlPoints(motionOf({ mouthSmileLeft: 0.8, jawRight: 0.5, browDownLeft: 0.4 }));
    motion.dense = displacement(motion);
    const mirrored = mirrorMotion(copyMotion(motion, createMotion()));
    expect(gap(expression({ mouthSmileRight: 0.8, jawLeft: 0.5, browDownRight: 0.4 }), mirrored.dense!)).toBeLessThan(0.006);
  });

  it('moves each region by its own shapes', () => {
    const far = { mouth: 105, cheeks: 105, eyes: 14, brows: 14 };
    BLENDSHAPES.forEach((name, i) => {
      const region = REGIONS[REGION_OF_BLENDSHAPE[i]];
      const out = expression({ [name]: 1 });
      expect(Math.abs(out[3 * far[region] + 1])).toBeLessThan(0.05);
    });
  });

  it('divides every landmark among the regions', () => {
    for (let i = 0; i < LANDMARK_COUNT; i++) {
      expect(REGION_WEIGHTS.subarray(4 * i, 4 * i + 4).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    }
    expect(REGION_WEIGHTS[4 * 14]).toBe(1);
    expect(REGION_WEIGHTS[4 * 105 + 3]).toBe(1);
    expect(REGION_WEIGHTS[4 * 468 + 2]).toBeGreaterThan(0.9);
  });
});
