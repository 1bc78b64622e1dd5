import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';
import { changesBetween, createState, reduce } from '../../../apps/relay/src/state.ts';

const avatar = (id: string) => ({ version: 1, id, name: id, picture: 'picture.png', source: 'shipped' as const });
const start = createState(DEFAULT_SETTINGS, [avatar('ash'), avatar('birch')]);

describe('reduce', () => {
  test('an event that changes nothing returns the same state', () => {
    expect(reduce(start, { type: 'settings-changed', change: { motion: { mirror: true } } })).toBe(start);
    expect(reduce(start, { type: 'avatars-loaded', avatars: [avatar('ash'), avatar('birch')] })).toBe(start);
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
    expect(joined.presence[slot]).toEqual({ show: 2, track: 1, preview: 0, panel: 0 });
    const left = ['show', 'show', 'track'].reduce((state, role) => reduce(state, { type: 'left', role: role as 'show', slot }), joined);
    expect(left.presence).toEqual({});
  });
});

describe('changesBetween', () => {
  test('names the parts that changed, whole', () => {
    const after = reduce(start, { type: 'settings-changed', change: { motion: { strength: 2 } } });
    expect(changesBetween(start, after)).toEqual({ settings: after.settings });
  });
});
