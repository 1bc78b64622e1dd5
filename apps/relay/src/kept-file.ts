import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DamagedFile } from '@masque/config/messages';

/** What a file says; null where there is none, or where it is damaged: then it is kept aside. */
export interface KeptFile<T> {
  content: T | null;
  damaged: DamagedFile[];
}

/**
 * Reads a JSON file of ours, and removes what a kill during a write has left beside it.
 * @param parse throws where the document is wrong
 * @throws the error of the system, where the file is there and cannot be read
 */
export function readKeptFile<T>(file: string, parse: (document: unknown) => T): KeptFile<T> {
  removeLeftovers(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { content: null, damaged: [] };
    throw error;
  }
  try {
    return { content: parse(JSON.parse(text)), damaged: [] };
  } catch (error) {
    const { dir, name } = path.parse(file);
    const keptAs = path.join(dir, `${name}.damaged-${new Date().toISOString().replaceAll(':', '.')}.json`);
    renameSync(file, keptAs);
    return { content: null, damaged: [{ file, keptAs, reason: (error as Error).message }] };
  }
}

/** A file is written beside its place, under its name and a number, and then moved there. */
function removeLeftovers(file: string): void {
  const { dir, base } = path.parse(file);
  for (const name of readdirSync(dir)) {
    if (name.startsWith(`${base}.`) && /^\d+$/.test(name.slice(base.length + 1))) rmSync(path.join(dir, name), { force: true });
  }
}
