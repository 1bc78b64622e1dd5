import type { LibraryAvatar } from '@masque/config/messages';
import { createPuppet, type Puppet } from '../core/puppet.ts';
import type { LoadedPortrait } from './portrait.ts';

/** A portrait with the puppet that moves it. */
export interface ReadyPortrait extends LoadedPortrait {
  puppet: Puppet;
}

/** Portraits that were loaded, so that those which are wanted again, or soon, are there at once. */
export interface PortraitShelf {
  /** @throws Error with one line for the user; the next attempt loads again */
  take(avatar: LibraryAvatar, onStep?: (step: string) => void): Promise<ReadyPortrait>;
  /**
   * Loads these one by one, as far as there is room beside `shown`, and hands them on; what cannot be loaded is told when it is
   * taken.
   */
  prepare(avatars: readonly LibraryAvatar[], shown: LibraryAvatar, onReady: (portrait: ReadyPortrait) => void): Promise<void>;
}

/** Each takes some 10 MB of script memory and twice as much for its pictures. */
const ROOM = 4;

/** What tells one state of an avatar from another. */
export function stateOf({ id, picture, landmarks, revision }: LibraryAvatar): string {
  return [id, picture, landmarks, revision].join();
}

export function createPortraitShelf(
  load: (avatar: LibraryAvatar, onStep?: (step: string) => void) => Promise<LoadedPortrait>,
): PortraitShelf {
  /** The one taken last is at the end. */
  const shelf = new Map<string, Promise<ReadyPortrait>>();
  const prepared = new Set<string>();

  function put(key: string, portrait: Promise<ReadyPortrait>): void {
    shelf.delete(key);
    shelf.set(key, portrait);
    // The pictures of the oldest are left to the collector: it may still be on the stage.
    for (const oldest of shelf.keys()) if (shelf.size > ROOM) shelf.delete(oldest);
  }

  function take(avatar: LibraryAvatar, onStep?: (step: string) => void): Promise<ReadyPortrait> {
    const key = stateOf(avatar);
    const kept = shelf.get(key);
    const portrait = kept ?? load(avatar, onStep).then((loaded) => ({ ...loaded, puppet: createPuppet(loaded.rig) }));
    put(key, portrait);
    if (!kept) portrait.catch(() => shelf.delete(key));
    return portrait;
  }

  return {
    take,
    async prepare(avatars, shown, onReady) {
      const wanted = avatars.filter((avatar) => stateOf(avatar) !== stateOf(shown)).slice(0, ROOM - 1);
      for (const avatar of wanted) {
        const key = stateOf(avatar);
        // Once: what cannot be loaded, or was given up for others, would otherwise be tried at every change.
        if (prepared.has(key)) continue;
        prepared.add(key);
        await take(avatar).then(onReady, () => {});
      }
      // What is shown is the last to be given up.
      const own = shelf.get(stateOf(shown));
      if (own) put(stateOf(shown), own);
    },
  };
}
