// Runs every check, from nothing: `npm test`. `npm run check` leaves the browser tests out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureReady } from '../apps/relay/bin/setup.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureDesktop, hasDesktop } from './ensure-desktop.mjs';
import { ensureObs } from './ensure-obs.mjs';
import { ensureSpeech } from './ensure-speech.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUICK = process.argv.includes('check');
const REPORT = path.join(ROOT, '.cache', 'vitest.json');

await ensureReady({ tests: true });
ensureSpeech();
if (!QUICK) {
  ensureChromium();
  ensureObs();
  ensureDesktop();
}
mkdirSync(path.dirname(REPORT), { recursive: true });

const bin = (/** @type {string} */ name) => path.join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** @type {{ name: string, seconds: number, ok: boolean }[]} */
const steps = [];

/** @param {string} name @param {string} command @param {string[]} args */
function step(name, command, args) {
  console.log(`\n== ${name}`);
  const start = Date.now();
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  steps.push({ name, seconds: (Date.now() - start) / 1000, ok: status === 0 });
}

step('types', bin('tsc'), ['-b']);
step('format, lint, import walls', bin('biome'), ['check', '--error-on-warnings', '.']);
step('unused files, exports and dependencies', bin('knip'), ['--config', 'tests/knip.json']);
const projects = QUICK ? ['--project', 'unit', '--project', 'contract'] : [];
step('tests', bin('vitest'), [
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
  ...projects,
]);

console.log('');
for (const { name, seconds, ok } of steps) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
const shared = existsSync(path.join(ROOT, '..', 'shared', 'data', 'MANIFEST.tsv'));
console.log(
  shared
    ? 'The shared portraits and clips were there: tests ran on them too.'
    : "No shared portraits and clips: tests ran on the project's own fixtures alone.",
);
if (!QUICK && !hasDesktop()) {
  console.log('No xdotool, xev and Xvfb: global hotkeys were not tested with real keys (Debian: apt-get install xdotool x11-utils xvfb).');
}
const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const checksFailed = steps.filter(({ name, ok }) => !ok && name !== 'tests').length;
const failed = report.numFailedTests + checksFailed;
console.log(`${report.numPassedTests + steps.length - 1 - checksFailed} passed, ${failed} failed, ${report.numPendingTests} skipped`);
process.exitCode = steps.every(({ ok }) => ok) ? 0 : 1;
