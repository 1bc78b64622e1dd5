import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './options.mjs';
import { run } from './steps.mjs';

/** What `npm start` needs: everything but the tests' workspace, so no test runner. */
const START_WORKSPACES = ['apps/overlay', 'apps/panel', 'apps/relay', 'config', 'models', 'shaders'];
const LOCK = path.join(root, 'package-lock.json');
const STAMP = path.join(root, 'node_modules', '.masque.json');
/** npm's own note of what lies in node_modules. */
const INSTALLED = path.join(root, 'node_modules', '.package-lock.json');

/**
 * Whether node_modules holds what package-lock.json says: by our own stamp, or all of it installed by hand.
 * What was installed for the tests serves the start as well.
 * @param {{ tests: boolean }} options
 */
export function isInstalled({ tests }) {
  const stamp = readStamp();
  if (stamp?.lock === lockHash() && (stamp.tests || !tests)) return true;
  if (!isCompleteByHand()) return false;
  writeStamp({ tests: true });
  return true;
}

/**
 * Installs exactly what package-lock.json says. Tools for tests that were there before stay.
 * @param {{ tests: boolean }} options
 */
export async function install({ tests }) {
  const all = tests || readStamp()?.tests === true;
  const part = all ? [] : [...START_WORKSPACES.map((name) => `--workspace=${name}`), '--include-workspace-root'];
  await npm(['ci', '--loglevel=error', ...part]);
  writeStamp({ tests: all });
}

/** @param {string[]} args */
function npm(args) {
  // Inside `npm start` npm says where it is; a script of Node's starts alike on every system.
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

function lockHash() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}

/** @returns {{ lock: string, tests: boolean } | null} */
function readStamp() {
  return readJson(STAMP);
}

/** @param {{ tests: boolean }} scope */
function writeStamp({ tests }) {
  writeFileSync(STAMP, JSON.stringify({ lock: lockHash(), tests }));
}

/** Optional packages are those of other systems. */
function isCompleteByHand() {
  const installed = readJson(INSTALLED)?.packages;
  if (!installed) return false;
  const wanted = Object.entries(readJson(LOCK).packages).filter(([folder, entry]) => folder.startsWith('node_modules/') && !entry.optional);
  return wanted.every(([folder, entry]) => installed[folder] && installed[folder].version === entry.version);
}

/** @param {string} file @returns {any} */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
