import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import { builtInExpression, createExpression, EASINGS, EXPRESSION_EFFECTS, type Expression } from '@masque/config/expression';
import { createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionOf as displaced, displacementOf, fillControlPoints } from '../../../../../apps/overlay/src/core/motion/basis.ts';
import { blendMotion } from '../../../../../apps/overlay/src/core/motion/blend.ts';
import { createExpressionLayer } from '../../../../../apps/overlay/src/core/motion/expression-layer.ts';

const SIZE = 3 * LANDMARK_COUNT;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const seconds = fc.constantFrom(0, 0.1, 0.25, 1);
const at = (motion: Motion, name: Blendshape) => motion.blendshapes[BLENDSHAPE_INDEX[name]];

const anyExpression: fc.Arbitrary<Expression> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    blendshapes: fc.dictionary(fc.constantFrom(...BLENDSHAPES), share, { maxKeys: 12 }),
    head: fc.record({ yaw: fc.constantFrom(0, 10), pitch: fc.constantFrom(0, -5), roll: fc.constantFrom(0, 8) }),
    gaze: fc.constantFrom(null, { x: 0.1, y: -0.1 }),
    fadeIn: seconds,
    fadeOut: seconds,
    easing: fc.constantFrom(...EASINGS),
    priority: fc.integer({ min: 0, max: 9 }),
    tracking: fc.record({ eyes: fc.boolean(), brows: fc.boolean(), mouth: fc.boolean(), head: fc.boolean() }),
    effects: fc.record({ blush: share, sparkle: share, tear: share, anger: share, sweat: share }),
  })
  .map((some) => ({ ...createExpression(some.id, some.id), ...some }));

const anyMotion: fc.Arbitrary<Motion> = fc
  .record({ shapes: fc.array(share, { minLength: BLENDSHAPES.length, maxLength: BLENDSHAPES.length }), dense: fc.boolean(), yaw: share })
  .map(({ shapes, dense, yaw }) => {
    const motion = createMotion();
    motion.blendshapes.set(shapes);
    motion.head.yaw = 30 * yaw;
    motion.head.scale = 1.1;
    motion.gaze.x = 0.05;
    fillControlPoints(motion);
    if (dense) motion.dense = displacementOf(motion, new Float32Array(SIZE)).map((v, i) => v + 0.05 * Math.sin(i));
    return motion;
  });

/** What is on over the time, and how long each stays (milliseconds). */
const anyEvening = fc.array(fc.tuple(fc.uniqueArray(anyExpression, { selector: ({ id }) => id, maxLength: 4 }), fc.nat(800)), {
  minLength: 1,
  maxLength: 6,
});

function play(evening: readonly (readonly [readonly Expression[], number])[], each: (now: number) => void) {
  const mixer = createExpressionLayer();
  let now = 0;
  mixer.update(now);
  for (const [active, stay] of evening) {
    mixer.show(active);
    for (const end = now + stay; now < end; now += 16) {
      mixer.update(now);
      each(now);
    }
  }
  return { mixer, now };
}

