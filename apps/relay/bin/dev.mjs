// `npm run dev`: runs Masque, and builds each part anew when its sources change. A changed page wants a reload.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readOptions, root } from './options.mjs';
import { ensureReady } from './setup.mjs';

readOptions();
await ensureReady({ tests: false });

/** @type {import('node:child_process').ChildProcess | undefined} */
let relay;

function restartRelay() {
  const start = () => {
    const run = path.join(root, 'apps', 'relay', 'bin', 'run.mjs');
    relay = spawn(process.execPath, [run, '--no-open', ...process.argv.slice(2)], { stdio: 'inherit' });
  };
  if (!relay || relay.exitCode !== null || relay.signalCode !== null) start();
  else relay.once('exit', start).kill();
}

const { build } = await import('vite');
for (const name of ['overlay', 'panel', 'relay']) {
  const watcher = await build({ root: path.join(root, 'apps', name), logLevel: 'warn', build: { watch: {} } });
  watcher.on('event', ({ code, error }) => {
    if (code === 'ERROR') console.error(error);
    if (code !== 'END') return;
    console.log(`Masque: the ${name} is built.`);
    if (name === 'relay') restartRelay();
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    relay?.kill();
    process.exit(0);
  });
}
