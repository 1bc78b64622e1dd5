import type { Action } from '@masque/config/action';
import type { Binding, KeyTrigger, Modifier } from '@masque/config/hotkey';
import { beforeEach, expect, test } from 'vitest';
import { createHotkeys, type Hotkeys } from '../../../../apps/relay/src/hotkeys/hotkeys.ts';

const key = (code: string, ...modifiers: Modifier[]): KeyTrigger => ({ kind: 'key', code, modifiers });
const joy: Action = { do: 'expression', slot: 'main', id: 'joy', op: 'press' };
const bindings: Binding[] = [{ id: 'a', name: '', trigger: key('F9', 'ctrl'), action: joy }];

/** What was begun (+) and ended (-), by its key. */
let done: string[];
let hotkeys: Hotkeys;
beforeEach(() => {
  done = [];
  hotkeys = createHotkeys({
    settings: () => ({ bindings, global: true }),
    actions: {
      run: async (_, by) => void done.push(`+${by}`),
      end: async (_, by) => void done.push(`-${by}`),
      close() {},
    },
    log: (line) => done.push(line),
  });
});

test('a key of the hook acts as long as it is held, though its modifier is up first', () => {
  hotkeys.key(key('F9', 'ctrl'), true);
  hotkeys.key(key('F9'), false);
  hotkeys.key(key('F9'), true);
  expect(done).toEqual(['+a', '-a']);
});

test('a key that the hook and a page tell of acts once, and ends when neither holds it', async () => {
  hotkeys.key(key('F9', 'ctrl'), true);
  await hotkeys.fire('a', 'press', 'page');
  hotkeys.key(key('F9', 'ctrl'), false);
  expect(done).toEqual(['+a']);
  await hotkeys.fire('a', 'release', 'page');
  expect(done).toEqual(['+a', '-a']);
});

test('while a page takes keys for itself the hook sets off nothing, but what is held still ends; a page that is gone hushes nobody', () => {
  hotkeys.key(key('F9', 'ctrl'), true);
  hotkeys.hush('page', true);
  hotkeys.key(key('F9', 'ctrl'), false);
  hotkeys.key(key('F9', 'ctrl'), true);
  hotkeys.key(key('F9', 'ctrl'), false);
  expect(done).toEqual(['+a', '-a']);
  hotkeys.drop('page');
  hotkeys.key(key('F9', 'ctrl'), true);
  expect(done).toEqual(['+a', '-a', '+a']);
});

test('one source holds only so much at a time', async () => {
  const placed = (x: number): Action => ({ do: 'placement', slot: 'main', placement: { x, y: 0, size: 1, rotation: 0, flip: false } });
  for (let i = 0; i < 32; i++) await hotkeys.runFrom('phone', placed(i / 100), 'press');
  await expect(hotkeys.runFrom('phone', placed(1), 'press')).rejects.toMatchObject({ code: 'too-many' });
  await hotkeys.runFrom('other', placed(1), 'press');
  hotkeys.drop('phone');
  expect(done.filter((text) => text.startsWith('-'))).toHaveLength(32);
});
