// `npm run build`: builds models and pages anew.
import { ensureReady } from './setup.mjs';

await ensureReady({ tests: false, rebuild: true });
