import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { readLibrary } from '../../apps/relay/src/library.ts';
import { startBuiltRelay } from './built-relay.ts';
import { launchChromium } from './chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const assets = path.join(root, 'apps/overlay/dist/assets');
const folder = path.join(root, '.cache/portraits');
/** Milliseconds that an import may take on a busy machine. */
const PATIENCE = 240_000;

/**
 * The shipped avatars' portraits as the built overlay imports them, id -> file (named as the relay keeps it). Made by the first
 * test that asks, and kept until the avatars or the importing code change; what proves the import itself does without.
 */
export async function sharedPortraits(): Promise<Map<string, string>> {
  const worker = readdirSync(assets).find((name) => name.startsWith('portrait-worker-'));
  const version = worker && /-([\w-]{8})\.js$/.exec(worker)?.[1];
  if (!version) throw new Error('The overlay is not built: run "npm run build".');
  const { avatars } = await readLibrary([{ path: path.join(root, 'config/avatars'), source: 'shipped' }]);
  const find = () => {
    const kept = readdirSync(folder);
    const named = ({ id, revision }: (typeof avatars)[number]) =>
      kept.find((name) => name.startsWith(`${id}.${revision}-`) && name.endsWith(`-${version}`));
    return new Map(avatars.flatMap((avatar) => (named(avatar) ? [[avatar.id, path.join(folder, named(avatar) as string)]] : [])));
  };
  mkdirSync(folder, { recursive: true });
  if (find().size < avatars.length) await importAll(avatars.map(({ id }) => id));
  return find();
}

async function importAll(ids: readonly string[]): Promise<void> {
  const relay = await startBuiltRelay();
  const browser = await launchChromium();
  let panel: Link | null = null;
  try {
    await new Promise<void>((resolve) => {
      panel = createLink({ url: relay.url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve() });
    });
    for (const avatar of ids) {
      await (panel as Link | null)?.command('avatar.show', { slot: DEFAULT_SLOT, avatar });
      const page = await browser.newPage({ viewport: { width: 160, height: 160 } });
      const kept = page.waitForResponse((response) => response.request().method() === 'PUT', { timeout: PATIENCE });
      await page.goto(`${relay.url}/overlay`, { timeout: PATIENCE });
      await kept;
      await page.close();
    }
    const analyses = path.join(relay.dataDir, 'analyses');
    for (const outdated of readdirSync(folder)) rmSync(path.join(folder, outdated));
    for (const name of readdirSync(analyses)) {
      const passing = path.join(folder, `.${name}-${process.pid}`);
      copyFileSync(path.join(analyses, name), passing);
      renameSync(passing, path.join(folder, name));
    }
  } finally {
    (panel as Link | null)?.close();
    await browser.close();
    await relay.close();
  }
}
