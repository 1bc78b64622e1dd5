import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** The one thing that is kept from everybody else. */
export interface Secrets {
  /** OBS' password; empty when none is kept. */
  obsPassword(): string;
  /** @throws when the disk refuses */
  setObsPassword(password: string): Promise<void>;
}

/**
 * Keeps the password of OBS in a file of its own, readable by its owner alone, so that it is in no settings, snapshot or export.
 * A file that cannot be read counts as none: the password is then asked for again.
 */
export function createSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  let obsPassword = read(file);
  return {
    obsPassword: () => obsPassword,
    async setObsPassword(password) {
      obsPassword = password;
      mkdirSync(dataDir, { recursive: true });
      await writeFileAtomic(file, `${JSON.stringify({ obsPassword })}\n`, { mode: 0o600 });
    },
  };
}

function read(file: string): string {
  try {
    const { obsPassword } = JSON.parse(readFileSync(file, 'utf8')) as { obsPassword?: unknown };
    return typeof obsPassword === 'string' ? obsPassword : '';
  } catch {
    return '';
  }
}
