import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DamagedFile } from '@masque/config/messages';
import writeFileAtomic from 'write-file-atomic';
import { readKeptFile } from './kept-file.ts';

/** The one thing that is kept from everybody else. */
export interface Secrets {
  /** OBS' password; empty when none is kept. */
  obsPassword(): string;
  /** @throws when the disk refuses */
  setObsPassword(password: string): Promise<void>;
  /** The file, where it could not be read: it is kept aside, and the password is asked for again. */
  damaged: readonly DamagedFile[];
}

/** What is wrong with the file, without a word of what is in it. */
const WRONG = 'it is not as Masque wrote it';

/** Keeps the password of OBS in a file of its own, readable by its owner alone, so that it is in no settings, snapshot or export. */
export function createSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const { content, damaged } = readKeptFile(file, parse);
  let obsPassword = content ?? '';
  return {
    obsPassword: () => obsPassword,
    async setObsPassword(password) {
      obsPassword = password;
      mkdirSync(dataDir, { recursive: true });
      await writeFileAtomic(file, `${JSON.stringify({ obsPassword })}\n`, { mode: 0o600 });
    },
    damaged: damaged.map((entry) => ({ ...entry, reason: WRONG })),
  };
}

function parse(document: unknown): string {
  const { obsPassword } = document as { obsPassword?: unknown };
  if (typeof obsPassword !== 'string') throw new Error(WRONG);
  return obsPassword;
}
