import {
  type Binding,
  bindingsOfKey,
  clashesOf,
  isTypingKey,
  type Modifier,
  type Trigger,
  triggerKey,
  triggerOfKey,
} from '@masque/config/hotkey';
import { describe, expect, test } from 'vitest';

const key = (code: string, ...modifiers: Modifier[]) => ({ kind: 'key' as const, code, modifiers });
const event = (code: string, ...held: Modifier[]) => ({
  code,
  ctrlKey: held.includes('ctrl'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
  metaKey: held.includes('meta'),
});
const binding = (id: string, trigger: Trigger | null): Binding => ({ id, name: '', trigger, action: { do: 'recentre', slot: 'main' } });
const ids = (bindings: readonly Binding[]): string[] => bindings.map(({ id }) => id);

describe('triggerOfKey', () => {
  test('names a key by its place, with the modifiers in one order', () => {
    expect(triggerOfKey(event('KeyA'))).toEqual(key('KeyA'));
    expect(triggerOfKey(event('F9', 'meta', 'shift', 'ctrl', 'alt'))).toEqual(key('F9', 'ctrl', 'alt', 'shift', 'meta'));
  });

  test.each(['ShiftLeft', 'ControlRight', 'AltLeft', 'MetaRight', 'OSLeft', '', 'Unidentified', 'Key A'])('takes %j for no key', (code) => {
    expect(triggerOfKey(event(code, 'shift'))).toBeNull();
  });
});

describe('triggerKey', () => {
  test('is the same for what is the same, and another for all else', () => {
    expect(triggerKey(key('F9', 'shift', 'ctrl', 'ctrl'))).toBe(triggerKey(key('F9', 'ctrl', 'shift')));
    const others: Trigger[] = [
      key('F9'),
      key('F9', 'ctrl'),
      key('F1', 'ctrl'),
      { kind: 'gamepad', button: 9 },
      { kind: 'midi', channel: 0, note: 9 },
      { kind: 'midi', channel: 9, note: 0 },
      { kind: 'obs-source', source: 'A', scene: null, when: 'shown' },
      { kind: 'obs-source', source: 'A', scene: null, when: 'hidden' },
      { kind: 'obs-source', source: 'A', scene: 'null', when: 'shown' },
      { kind: 'obs-event', name: 'A' },
    ];
    expect(new Set(others.map(triggerKey)).size).toBe(others.length);
  });
});

describe('bindings', () => {
  const all = [
    binding('a', key('F9')),
    binding('b', key('F9', 'shift')),
    binding('c', key('KeyA')),
    binding('d', null),
    binding('e', key('F9')),
  ];

  test('clash with those of the same trigger, and not with themselves', () => {
    expect(ids(clashesOf(all, key('F9'), 'a'))).toEqual(['e']);
    expect(ids(clashesOf(all, key('F9', 'ctrl')))).toEqual([]);
  });

  test('of a key need its modifiers; Shift alone may be held besides, where nothing is bound to that', () => {
    expect(ids(bindingsOfKey(all, key('F9')))).toEqual(['a', 'e']);
    expect(ids(bindingsOfKey(all, key('F9', 'shift')))).toEqual(['b']);
    expect(ids(bindingsOfKey(all, key('KeyA', 'shift')))).toEqual(['c']);
    expect(ids(bindingsOfKey(all, key('KeyA', 'ctrl')))).toEqual([]);
  });
});

test('keys that write are told from those that do not', () => {
  for (const trigger of [key('KeyA'), key('Digit1', 'shift'), key('Space'), key('Numpad5'), key('Comma')])
    expect(isTypingKey(trigger)).toBe(true);
  for (const trigger of [key('F9'), key('KeyA', 'ctrl'), key('ArrowUp'), key('Home')]) expect(isTypingKey(trigger)).toBe(false);
});
