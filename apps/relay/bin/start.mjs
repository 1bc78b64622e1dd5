// `npm start`: sets up what is missing, then runs Masque.
import { readOptions } from './options.mjs';
import { ensureReady } from './setup.mjs';

const options = readOptions();
await ensureReady({ tests: false });
const { main } = await import('../dist/main.js');
const exitCode = await main(options);
if (exitCode !== null) process.exit(exitCode);
