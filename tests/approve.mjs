// `npm run approve`: draws our avatars anew as what `npm test` compares them with. Look at tests/visual/references before you commit.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureReady } from '../apps/relay/bin/setup.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

await ensureReady({ tests: true });
ensureChromium();
const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'tests/vitest.config.ts', 'tests/visual'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, APPROVE: '1' },
});
process.exitCode = status ?? 1;
