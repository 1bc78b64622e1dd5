import { type LibraryAvatar, RefusedError, type RelayState, ROLES, type Role, type SlotPresence } from '@masque/config/messages';
import { changeSettings, type Settings, type SettingsChange } from '@masque/config/settings';

/** Everything that can happen to the state. */
export type StateEvent =
  | { type: 'settings-changed'; change: SettingsChange }
  | { type: 'avatar-shown'; slot: string; avatar: string }
  | { type: 'avatars-loaded'; avatars: readonly LibraryAvatar[] }
  | { type: 'joined' | 'left'; role: Role; slot: string };

export function createState(settings: Settings, avatars: readonly LibraryAvatar[]): RelayState {
  return { settings, avatars, presence: {} };
}

/**
 * The state after an event. What did not change stays the same object, part by part.
 * @throws RefusedError `unknown-avatar`
 */
export function reduce(state: RelayState, event: StateEvent): RelayState {
  switch (event.type) {
    case 'settings-changed': {
      const settings = changeSettings(state.settings, event.change);
      return settings === state.settings ? state : { ...state, settings };
    }
    case 'avatar-shown': {
      if (!state.avatars.some(({ id }) => id === event.avatar)) {
        throw new RefusedError('unknown-avatar', `There is no avatar "${event.avatar}" in the library.`);
      }
      const { settings } = state;
      if (settings.live[event.slot] === event.avatar) return state;
      return { ...state, settings: { ...settings, live: { ...settings.live, [event.slot]: event.avatar } } };
    }
    case 'avatars-loaded':
      return JSON.stringify(event.avatars) === JSON.stringify(state.avatars) ? state : { ...state, avatars: event.avatars };
    case 'joined':
    case 'left':
      return { ...state, presence: count(state.presence, event.slot, event.role, event.type === 'joined' ? 1 : -1) };
  }
}

/** The parts of the state that are other objects than before. */
export function changesBetween(before: RelayState, after: RelayState): Partial<RelayState> {
  const parts = Object.entries(after) as [keyof RelayState, unknown][];
  return Object.fromEntries(parts.filter(([part, value]) => value !== before[part]));
}

function count(presence: RelayState['presence'], slot: string, role: Role, step: number): RelayState['presence'] {
  const empty = Object.fromEntries(ROLES.map((name) => [name, 0])) as SlotPresence;
  const counts = { ...(Object.hasOwn(presence, slot) ? presence[slot] : empty) };
  counts[role] += step;
  const { [slot]: _, ...others } = presence;
  return Object.values(counts).some((n) => n > 0) ? { ...others, [slot]: counts } : others;
}
