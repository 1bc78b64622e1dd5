// `npm run screenshots`: sets everything up as `npm test` does, then pictures the panel for the docs; `--every DIR` pictures
// every tab in every language, appearance and size into a folder, to be looked at.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureReady } from '../apps/relay/bin/setup.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

await ensureReady({ tests: true });
ensureChromium();
const main = fileURLToPath(new URL('screenshots/main.ts', import.meta.url));
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
