// Sets everything up as `npm start` does, then draws a contact sheet; see ../sheet/main.ts.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureReady } from '../../relay/bin/setup.mjs';

await ensureReady({ tests: false });
const main = fileURLToPath(new URL('../sheet/main.ts', import.meta.url));
const child = spawn(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1);
});
