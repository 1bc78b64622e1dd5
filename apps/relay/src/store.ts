import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DamagedFile } from '@masque/config/messages';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '@masque/config/settings';
import writeFileAtomic from 'write-file-atomic';
import { readKeptFile } from './kept-file.ts';

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
      const { content, damaged } = readKeptFile(file, parseSettings);
      return { settings: content ?? DEFAULT_SETTINGS, damaged };
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
