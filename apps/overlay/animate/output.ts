import { access, constants, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type OutputKind = 'folder' | 'webm' | 'mp4';

/** What the renderer's results become on disk. */
export interface Output {
  kind: OutputKind;
  /** Takes a frame ('00001.png') of a folder, or the whole file ('clip'). */
  take(name: string, data: Buffer): Promise<void>;
  /** Undoes a half-written file after a failure; frames of a folder stay. */
  discard(): Promise<void>;
}

/**
 * Checks the place and opens it before anything dear is done.
 * @param out a folder to make, or a file ending in .webm or .mp4
 * @throws Error with one line for the user when it cannot be written
 */
export async function openOutput(out: string): Promise<Output> {
  const ending = path.extname(out).toLowerCase();
  if (ending === '.webm' || ending === '.mp4') return openFile(out, ending.slice(1) as 'webm' | 'mp4');
  if (ending === '.gif' || ending === '.mov' || ending === '.avi' || ending === '.mkv') {
    throw new Error(`--out: ${ending} files are not written; use a folder, .webm or .mp4`);
  }
  await ready(out, out);
  return {
    kind: 'folder',
    take: (name, data) => writeFile(path.join(out, path.basename(name)), data),
    discard: async () => {},
  };
}

async function openFile(out: string, kind: 'webm' | 'mp4'): Promise<Output> {
  await ready(path.dirname(path.resolve(out)), out);
  if (await isFolder(out)) throw new Error(`--out: ${out} is a folder`);
  const partial = `${out}.part`;
  return {
    kind,
    take: async (_, data) => {
      await writeFile(partial, data);
      await rename(partial, out);
    },
    discard: () => rm(partial, { force: true }),
  };
}

async function ready(folder: string, named: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const probe = path.join(folder, `.masque-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new Error(`--out: ${named} cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}

async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (s) => s.isDirectory(),
    () => false,
  );
}