describe('createExpressionLayer', () => {
  it('keeps every weight and every shape within 0..1, whatever is pressed over whatever face', () => {
    fc.assert(
      fc.property(anyEvening, anyMotion, (evening, tracked) => {
        const mixer = createExpressionLayer();
        const shown = createMotion();
        let now = 0;
        for (const [active, stay] of evening) {
          mixer.show(active);
          for (const end = now + stay; now < end; now += 130) {
            mixer.update(now);
            const { values, takes, head, gaze } = mixer.layer;
            const weights = [...values, ...takes, ...mixer.effects, head.takes, gaze.takes];
            expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
            expect(Math.max(...weights)).toBeLessThanOrEqual(1 + 1e-6);
            // Not even what is summed up needs to be clipped.
            expect(Math.max(...tracked.blendshapes.map((v, i) => v * (1 - takes[i]) + values[i]))).toBeLessThanOrEqual(1 + 1e-5);
            blendMotion(tracked, [mixer.layer], shown);
            expect(Math.min(...shown.blendshapes)).toBeGreaterThanOrEqual(0);
            expect(Math.max(...shown.blendshapes)).toBeLessThanOrEqual(1);
            expect(shown.controlPoints.every(Number.isFinite)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('returns to the tracked face exactly once all is released', () => {
    fc.assert(
      fc.property(anyEvening, anyMotion, (evening, tracked) => {
        const { mixer, now } = play(evening, () => {});
        mixer.show([]);
        mixer.update(now);
        mixer.update(now + 1000);
        mixer.update(now + 1016);
        expect(mixer.layer.weight).toBe(0);
        expect([...mixer.effects]).toEqual(EXPRESSION_EFFECTS.map(() => 0));
        expect(blendMotion(tracked, [mixer.layer], createMotion())).toEqual(tracked);
      }),
      { numRuns: 40 },
    );
  });

  it('fades in and out without ever turning back, and turns about in the middle without a jump', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EASINGS), share, (easing, when) => {
        const smile: Expression = { ...createExpression('smile', 'Smile'), easing, blendshapes: { mouthSmileLeft: 1 } };
        const mixer = createExpressionLayer();
        const values: number[] = [];
        const run = (from: number, to: number): void => {
          for (let now = from; now < to; now += 5) {
            mixer.update(now);
            values.push(mixer.layer.weight * mixer.layer.values[BLENDSHAPE_INDEX.mouthSmileLeft]);
          }
        };
        mixer.update(0);
        mixer.show([smile]);
        const turned = 10 + 250 * when;
        run(0, turned);
        const rising = values.length;
        mixer.show([]);
        run(turned, turned + 300);
        values.slice(1).forEach((v, i) => {
          if (i + 1 < rising) expect(v).toBeGreaterThanOrEqual(values[i]);
          else expect(v).toBeLessThanOrEqual(values[i]);
          expect(Math.abs(v - values[i])).toBeLessThan(0.05);
        });
        expect(values[rising - 1]).toBeGreaterThan(0);
        expect(values.at(-1)).toBe(0);
      }),
    );
  });

  it('is at full strength after its fade, 0.25 s unless told otherwise', () => {
    const joy = builtInExpression('joy') as Expression;
    const mixer = createExpressionLayer();
    mixer.update(0);
    mixer.show([joy]);
    mixer.update(240);
    expect(mixer.layer.values[BLENDSHAPE_INDEX.mouthSmileLeft]).toBeLessThan(joy.blendshapes.mouthSmileLeft as number);
    mixer.update(250);
    expect(mixer.layer.values[BLENDSHAPE_INDEX.mouthSmileLeft]).toBeCloseTo(joy.blendshapes.mouthSmileLeft as number);
  });

  const settled = (...active: Expression[]) => {
    const mixer = createExpressionLayer();
    mixer.update(0);
    mixer.show(active);
    mixer.update(5000);
    return mixer;
  };
  const some = (id: string, more: Partial<Expression>): Expression => ({ ...createExpression(id, id), ...more });
  const showing = (tracked: Motion, ...active: Expression[]) => blendMotion(tracked, [settled(...active).layer], createMotion());

  it('lets the higher priority have its regions, whichever came last; of equals the later one', () => {
    const low = some('low', { priority: 2, blendshapes: { mouthSmileLeft: 1, browInnerUp: 0.6 } });
    const high = some('high', { priority: 8, blendshapes: { mouthFrownLeft: 0.7 } });
    for (const order of [
      [low, high],
      [high, low],
    ]) {
      const out = showing(createMotion(), ...order);
      expect(at(out, 'mouthFrownLeft')).toBeCloseTo(0.7);
      expect(at(out, 'mouthSmileLeft')).toBe(0);
      expect(at(out, 'browInnerUp')).toBeCloseTo(0.6);
    }
    const late = some('late', { priority: 2, blendshapes: { browDownLeft: 0.5 } });
    expect(at(showing(createMotion(), low, late), 'browInnerUp')).toBe(0);
    expect(at(showing(createMotion(), late, low), 'browInnerUp')).toBeCloseTo(0.6);
  });

  it('shows nothing of the tracked face where it owns a region, its residual included, and all of it elsewhere', () => {
    const tracked = createMotion();
    tracked.blendshapes[BLENDSHAPE_INDEX.jawOpen] = 0.5;
    tracked.blendshapes[BLENDSHAPE_INDEX.browInnerUp] = 0.4;
    tracked.head.yaw = 12;
    tracked.head.x = 0.2;
    fillControlPoints(tracked);
    tracked.dense = displacementOf(tracked, new Float32Array(SIZE)).map((v, i) => v + 0.05 * Math.sin(i));
    const sulk = some('sulk', {
      blendshapes: { mouthFrownLeft: 0.8 },
      head: { yaw: 0, pitch: -6, roll: 0 },
      tracking: { eyes: true, brows: true, mouth: false, head: false },
    });
    const out = showing(tracked, sulk);
    expect(at(out, 'jawOpen')).toBe(0);
    expect(at(out, 'browInnerUp')).toBeCloseTo(0.4);
    expect(out.head).toMatchObject({ yaw: 0, pitch: -6, roll: 0, x: 0 });
    const alone = createMotion();
    alone.blendshapes.set(out.blendshapes);
    const surface = displaced(alone.blendshapes, new Float32Array(SIZE));
    expect(out.dense![3 * 14 + 1]).toBeCloseTo(surface[3 * 14 + 1], 5);
    expect(out.dense![3 * 105 + 1]).toBeCloseTo(tracked.dense[3 * 105 + 1], 1);
  });

  it('adds where tracking shows through: one talks on, and the opposite of what is shown gives way', () => {
    const tracked = createMotion();
    tracked.blendshapes[BLENDSHAPE_INDEX.jawOpen] = 0.5;
    tracked.blendshapes[BLENDSHAPE_INDEX.mouthSmileLeft] = 0.8;
    tracked.blendshapes[BLENDSHAPE_INDEX.eyeBlinkLeft] = 1;
    const out = showing(tracked, some('cross', { blendshapes: { mouthFrownLeft: 0.75, eyeWideLeft: 1 } }));
    expect(at(out, 'jawOpen')).toBeCloseTo(0.5);
    expect(at(out, 'mouthFrownLeft')).toBeCloseTo(0.75);
    expect(at(out, 'mouthSmileLeft')).toBeCloseTo(0.2);
    expect(at(out, 'eyeBlinkLeft')).toBe(1);
  });

  it('takes the gaze, and gives every effect its strength', () => {
    const tracked = createMotion();
    tracked.gaze.x = 0.2;
    const aside = some('aside', { gaze: { x: -0.1, y: 0.05 }, effects: { blush: 0.5, sparkle: 0, tear: 1, anger: 0, sweat: 0 } });
    const mixer = settled(aside);
    expect(blendMotion(tracked, [mixer.layer], createMotion()).gaze.x).toBeCloseTo(-0.1);
    expect([...mixer.effects]).toEqual([0.5, 0, 1, 0, 0]);
  });

  it('takes over a change of what is shown already', () => {
    const mixer = settled(some('mine', { blendshapes: { jawOpen: 0.2 } }));
    mixer.show([some('mine', { blendshapes: { jawOpen: 0.9 } })]);
    mixer.update(5016);
    expect(mixer.layer.values[BLENDSHAPE_INDEX.jawOpen]).toBeCloseTo(0.9);
  });
});
