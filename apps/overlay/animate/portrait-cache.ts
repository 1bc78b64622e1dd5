import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Imported portraits, kept from one run to the next; what is damaged or missing is made anew. */
export interface PortraitCache {
  load(name: string): Promise<Buffer | null>;
  /** Where the disk refuses, the next run is only slower. */
  save(name: string, portrait: Buffer): Promise<void>;
}

/** Bytes of the hash that stands before each portrait: a file may be cut off, or a disk may err. */
const HASH = 32;
/** Some 40 to 100 portraits; the ones unused for longest go first. */
const MOST_BYTES = 512 * 2 ** 20;

/** @param folder made when the first portrait comes */
export function createPortraitCache(folder: string, mostBytes = MOST_BYTES): PortraitCache {
  return {
    async load(name) {
      const file = path.join(folder, name);
      const kept = await readFile(file).catch(() => null);
      if (!kept || !hashOf(kept.subarray(HASH)).equals(kept.subarray(0, HASH))) return null;
      const now = new Date();
      await utimes(file, now, now).catch(() => {});
      return kept.subarray(HASH);
    },
    async save(name, portrait) {
      try {
        await mkdir(folder, { recursive: true });
        // Another run may read meanwhile: the file is there whole or not at all.
        const passing = path.join(folder, `.${name}-${process.pid}`);
        await writeFile(passing, Buffer.concat([hashOf(portrait), portrait]));
        await rename(passing, path.join(folder, name));
        await trim(folder, mostBytes);
      } catch {
        // Nothing is lost.
      }
    },
  };
}

async function trim(folder: string, mostBytes: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = path.join(folder, name);
      const { size, mtimeMs } = await stat(file);
      return { file, size, mtimeMs };
    }),
  );
  let room = mostBytes;
  for (const { file, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    room -= size;
    if (room < 0) await rm(file, { force: true });
  }
}

function hashOf(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** What a portrait that was made from a picture is kept under, as far as the picture says it. */
export async function pictureKey(file: string): Promise<string> {
  return hashOf(await readFile(file))
    .toString('hex')
    .slice(0, 24);
}

/** The system's usual place for what a program can make anew. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'masque', 'Cache');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'masque');
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'masque');
}
