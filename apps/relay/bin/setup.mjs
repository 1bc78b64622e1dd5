import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf } from './hash.mjs';
import { install, isInstalled } from './install.mjs';
import { root } from './options.mjs';
import { fail, run, step } from './steps.mjs';

/** The oldest Node of each line that vite runs on; lines that are not named and older than the last do not. */
const NODE_LINES = [
  [20, 19],
  [22, 12],
];

/** Beside what was built: the hash of what it was built from. */
const STAMP = '.built-from';

/**
 * What is built, in this order: where it goes, and what it is made from (folders and files below the root).
 * @type {{ name: string, output: string, sources: string[], build: () => Promise<void> }[]}
 */
const BUILDS = [
  {
    name: 'face models',
    output: 'models/dist',
    sources: ['models/build', 'models/manifest.json', 'package-lock.json'],
    build: () => run(process.execPath, ['--import', 'tsx', path.join('models', 'build', 'build-models.ts')]),
  },
  {
    name: 'overlay page',
    output: 'apps/overlay/dist',
    sources: [
      'apps/overlay/src',
      'apps/overlay/index.html',
      'apps/overlay/vite.config.ts',
      'apps/overlay/pure-schemas.ts',
      'config',
      'models/canonical-face.ts',
      'models/manifest.json',
      'models/dist/stamps.json',
      'shaders',
      'package-lock.json',
    ],
    build: () => buildWithVite('apps/overlay'),
  },
  {
    name: 'panel page',
    output: 'apps/panel/dist',
    sources: [
      'apps/panel/src',
      'apps/panel/index.html',
      'apps/panel/pad.html',
      'apps/panel/pair.html',
      'apps/panel/vite.config.ts',
      'config',
      'package-lock.json',
    ],
    build: () => buildWithVite('apps/panel'),
  },
  {
    name: 'relay',
    output: 'apps/relay/dist',
    sources: ['apps/relay/src', 'apps/relay/vite.config.ts', 'config', 'package-lock.json'],
    build: () => buildWithVite('apps/relay'),
  },
];

/**
 * Installs packages and builds models and pages, as far as they are missing or older than their sources. Each step that
 * really runs says so and how long it took. On failure it says what to do and ends the process with 1.
 * @param {{ tests: boolean, rebuild?: boolean }} options tests: also what only tests need; rebuild: build what is up to date too
 */
export async function ensureReady({ tests, rebuild = false }) {
  checkNode();
  try {
    if (!isInstalled({ tests })) await step('install packages', () => install({ tests }));
    for (const { name, output, sources, build } of BUILDS) {
      const stamp = path.join(root, output, STAMP);
      const hash = hashOf(root, sources);
      if (!rebuild && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
      await step(`build the ${name}`, build);
      writeFileSync(stamp, hash);
    }
  } catch (error) {
    fail(error);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const line = NODE_LINES.find(([lineMajor]) => lineMajor === major);
  if (line ? minor >= line[1] : major > NODE_LINES[NODE_LINES.length - 1][0]) return;
  fail(new Error(`Masque needs Node 20.19, 22.12 or later; this is Node ${process.versions.node}. Get it from https://nodejs.org`));
}

/**
 * Builds in a process of its own, whose memory is free again when the relay runs, and beside the folder that may be
 * in use, which it replaces when it is whole.
 * @param {string} folder below the root
 */
async function buildWithVite(folder) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const workshop = path.join(root, '.cache', `build-${process.pid}`);
  const built = path.join(workshop, 'new');
  const output = path.join(root, folder, 'dist');
  try {
    await run(process.execPath, [vite, 'build', folder, '--outDir', built, '--emptyOutDir', '--logLevel', 'warn']);
    mkdirSync(output, { recursive: true });
    renameSync(output, path.join(workshop, 'old'));
    renameSync(built, output);
  } finally {
    rmSync(workshop, { recursive: true, force: true, maxRetries: 5 });
  }
}
