import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_PORT } from '@masque/config/settings';
import envPaths from 'env-paths';
import openInBrowser from 'open';
import { createServer, type RelayServer } from './server.ts';

export interface MainOptions {
  /** The checkout's folder. */
  root: string;
  port?: number | undefined;
  /** Where settings and avatars are kept; the system's usual place for a program's data if not told. */
  dataDir?: string | undefined;
  /** Open the panel in the browser. */
  open: boolean;
}

/** Milliseconds after which a program on our port is taken for a stranger. */
const HEALTH_TIMEOUT = 2000;
/** Milliseconds between two looks at who our parent is. */
const PARENT_INTERVAL = 500;

/**
 * Runs the relay and prints its addresses, until it is interrupted.
 * @returns the exit code when it does not run: 0 if a Masque already does, 1 with a message if it cannot
 */
export async function main({
  root,
  port = DEFAULT_PORT,
  dataDir = envPaths('masque', { suffix: '' }).data,
  open,
}: MainOptions): Promise<number | null> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const pages = {
    overlay: path.join(root, 'apps', 'overlay', 'dist'),
    panel: path.join(root, 'apps', 'panel', 'dist'),
    models: path.join(root, 'models', 'dist'),
  };
  const shippedAvatars = path.join(root, 'config', 'avatars');
  let relay: RelayServer;
  try {
    relay = await createServer({ port, dataDir, pages, shippedAvatars, version, log: console.log });
  } catch (error) {
    return explain(error as NodeJS.ErrnoException, port, dataDir, open);
  }

  const { url } = relay;
  console.log(`Masque ${version} is ready.`);
  console.log(`  Overlay  ${url}/overlay   add it to OBS as a browser source`);
  console.log(`  Tracker  ${url}/tracker   open it in Chrome or Edge and allow the camera`);
  console.log(`  Panel    ${url}/panel`);
  console.log(`Settings and your avatars are kept in ${dataDir}. Ctrl+C ends Masque.`);
  if (open) await openPanel(url);

  const end = (): void => void relay.close().finally(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  if (process.env.npm_lifecycle_event) onceOrphaned(end);
  return null;
}

/** A signal to npm ends the shell between it and us, and does not reach us; then our parent is another one. */
function onceOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback();
  }, PARENT_INTERVAL);
}

async function explain(error: NodeJS.ErrnoException, port: number, dataDir: string, open: boolean): Promise<number> {
  if (error.code === 'EADDRINUSE') {
    const url = `http://127.0.0.1:${port}`;
    if (await isMasque(url)) {
      console.log(`Masque is already running. Its panel is ${url}/panel`);
      if (open) await openPanel(url);
      return 0;
    }
    console.error(`Another program uses port ${port}. Choose a free one: npm start -- --port ${port + 1}`);
    console.error('The addresses that OBS and your browser know then change with it.');
  } else if (error.syscall === 'listen') {
    console.error(`Masque cannot listen on port ${port} (${error.message}). Choose another: npm start -- --port 9000`);
  } else if (error.path) {
    console.error(`Masque cannot use its data folder ${dataDir}: ${error.message}`);
    console.error('Choose one that you can write to: npm start -- --data FOLDER');
  } else {
    throw error;
  }
  return 1;
}

async function isMasque(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT) });
    return ((await answer.json()) as { name?: string }).name === 'masque';
  } catch {
    return false;
  }
}

async function openPanel(url: string): Promise<void> {
  // Without a browser the printed addresses must do.
  const browser = await openInBrowser(`${url}/panel`).catch(() => null);
  browser?.on('error', () => {});
}
