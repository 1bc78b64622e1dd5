// Runs Masque as it was built last.
import { readOptions } from './options.mjs';

const options = readOptions();
const { main } = await import('../dist/main.js');
const exitCode = await main(options);
if (exitCode !== null) process.exit(exitCode);
