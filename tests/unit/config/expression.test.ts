import {
  BUILT_IN_EXPRESSIONS,
  builtInExpression,
  createExpression,
  type Expression,
  expressionCommandSchema,
  expressionOf,
  expressionSchema,
  expressionsOf,
} from '@masque/config/expression';
import { changeExpression, DEFAULT_SETTINGS, parseSettings } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';

const pout: Expression = { ...createExpression('pout', 'Pout'), blendshapes: { mouthPucker: 0.8 } };

describe('expressions', () => {
  test('the built-in set is whole, and each of it is a valid expression that does something', () => {
    const ids = BUILT_IN_EXPRESSIONS.map(({ id }) => id);
    expect(ids).toEqual(['joy', 'anger', 'sorrow', 'surprise', 'wink-left', 'wink-right', 'smug', 'sleepy', 'blush', 'sparkle']);
    for (const expression of BUILT_IN_EXPRESSIONS) {
      expect(expressionSchema.parse(expression)).toEqual(expression);
      expect(Object.values(expression.blendshapes).some((value) => value > 0)).toBe(true);
    }
  });

  test('one of the user’s own is added after the built-in ones; a changed built-in one stays in its place', () => {
    const joy = { ...(builtInExpression('joy') as Expression), priority: 9 };
    const { expressions } = changeExpression(changeExpression(DEFAULT_SETTINGS, 'pout', pout), 'joy', joy);
    expect(expressionsOf(expressions).map(({ id }) => id)).toEqual([...BUILT_IN_EXPRESSIONS.map(({ id }) => id), 'pout']);
    expect(expressionOf(expressions, 'joy')?.priority).toBe(9);
  });

  test('forgetting a changed built-in one makes it what it was, and one’s own disappear', () => {
    const changed = changeExpression(DEFAULT_SETTINGS, 'joy', { ...(builtInExpression('joy') as Expression), fadeIn: 2 });
    expect(expressionOf(changeExpression(changed, 'joy', null).expressions, 'joy')).toEqual(builtInExpression('joy'));
    const added = changeExpression(DEFAULT_SETTINGS, 'pout', pout);
    expect(changeExpression(added, 'pout', null)).toEqual(DEFAULT_SETTINGS);
    expect(changeExpression(DEFAULT_SETTINGS, 'pout', null)).toBe(DEFAULT_SETTINGS);
    expect(changeExpression(added, 'pout', { ...pout })).toBe(added);
  });

  test('saved ones get what they lack, and nonsense is refused', () => {
    const saved = {
      version: DEFAULT_SETTINGS.version,
      expressions: { pout: { id: 'pout', name: 'Pout', blendshapes: { mouthPucker: 0.8 } } },
    };
    expect(parseSettings(saved).expressions.pout).toEqual(pout);
    expect(parseSettings({ version: DEFAULT_SETTINGS.version }).expressions).toEqual({});
    for (const bad of [
      { ...pout, blendshapes: { mouthPucker: 1.2 } },
      { ...pout, blendshapes: { mouthSing: 1 } },
      { ...pout, id: 'other' },
      { ...pout, fadeIn: -1 },
    ]) {
      expect(() => parseSettings({ ...saved, expressions: { pout: bad } })).toThrow();
    }
  });

  test('only "clear" goes without an id', () => {
    const goes = (command: object) => expressionCommandSchema.safeParse({ slot: 'main', ...command }).success;
    expect(goes({ op: 'clear' })).toBe(true);
    expect(goes({ op: 'press' })).toBe(false);
    expect(goes({ op: 'press', id: 'joy' })).toBe(true);
    expect(goes({ op: 'stroke', id: 'joy' })).toBe(false);
  });
});
