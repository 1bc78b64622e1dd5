import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Avatar, avatarSchema } from '@masque/config/avatar';
import type { LibraryAvatar } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import { POINTS_FILE, parseRigPoints, type RigPoints } from '@masque/config/rig-points';
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
  /** Where its features were placed by hand; null where they are found, or cannot be read. */
  points(avatar: LibraryAvatar): Promise<RigPoints | null>;
  /** Places them; null takes what was placed away. */
  place(avatar: LibraryAvatar, points: RigPoints | null): Promise<void>;
  delete(avatar: LibraryAvatar): Promise<void>;
  /** @throws RefusedError `unknown-avatar` when none of that id was deleted */
  restore(id: string): Promise<void>;
}

/** Deleted avatars are kept here until Masque is started again. */
const DELETED = '.deleted';
/** Avatars are made here, and moved to their place when they are whole. */
const UNFINISHED = '.unfinished';

/**
 * Whatever moment Masque is killed at, an avatar is there whole, as before or as after, or not at all.
 * @param dirs the user's folder of avatars, and that of those we ship
 */
export async function createAvatarFiles(dirs: Record<LibraryAvatar['source'], string>): Promise<AvatarFiles> {
  const deleted = path.join(dirs.user, DELETED);
  const unfinished = path.join(dirs.user, UNFINISHED);
  for (const folder of [deleted, unfinished]) await rm(folder, { recursive: true, force: true });
  await removeLeftovers(dirs.user);
  let made = 0;

  /** Ids of the library, of what lies in the folder without being an avatar, and of deleted ones, which may come back. */
  const isUsed =
    (taken: (id: string) => boolean) =>
    (id: string): boolean =>
      taken(id) || existsSync(path.join(dirs.user, id)) || existsSync(path.join(deleted, id));

  async function make(id: string, fill: (folder: string) => Promise<void>): Promise<void> {
    const folder = path.join(unfinished, String(++made));
    await mkdir(folder, { recursive: true });
    try {
      await fill(folder);
      await rename(folder, path.join(dirs.user, id));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  function own(avatar: LibraryAvatar): string {
    if (avatar.source === 'shipped') {
      throw new RefusedError('shipped-avatar', `${avatar.name} comes with Masque and stays as it is. Make a copy, and change that.`);
    }
    return path.join(dirs.user, avatar.id);
  }

  return {
    async add(avatar, contents, taken) {
      const wanted = idOf(avatar.name);
      const id = isUsed(taken)(wanted) ? freeId(wanted, isUsed(taken)) : wanted;
      await make(id, async (folder) => {
        for (const [name, bytes] of Object.entries(contents)) await writeFile(path.join(folder, name), bytes);
        await writeAvatar(folder, { ...avatar, id });
      });
      return id;
    },
    async rename(avatar, name) {
      await writeAvatar(own(avatar), { ...avatar, name });
    },
    async duplicate(avatar, taken) {
      const id = freeId(avatar.id, isUsed(taken));
      await make(id, async (folder) => {
        await cp(path.join(dirs[avatar.source], avatar.id), folder, { recursive: true });
        await writeAvatar(folder, { ...avatar, id, name: `${avatar.name.slice(0, 74)} ${numberOf(id)}` });
      });
      return id;
    },
    async points({ id, source, points }) {
      if (!points) return null;
      return readFile(path.join(dirs[source], id, points), 'utf8')
        .then((text) => parseRigPoints(JSON.parse(text)))
        .catch(() => null);
    },
    async place(avatar, placed) {
      const folder = own(avatar);
      const { points: before, ...others } = avatar;
      if (placed) await writeFileAtomic(path.join(folder, POINTS_FILE), `${JSON.stringify(placed)}\n`);
      await writeAvatar(folder, placed ? { ...others, points: POINTS_FILE } : others);
      if (before && (!placed || before !== POINTS_FILE)) await rm(path.join(folder, before), { force: true });
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

/** What a kill during a write leaves behind. */
async function removeLeftovers(dir: string): Promise<void> {
  for (const folder of await readdir(dir).catch(() => [])) {
    const names = await readdir(path.join(dir, folder)).catch(() => []);
    for (const name of names) if (/^(avatar|points)\.json\.\d+$/.test(name)) await rm(path.join(dir, folder, name), { force: true });
  }
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
