import { mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DamagedFile } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import { MOST_TAKE_BYTES, readTake, secondsOf, type Take, type TakeEntry, takeIdSchema } from '@masque/config/take';
import writeFileAtomic from 'write-file-atomic';

/** Takes on disk, a file each; whoever changes them lists them again. */
export interface TakeFiles {
  /** All that can be read, the newest first, and those that cannot: they stay where they are. */
  list(): Promise<{ takes: TakeEntry[]; damaged: DamagedFile[] }>;
  /** Where a take lies; its file may be missing. */
  fileOf(id: string): string;
  /** @returns the id it got */
  add(take: Take): Promise<string>;
  rename(id: string, name: string): Promise<void>;
  /** It can be brought back until Masque is started again. */
  delete(id: string): Promise<void>;
  restore(id: string): Promise<void>;
}

const DELETED = '.deleted';
const SUFFIX = '.json';

/** All of it throws RefusedError `unknown-take` where there is no such take. A file is written whole or not at all. */
export async function createTakeFiles(dir: string): Promise<TakeFiles> {
  const deleted = path.join(dir, DELETED);
  mkdirSync(dir, { recursive: true });
  await rm(deleted, { recursive: true, force: true });
  // What a kill during a write leaves behind.
  for (const name of await readdir(dir)) if (/\.json\.\d+$/.test(name)) await rm(path.join(dir, name), { force: true });
  let made = 0;

  const fileOf = (id: string): string => path.join(dir, `${id}${SUFFIX}`);

  async function read(file: string): Promise<Take> {
    if ((await stat(file)).size > MOST_TAKE_BYTES) throw new Error(`it is larger than ${MOST_TAKE_BYTES / 2 ** 20} MB`);
    return readTake(await readFile(file, 'utf8'));
  }

  const write = (file: string, take: Take): Promise<void> => writeFileAtomic(file, `${JSON.stringify(take)}\n`);

  const unknown =
    (id: string) =>
    (error: NodeJS.ErrnoException): never => {
      if (error.code !== 'ENOENT') throw error;
      throw new RefusedError('unknown-take', `There is no take "${id}".`);
    };

  return {
    fileOf,
    async list() {
      const takes: TakeEntry[] = [];
      const damaged: DamagedFile[] = [];
      for (const name of await readdir(dir)) {
        const id = name.slice(0, -SUFFIX.length);
        if (!name.endsWith(SUFFIX) || !takeIdSchema.safeParse(id).success) continue;
        made = Math.max(made, Number(id.match(/^take-(\d+)$/)?.[1] ?? 0));
        try {
          const take = await read(fileOf(id));
          takes.push({ id, name: take.name, created: take.created, seconds: secondsOf(take) });
        } catch (error) {
          damaged.push({ file: fileOf(id), keptAs: null, reason: (error as Error).message });
        }
      }
      return { takes: takes.sort((a, b) => b.created - a.created || a.id.localeCompare(b.id)), damaged };
    },
    async add(take) {
      const id = `take-${++made}`;
      await write(fileOf(id), take);
      return id;
    },
    async rename(id, name) {
      const take = await read(fileOf(id)).catch(unknown(id));
      await write(fileOf(id), { ...take, name });
    },
    async delete(id) {
      await mkdir(deleted, { recursive: true });
      await rename(fileOf(id), path.join(deleted, `${id}${SUFFIX}`)).catch(unknown(id));
    },
    async restore(id) {
      await rename(path.join(deleted, `${id}${SUFFIX}`), fileOf(id)).catch(unknown(id));
    },
  };
}
