import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DamagedFile } from '@masque/config/messages';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '@masque/config/settings';
import writeFileAtomic from 'write-file-atomic';

const FILE = 'settings.json';

export interface Store {
  /** The saved settings; the defaults where there are none, or where they are damaged: then the file is kept aside. */
  load(): { settings: Settings; damaged: DamagedFile[] };
  /**
   * Resolves when these settings, or later ones, are on disk.
   * @throws when the disk refuses
   */
  save(settings: Settings): Promise<void>;
  /** Resolves when nothing is left to write. */
  settled(): Promise<void>;
}

/**
 * The settings on disk. A file is replaced whole or not at all, so a crash at any moment leaves the last saved one;
 * saves that come while one is being written are written as one.
 */
export function createStore(dataDir: string): Store {
  const file = path.join(dataDir, FILE);
  let writing: Promise<void> | null = null;
  let next: { settings: Settings; written: Promise<void> } | null = null;

  function write(settings: Settings): Promise<void> {
    const done = writeFileAtomic(file, `${JSON.stringify(settings, null, 2)}\n`);
    writing = done
      .catch(() => {})
      .then(() => {
        writing = null;
      });
    return done;
  }

  return {
    load() {
      mkdirSync(dataDir, { recursive: true });
      // What a kill during a write leaves behind.
      for (const name of readdirSync(dataDir)) if (/^settings\.json\.\d+$/.test(name)) rmSync(path.join(dataDir, name), { force: true });
      let content: string;
      try {
        content = readFileSync(file, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { settings: DEFAULT_SETTINGS, damaged: [] };
        throw error;
      }
      try {
        return { settings: parseSettings(JSON.parse(content)), damaged: [] };
      } catch (error) {
        const keptAs = path.join(dataDir, `settings.damaged-${new Date().toISOString().replaceAll(':', '.')}.json`);
        renameSync(file, keptAs);
        return { settings: DEFAULT_SETTINGS, damaged: [{ file, keptAs, reason: (error as Error).message }] };
      }
    },
    save(settings) {
      if (!writing) return write(settings);
      if (next) {
        next.settings = settings;
        return next.written;
      }
      const waiting = { settings, written: Promise.resolve() };
      waiting.written = writing.then(() => {
        next = null;
        return write(waiting.settings);
      });
      next = waiting;
      return waiting.written;
    },
    async settled() {
      while (writing) await writing;
    },
  };
}
