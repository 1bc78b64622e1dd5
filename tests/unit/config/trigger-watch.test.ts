import type { Binding, Trigger } from '@masque/config/hotkey';
import { createBindingListener, createTriggerWatch } from '@masque/config/trigger-watch';
import { describe, expect, test } from 'vitest';

const key = (code: string, held: Partial<Record<'ctrlKey' | 'shiftKey', boolean>> = {}, repeat = false) => ({
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  repeat,
  ...held,
});
const f9: Trigger = { kind: 'key', code: 'F9', modifiers: [] };
const binding = (id: string, trigger: Trigger): Binding => ({ id, name: '', trigger, action: { do: 'recentre', slot: 'main' } });

/** A watch over these bindings, and what they were told. */
function start(...bindings: Binding[]) {
  const told: string[] = [];
  const watch = createTriggerWatch(
    createBindingListener(
      () => bindings,
      (id, phase) => told.push(`${id} ${phase}`),
    ),
  );
  return { watch, told, bindings };
}

describe('keys', () => {
  test('press once however long they are held, and release', () => {
    const { watch, told } = start(binding('a', f9));
    watch.keyDown(key('F9'));
    watch.keyDown(key('F9', {}, true));
    watch.keyUp(key('F9'));
    watch.keyUp(key('F9'));
    expect(told).toEqual(['a press', 'a release']);
  });

  test('release though their modifier was up first, and when the page loses the focus', () => {
    const { watch, told } = start(binding('a', { ...f9, modifiers: ['ctrl'] }));
    watch.keyDown(key('F9', { ctrlKey: true }));
    watch.keyUp(key('ControlLeft'));
    watch.keyUp(key('F9'));
    watch.keyDown(key('F9', { ctrlKey: true }));
    watch.letGo();
    expect(told).toEqual(['a press', 'a release', 'a press', 'a release']);
  });

  test('end what they began, though it was bound anew meanwhile', () => {
    const { watch, told, bindings } = start(binding('a', f9));
    watch.keyDown(key('F9'));
    bindings[0] = binding('b', f9);
    watch.keyUp(key('F9'));
    expect(told).toEqual(['a press', 'a release']);
  });

  test('set off all that is bound to them', () => {
    const { watch, told } = start(binding('a', f9), binding('b', f9));
    watch.keyDown(key('F9'));
    expect(told).toEqual(['a press', 'b press']);
  });
});

test('buttons of any gamepad press and release, and release when it is unplugged', () => {
  const { watch, told } = start(binding('a', { kind: 'gamepad', button: 1 }));
  const pad = (...pressed: boolean[]) => ({ buttons: pressed.map((on) => ({ pressed: on })) });
  watch.gamepads([null, pad(true, false)]);
  watch.gamepads([null, pad(true, true)]);
  watch.gamepads([pad(false, true), pad(true, true)]);
  expect(told).toEqual(['a press']);
  watch.gamepads([null]);
  expect(told).toEqual(['a press', 'a release']);
});

test('MIDI notes press with force, and release without; all else is passed over', () => {
  const { watch, told } = start(binding('a', { kind: 'midi', channel: 2, note: 60 }));
  for (const message of [[0xb2, 60, 127], [0x91, 60, 100], [0x92, 60, 100], [0x92, 60, 0], [0x92, 60, 1], [0x82, 60, 64], [0xf8], []]) {
    watch.midi(Uint8Array.from(message));
  }
  expect(told).toEqual(['a press', 'a release', 'a press', 'a release']);
});
