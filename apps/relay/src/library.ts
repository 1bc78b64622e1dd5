import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Avatar, parseAvatar } from '@masque/config/avatar';
import type { DamagedFile, LibraryAvatar } from '@masque/config/messages';

/** A folder of avatars, one folder each. */
export interface AvatarsDir {
  path: string;
  source: LibraryAvatar['source'];
}

/** What was found in the folders. */
export interface Library {
  /** Sorted by name. */
  avatars: LibraryAvatar[];
  /** What was left out. */
  damaged: DamagedFile[];
}

/**
 * Reads every avatar of the folders. Of two with one id the earlier folder's wins; a folder without `avatar.json` is none,
 * and one whose `avatar.json` is wrong is left out.
 */
export async function readLibrary(dirs: readonly AvatarsDir[]): Promise<Library> {
  const avatars = new Map<string, LibraryAvatar>();
  const damaged: DamagedFile[] = [];
  for (const dir of dirs) {
    for (const folder of await foldersOf(dir.path)) {
      const avatar = await readAvatar(dir, folder, damaged);
      if (avatar && !avatars.has(avatar.id)) avatars.set(avatar.id, avatar);
    }
  }
  return { avatars: [...avatars.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)), damaged };
}

async function foldersOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((name) => !name.startsWith('.')).sort();
}

async function readAvatar(dir: AvatarsDir, folder: string, damaged: DamagedFile[]): Promise<LibraryAvatar | null> {
  const file = path.join(dir.path, folder, 'avatar.json');
  try {
    const avatar = parseAvatar(JSON.parse(await readFile(file, 'utf8')));
    if (avatar.id !== folder) throw new Error(`its id is "${avatar.id}", and must be the folder's name, "${folder}"`);
    return { ...avatar, source: dir.source, revision: await revisionOf(avatar, path.dirname(file)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') damaged.push({ file, keptAs: null, reason: (error as Error).message });
    return null;
  }
}

/** A file that is missing counts as empty: whoever shows the avatar says so. */
async function revisionOf({ picture, landmarks, points }: Avatar, folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [picture, landmarks, points]) {
    if (!file) continue;
    hash.update(await readFile(path.join(folder, file)).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 24);
}
