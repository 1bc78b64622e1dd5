import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer, type ServerOptions } from '../../apps/relay/src/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BuiltRelay {
  url: string;
  dataDir: string;
  /** Ends the relay and starts another on the same port and data, as a person would. */
  restart(between?: () => Promise<void>): Promise<void>;
  /** Ends it for good; its data are gone. */
  close(): Promise<void>;
}

/**
 * A relay as `npm start` runs it, with the built pages and the shipped avatars, on a free port and with data of its own.
 * @param portraits files that it is to find kept, see sharedPortraits; without, its first page imports the portrait that it shows
 */
export async function startBuiltRelay(portraits: Iterable<string> = [], options: Partial<ServerOptions> = {}): Promise<BuiltRelay> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'masque-'));
  const analyses = path.join(dataDir, 'analyses');
  mkdirSync(analyses);
  for (const file of portraits) copyFileSync(file, path.join(analyses, path.basename(file)));
  const start = (port: number) =>
    createServer({
      port,
      dataDir,
      pages: {
        overlay: path.join(root, 'apps/overlay/dist'),
        panel: path.join(root, 'apps/panel/dist'),
        models: path.join(root, 'models/dist'),
      },
      shippedAvatars: path.join(root, 'config/avatars'),
      version: '0.0.0',
      log: () => {},
      ...options,
    });
  let relay = await start(0);
  return {
    url: relay.url,
    dataDir,
    async restart(between) {
      const port = Number(new URL(relay.url).port);
      await relay.close();
      try {
        await between?.();
      } finally {
        relay = await start(port);
      }
    },
    async close() {
      await relay.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
