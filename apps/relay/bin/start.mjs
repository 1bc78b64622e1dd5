// `npm start`: sets up what is missing, then runs Masque.
import { readOptions } from './options.mjs';
import { ensureReady } from './setup.mjs';

readOptions();
await ensureReady({ tests: false });
await import('./run.mjs');
