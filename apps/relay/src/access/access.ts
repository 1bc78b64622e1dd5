import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Device, type DeviceScope, type KeptDevice, keptDevicesSchema } from '@masque/config/device';
import type { DamagedFile } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import { type Migration, migrate } from '@masque/config/versioned';
import writeFileAtomic from 'write-file-atomic';
import { readKeptFile } from '../kept-file.ts';

/** Who was let in besides this computer's own pages. */
export interface Access {
  /** Without their tokens; the newest at the end. */
  devices(): readonly Device[];
  /**
   * Lets someone in.
   * @returns the token, which is told once and kept as its hash alone
   * @throws RefusedError `too-many`, or the error of the disk
   */
  add(scope: DeviceScope, name: string): Promise<{ device: Device; token: string }>;
  /** Whose token it is; null for nobody's, and for one that was revoked. */
  find(token: string): Device | null;
  /** @throws RefusedError `unknown-device`, or the error of the disk; the token is good for nothing from now on either way */
  revoke(id: string): Promise<void>;
  /** The file, where it could not be read: it is kept aside, and everyone must pair again. */
  damaged: readonly DamagedFile[];
}

const FILE = 'devices.json';
const MOST_DEVICES = 50;
const TOKEN_BYTES = 32;

const migrations: readonly Migration[] = [];

/**
 * Keeps who was let in, in a file that its owner alone can read. Tokens are 256 random bits, so one round of SHA-256 hides them
 * as well as any slow hash would.
 */
export function createAccess(dataDir: string): Access {
  const file = path.join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  const { content, damaged } = readKeptFile(file, parse);
  let entries: readonly KeptDevice[] = content ?? [];

  async function keep(next: readonly KeptDevice[]): Promise<void> {
    entries = next;
    mkdirSync(dataDir, { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify({ version: migrations.length + 1, devices: next }, null, 2)}\n`, { mode: 0o600 });
  }

  return {
    damaged,
    devices: () => entries.map(deviceOf),
    async add(scope, name) {
      if (entries.length >= MOST_DEVICES) {
        throw new RefusedError('too-many', `${MOST_DEVICES} devices and tokens are kept already: remove one that is not used any more.`);
      }
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const entry = { id: randomBytes(8).toString('hex'), name, scope, createdAt: Date.now(), hash: hashOf(token).toString('hex') };
      await keep([...entries, entry]);
      return { device: deviceOf(entry), token };
    },
    find(token) {
      const hash = hashOf(token);
      let found: KeptDevice | null = null;
      // All of them, whichever fits: how long it takes tells nothing.
      for (const entry of entries) if (timingSafeEqual(hash, Buffer.from(entry.hash, 'hex'))) found = entry;
      return found && deviceOf(found);
    },
    async revoke(id) {
      const others = entries.filter((entry) => entry.id !== id);
      if (others.length === entries.length) throw new RefusedError('unknown-device', 'This device was removed already.');
      await keep(others);
    },
  };
}

function deviceOf({ hash: _, ...device }: KeptDevice): Device {
  return device;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function parse(document: unknown): KeptDevice[] {
  return keptDevicesSchema.parse(migrate(document, migrations)).devices;
}
