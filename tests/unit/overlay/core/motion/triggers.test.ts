import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createExpression, type Expression } from '@masque/config/expression';
import { createMotion } from '@masque/config/motion-frame';
import { expect, test } from 'vitest';
import { createTriggers } from '../../../../../apps/overlay/src/core/motion/triggers.ts';

const joy: Expression = { ...createExpression('joy', 'Joy'), trigger: { signal: 'smile', above: 0.5, seconds: 0.3 } };
const FRAME = 33;

/** What a face calls whose smile goes like this, a value a frame; null is no face. */
function calls(smiles: readonly (number | null)[], triggers = createTriggers()): string[] {
  triggers.expressions = triggers.expressions.length > 0 ? triggers.expressions : [joy, createExpression('plain', 'Plain')];
  const motion = createMotion();
  const heard: string[] = [];
  smiles.forEach((smile, i) => {
    motion.time = i * FRAME;
    motion.presence = smile !== null;
    motion.blendshapes[BLENDSHAPE_INDEX.mouthSmileLeft] = motion.blendshapes[BLENDSHAPE_INDEX.mouthSmileRight] = smile ?? 1;
    triggers.frame(motion, (id, op) => heard.push(`${id} ${op} ${i}`));
  });
  return heard;
}

const frames = (count: number, value: number | null): (number | null)[] => Array.from({ length: count }, () => value);

test('a smile that lasts calls its expression once, and releases it when it is gone', () => {
  expect(calls([...frames(5, 0.2), ...frames(60, 0.7), ...frames(20, 0.1)])).toEqual(['joy press 15', 'joy release 72']);
});

test('a smile that is too short or too weak calls nothing', () => {
  expect(calls([...frames(8, 0.9), ...frames(5, 0), ...frames(8, 0.9), 0, ...frames(30, 0.49)])).toEqual([]);
});

test('a smile about the threshold does not flicker', () => {
  const trembling = Array.from({ length: 200 }, (_, i) => 0.52 + 0.1 * Math.sin(i / 2) * (i > 40 ? 1 : 0));
  expect(calls(trembling)).toEqual(['joy press 10']);
});

test('a face that leaves releases what it called', () => {
  expect(calls([...frames(20, 0.8), ...frames(20, null)])).toEqual(['joy press 10', 'joy release 27']);
});

test('an expression whose trigger is taken away is released', () => {
  const triggers = createTriggers();
  expect(calls(frames(20, 0.8), triggers)).toEqual(['joy press 10']);
  triggers.expressions = [{ ...joy, trigger: null }];
  expect(calls(frames(2, 0.8), triggers)).toEqual(['joy release 0']);
});
