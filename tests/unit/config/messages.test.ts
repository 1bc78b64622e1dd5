import { applyPatch, liveAvatar } from '@masque/config/messages';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';
import { createState } from '../../../apps/relay/src/state.ts';

const avatar = (id: string) => ({ version: 1, id, name: id, picture: 'picture.png', source: 'shipped' as const });
const state = createState({ ...DEFAULT_SETTINGS, live: { main: 'birch' } }, [avatar('ash'), avatar('birch')]);

describe('applyPatch', () => {
  test('replaces the parts that changed, and keeps the others', () => {
    const next = applyPatch({ revision: 4, state }, { revision: 5, changes: { avatars: [] } });
    expect(next).toEqual({ revision: 5, state: { ...state, avatars: [] } });
  });

  test.each([4, 6, 3])('patch %i does not follow revision 4', (revision) => {
    expect(applyPatch({ revision: 4, state }, { revision, changes: {} })).toBeNull();
  });
});

describe('liveAvatar', () => {
  test('is the one that was put live', () => {
    expect(liveAvatar(state, 'main')?.id).toBe('birch');
  });

  test.each(['guest', 'constructor'])('slot %s, which nobody set, shows the first', (slot) => {
    expect(liveAvatar(state, slot)?.id).toBe('ash');
  });

  test('one that was removed gives way to the first, and an empty library to none', () => {
    expect(liveAvatar({ ...state, avatars: [avatar('ash')] }, 'main')?.id).toBe('ash');
    expect(liveAvatar({ ...state, avatars: [] }, 'main')).toBeUndefined();
  });
});
