// `npm run bench`: sets everything up as `npm test` does, then measures; `--json FILE` writes the same figures as JSON.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureReady } from '../apps/relay/bin/setup.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

await ensureReady({ tests: true });
ensureChromium();
const main = fileURLToPath(new URL('bench/main.ts', import.meta.url));
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
