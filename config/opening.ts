import type { Look } from './look.ts';
import { type LibraryAvatar, liveAvatar, type RelayState } from './messages.ts';
import { DEFAULT_STAGE, type SlotStage } from './scene-rules.ts';
import { lookOf } from './settings.ts';

/** Who is live in a slot, and how: what an overlay's page can show before it has asked anything. */
export interface Opening {
  avatar: LibraryAvatar;
  look: Look;
  stage: SlotStage;
}

/** Id of the element in which the relay puts it, as JSON, into the page that it serves. */
export const OPENING_ID = 'opening';

/** Null for an empty library. */
export function openingOf(state: RelayState, slot: string): Opening | null {
  const avatar = liveAvatar(state, slot);
  return avatar ? { avatar, look: lookOf(state.settings, avatar.id), stage: state.stage[slot] ?? DEFAULT_STAGE } : null;
}
