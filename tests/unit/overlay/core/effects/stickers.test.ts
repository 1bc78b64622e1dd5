import { EXPRESSION_EFFECTS, type ExpressionEffect } from '@masque/config/expression';
import { createMotion, type HeadMotion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { createStickers, needStickers, STICKER_VERTICES, type Stickers } from '../../../../../apps/overlay/src/core/effects/stickers.ts';
import { buildRig, type Rig } from '../../../../../apps/overlay/src/core/rig/rig.ts';
import { createDeformer } from '../../../../../apps/overlay/src/core/warp/deformer.ts';
import { landmarksUnder, poseOf } from '../../../../support/synthetic-face.ts';

const SIDE = 512;
const picture = { width: SIDE, height: SIDE, data: new Uint8ClampedArray(4 * SIDE * SIDE).fill(255) };
const facing = (yaw: number) => buildRig({ picture, landmarks: landmarksUnder(poseOf(yaw, 0, 0, SIDE)), drawn: false, alpha: null });
const rig = facing(0);
const of = (strengths: Partial<Record<ExpressionEffect, number>>) => Float32Array.from(EXPRESSION_EFFECTS, (name) => strengths[name] ?? 0);

function stick(effects: Float32Array, head: Partial<HeadMotion> = {}, time = 0, on: Rig = rig, blink = 0): Stickers {
  const motion = createMotion();
  Object.assign(motion.head, head);
  motion.blendshapes.fill(blink, 8, 10);
  const deformer = createDeformer(on);
  deformer.update(motion, new Float32Array(on.neutral.length));
  const stickers = createStickers(on);
  stickers.update(deformer.deformation, effects, time);
  return stickers;
}

/** The drawings that are seen: middle, side and turn (degrees, clockwise) of each. */
function drawn({ positions, strengths }: Stickers) {
  const quads = [];
  for (let v = 0; v < STICKER_VERTICES; v += 4) {
    const [x0, y0, x1, y1] = positions.subarray(2 * v, 2 * v + 4);
    const [x3, y3] = positions.subarray(2 * v + 6, 2 * v + 8);
    const side = Math.hypot(x1 - x0, y1 - y0);
    const turn = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
    if (side > 0) quads.push({ x: (x0 + x3) / 2, y: (y0 + y3) / 2, side, turn, strength: strengths[v] });
  }
  return quads;
}

describe('stickers', () => {
  it('are needed by what is drawn, not by red cheeks', () => {
    expect(needStickers(of({}))).toBe(false);
    expect(needStickers(of({ blush: 1 }))).toBe(false);
    for (const name of ['sparkle', 'tear', 'anger', 'sweat'] as const) expect(needStickers(of({ [name]: 0.01 }))).toBe(true);
    expect(drawn(stick(of({ blush: 1 })))).toEqual([]);
  });

  it('move, turn and grow with the head', () => {
    const [rest] = drawn(stick(of({ anger: 1 })));
    const [shifted] = drawn(stick(of({ anger: 1 }), { x: 0.05, y: 0.03 }));
    expect(shifted.x).toBeGreaterThan(rest.x + 3);
    expect(shifted.y).toBeLessThan(rest.y - 2);
    const [tilted] = drawn(stick(of({ anger: 1 }), { roll: 12 }));
    expect(tilted.turn).toBeCloseTo(rest.turn - 12, 0);
    const [near] = drawn(stick(of({ anger: 1 }), { scale: 1.2 }));
    expect(near.side / rest.side).toBeGreaterThan(1.08);
  });

  it('keep to the side of the face that the portrait shows', () => {
    expect(drawn(stick(of({ anger: 1 })))[0].x).toBeGreaterThan(SIDE / 2);
    for (const yaw of [-20, 20]) {
      const seen = stick(of({ anger: 1, sweat: 1 }), {}, 0, facing(yaw));
      for (const { x } of drawn(seen)) expect(Math.sign(x - SIDE / 2)).toBe(-Math.sign(yaw));
    }
  });

  it('lie on a face that holds still only where they belong, and run and glitter in time', () => {
    const face = { left: 0.2 * SIDE, right: 0.8 * SIDE };
    for (let time = 0; time < 7000; time += 50) {
      for (const { x, y, strength } of drawn(stick(of({ tear: 1, sparkle: 1, sweat: 1 }), {}, time))) {
        expect(x).toBeGreaterThan(face.left);
        expect(x).toBeLessThan(face.right);
        expect(y).toBeGreaterThan(0.1 * SIDE);
        expect(y).toBeLessThan(0.9 * SIDE);
        expect(strength).toBeLessThanOrEqual(1);
      }
    }
    const lowest = (time: number) => Math.max(...drawn(stick(of({ tear: 1 }), {}, time)).map(({ y }) => y));
    expect(lowest(1500)).not.toBeCloseTo(lowest(1000), 0);
  });

  it('hide the sparkle of shut eyes, and fade with their strength', () => {
    const stars = (blink: number, strength = 1) =>
      drawn(stick(of({ sparkle: strength }), {}, 0, rig, blink))
        .filter(({ y }) => Math.abs(y - drawn(stick(of({ sparkle: 1 })))[0].y) < 6)
        .reduce((most, quad) => Math.max(most, quad.strength), 0);
    expect(stars(0)).toBeCloseTo(1);
    expect(stars(0, 0.5)).toBeCloseTo(0.5);
    expect(stars(1)).toBeLessThan(0.6);
  });
});
