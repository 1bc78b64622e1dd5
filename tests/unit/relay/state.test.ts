import { DEFAULT_PLACEMENT } from '@masque/config/look';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';
import { changesBetween, createState, reduce, type StateEvent } from '../../../apps/relay/src/state.ts';
import { rule } from '../../support/scene-rule.ts';

const avatar = (id: string) => ({ version: 1, id, name: id, picture: 'picture.png', source: 'shipped' as const });
const start = createState(DEFAULT_SETTINGS, [avatar('ash'), avatar('birch')]);

describe('reduce', () => {
  test('an event that changes nothing returns the same state', () => {
    expect(reduce(start, { type: 'settings-changed', change: { motion: { mirror: true } } })).toBe(start);
    expect(reduce(start, { type: 'avatars-loaded', avatars: [avatar('ash'), avatar('birch')], damaged: [] })).toBe(start);
    const shown = reduce(start, { type: 'avatar-shown', slot: 'main', avatar: 'ash' });
    expect(reduce(shown, { type: 'avatar-shown', slot: 'main', avatar: 'ash' })).toBe(shown);
  });

  test('leaves the state it was given as it was', () => {
    const before = structuredClone(start);
    reduce(start, { type: 'settings-changed', change: { tracking: { stability: 1 } } });
    reduce(start, { type: 'avatar-shown', slot: 'main', avatar: 'ash' });
    reduce(start, { type: 'joined', role: 'show', slot: 'main' });
    expect(start).toEqual(before);
  });

  test('an avatar goes live in its slot only', () => {
    const shown = reduce(start, { type: 'avatar-shown', slot: 'guest', avatar: 'birch' });
    expect(shown.settings.live).toEqual({ ...DEFAULT_SETTINGS.live, guest: 'birch' });
  });

  test('an avatar that is not in the library is refused', () => {
    expect(() => reduce(start, { type: 'avatar-shown', slot: 'main', avatar: 'oak' })).toThrow(
      expect.objectContaining({ code: 'unknown-avatar' }),
    );
  });

  test.each(['main', 'constructor'])('counts who is there in slot %s, and forgets a slot that is empty', (slot) => {
    const joined = ['show', 'show', 'track'].reduce((state, role) => reduce(state, { type: 'joined', role: role as 'show', slot }), start);
    expect(joined.presence[slot]).toEqual({ show: 2, track: 1, preview: 0, panel: 0, pad: 0 });
    const left = ['show', 'show', 'track'].reduce((state, role) => reduce(state, { type: 'left', role: role as 'show', slot }), joined);
    expect(left.presence).toEqual({});
  });
});

const run = (events: StateEvent[], from = start) => events.reduce(reduce, from);

describe('scene rules', () => {
  test('put an avatar live, move it and hide it when their scene comes', () => {
    const placement = { ...DEFAULT_PLACEMENT, x: 0.25 };
    const after = run([
      { type: 'rule-set', rule: rule('Chat', { avatar: 'birch', placement }) },
      { type: 'rule-set', rule: rule('Break', { visible: false }) },
      { type: 'scene-entered', scene: 'Chat' },
    ]);
    expect(after.settings.live.main).toBe('birch');
    expect(after.stage).toEqual({ main: { visible: true, placement } });
    const hidden = reduce(after, { type: 'scene-entered', scene: 'Break' });
    expect(hidden.settings.live.main).toBe('birch');
    expect(hidden.stage).toEqual({ main: { visible: false, placement: null } });
    expect(reduce(hidden, { type: 'scene-entered', scene: 'Game' }).stage).toEqual({});
  });

  test('there is one for a scene and slot; a changed one holds at once where its scene is on', () => {
    const on = run([{ type: 'obs-changed', obs: { program: 'Chat' } }]);
    const ruled = run(
      [
        { type: 'rule-set', rule: rule('Chat', { avatar: 'birch' }) },
        { type: 'rule-set', rule: rule('Chat', { avatar: 'ash', slot: 'guest' }) },
        { type: 'rule-set', rule: rule('Chat', { visible: false }) },
      ],
      on,
    );
    expect(ruled.settings.scenes.rules).toEqual([rule('Chat', { avatar: 'ash', slot: 'guest' }), rule('Chat', { visible: false })]);
    expect(ruled.stage.main.visible).toBe(false);
    expect(reduce(ruled, { type: 'rule-forgotten', scene: 'Chat', slot: 'main' }).stage).toEqual({});
  });

  test('one whose avatar was deleted changes no avatar', () => {
    const ruled = reduce(start, { type: 'rule-set', rule: rule('Chat', { avatar: 'birch', visible: false }) });
    const deleted = reduce(ruled, { type: 'avatars-loaded', avatars: [avatar('ash')], damaged: [] });
    const entered = reduce(deleted, { type: 'scene-entered', scene: 'Chat' });
    expect(entered.settings.live).toEqual(DEFAULT_SETTINGS.live);
    expect(entered.stage.main.visible).toBe(false);
  });

  test('an avatar that is not there is refused', () => {
    expect(() => reduce(start, { type: 'rule-set', rule: rule('Chat', { avatar: 'oak' }) })).toThrow(
      expect.objectContaining({ code: 'unknown-avatar' }),
    );
  });

  test('follow a scene that gets another name', () => {
    const ruled = reduce(start, { type: 'rule-set', rule: rule('Chat', { visible: false }) });
    expect(reduce(ruled, { type: 'scene-renamed', from: 'Chat', to: 'Talk' }).settings.scenes.rules).toEqual([
      rule('Talk', { visible: false }),
    ]);
  });
});

describe('changesBetween', () => {
  test('names the parts that changed, whole', () => {
    const after = reduce(start, { type: 'settings-changed', change: { motion: { strength: 2 } } });
    expect(changesBetween(start, after)).toEqual({ settings: after.settings });
  });
});
