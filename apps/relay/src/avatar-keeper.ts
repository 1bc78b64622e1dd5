import type { Look } from '@masque/config/look';
import type { LibraryAvatar, RelayState } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import type { RigPoints } from '@masque/config/rig-points';
import { lookOf } from '@masque/config/settings';
import type { AvatarFiles } from './avatar-files.ts';
import type { History } from './history.ts';
import type { StateEvent } from './state.ts';

export interface AvatarKeeperOptions {
  state: () => RelayState;
  apply: (event: StateEvent) => void;
  /** Resolves when the settings as they are now are on disk. */
  save: () => Promise<void>;
  /** Reads the library again. */
  reload: () => Promise<void>;
  files: AvatarFiles;
  history: History;
}

/** What the user does to the avatars of the library; all of it can be undone until Masque ends. */
export interface AvatarKeeper {
  reload(): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Places its features by hand; null finds them again by itself. */
  place(id: string, points: RigPoints | null): Promise<void>;
  duplicate(id: string): Promise<void>;
  delete(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** One was put into the folder; it becomes known, and is shown like this. */
  added(id: string, look: Look | null): Promise<void>;
}

/** All of it throws RefusedError: `unknown-avatar`, or `shipped-avatar` for one that stays as it is. */
export function createAvatarKeeper({ state, apply, save, reload, files, history }: AvatarKeeperOptions): AvatarKeeper {
  function avatarOf(id: string): LibraryAvatar {
    const avatar = state().avatars.find((candidate) => candidate.id === id);
    if (!avatar) throw new RefusedError('unknown-avatar', `There is no avatar "${id}" in the library.`);
    return avatar;
  }

  async function rename(id: string, name: string): Promise<void> {
    await files.rename(avatarOf(id), name);
    await reload();
  }

  async function place(id: string, points: RigPoints | null): Promise<void> {
    await files.place(avatarOf(id), points);
    await reload();
  }

  async function remove(id: string): Promise<void> {
    await files.delete(avatarOf(id));
    await reload();
  }

  async function bringBack(id: string): Promise<void> {
    await files.restore(id);
    await reload();
  }

  function record(undo: () => Promise<void>, redo: () => Promise<void>): void {
    history.recordDeed({ undo, redo });
    apply({ type: 'history-changed', history: history.counts });
  }

  async function added(id: string, look: Look | null): Promise<void> {
    await reload();
    if (look) {
      apply({ type: 'look-changed', avatar: id, change: look });
      await save();
    }
    record(
      () => remove(id),
      () => bringBack(id),
    );
  }

  return {
    reload,
    added,
    async rename(id, name) {
      const before = avatarOf(id).name;
      await rename(id, name);
      record(
        () => rename(id, before),
        () => rename(id, name),
      );
    },
    async place(id, points) {
      const before = await files.points(avatarOf(id));
      await place(id, points);
      record(
        () => place(id, before),
        () => place(id, points),
      );
    },
    async duplicate(id) {
      const copy = await files.duplicate(avatarOf(id), (other) => state().avatars.some((avatar) => avatar.id === other));
      await added(copy, lookOf(state().settings, id));
    },
    async delete(id) {
      await remove(id);
      record(
        () => bringBack(id),
        () => remove(id),
      );
    },
    async restore(id) {
      await bringBack(id);
      record(
        () => remove(id),
        () => bringBack(id),
      );
    },
  };
}
