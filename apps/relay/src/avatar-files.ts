import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Avatar, avatarSchema } from '@masque/config/avatar';
import { type LibraryAvatar, RefusedError } from '@masque/config/messages';
import writeFileAtomic from 'write-file-atomic';

/** Changes avatars on disk; whoever calls reads the library again afterwards. */
export interface AvatarFiles {
  /**
   * @param files the picture and what else belongs to it, by name
   * @returns the id it got: one made of its name, that nobody has
   */
  add(avatar: Avatar, files: Record<string, Uint8Array>, taken: (id: string) => boolean): Promise<string>;
  rename(avatar: LibraryAvatar, name: string): Promise<void>;
  /** @returns the id of the copy, one of the user's own */
  duplicate(avatar: LibraryAvatar, taken: (id: string) => boolean): Promise<string>;
  delete(avatar: LibraryAvatar): Promise<void>;
  /** @throws RefusedError `unknown-avatar` when none of that id was deleted */
  restore(id: string): Promise<void>;
}

/** Deleted avatars are kept here until Masque is started again. */
const DELETED = '.deleted';

/** @param dirs the user's folder of avatars, and that of those we ship */
export async function createAvatarFiles(dirs: Record<LibraryAvatar['source'], string>): Promise<AvatarFiles> {
  const deleted = path.join(dirs.user, DELETED);
  await rm(deleted, { recursive: true, force: true });

  function own(avatar: LibraryAvatar): string {
    if (avatar.source === 'shipped') {
      throw new RefusedError('shipped-avatar', `${avatar.name} comes with Masque and stays as it is. Make a copy, and change that.`);
    }
    return path.join(dirs.user, avatar.id);
  }

  return {
    async add(avatar, contents, taken) {
      const wanted = idOf(avatar.name);
      const id = taken(wanted) ? freeId(wanted, taken) : wanted;
      const folder = path.join(dirs.user, id);
      await mkdir(folder, { recursive: true });
      try {
        for (const [name, bytes] of Object.entries(contents)) await writeFile(path.join(folder, name), bytes);
        // Last: a folder without it is no avatar.
        await writeAvatar(folder, { ...avatar, id });
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      return id;
    },
    async rename(avatar, name) {
      await writeAvatar(own(avatar), { ...avatar, name });
    },
    async duplicate(avatar, taken) {
      const id = freeId(avatar.id, taken);
      const folder = path.join(dirs.user, id);
      await cp(path.join(dirs[avatar.source], avatar.id), folder, { recursive: true });
      await writeAvatar(folder, { ...avatar, id, name: `${avatar.name.slice(0, 74)} ${numberOf(id)}` });
      return id;
    },
    async delete(avatar) {
      const folder = own(avatar);
      await mkdir(deleted, { recursive: true });
      await rm(path.join(deleted, avatar.id), { recursive: true, force: true });
      await rename(folder, path.join(deleted, avatar.id));
    },
    async restore(id) {
      await rename(path.join(deleted, id), path.join(dirs.user, id)).catch(() => {
        throw new RefusedError('unknown-avatar', `No avatar "${id}" was deleted.`);
      });
    },
  };
}

/** An id made of a name; of names without latin letters, a plain one. */
function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56)
    .replace(/-+$/, '');
  return id || 'avatar';
}

/** An id like this one that nobody has: `rowan`, `rowan-2`, `rowan-3`. */
function freeId(wanted: string, taken: (id: string) => boolean): string {
  const stem = wanted.replace(/-\d+$/, '').slice(0, 58);
  for (let n = 2; ; n++) {
    const id = `${stem}-${n}`;
    if (!taken(id)) return id;
  }
}

function numberOf(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1);
}

async function writeAvatar(folder: string, avatar: Avatar): Promise<void> {
  await writeFileAtomic(path.join(folder, 'avatar.json'), `${JSON.stringify(avatarSchema.parse(avatar), null, 2)}\n`);
}
