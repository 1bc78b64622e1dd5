import { spawn } from 'node:child_process';
import { root } from './options.mjs';

/** Seconds between two signs of life of a step that takes long. */
const SIGN_OF_LIFE = 5;
/** Lines of a failed program's output that are shown. */
const SHOWN_LINES = 30;

/**
 * Runs a step of the set-up, and says so, and how long it took.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
export async function step(name, work) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  console.log(`Masque: ${name} ...`);
  const signs = setInterval(() => console.log(`Masque: ${name} ... still at it after ${seconds().toFixed(0)} s`), SIGN_OF_LIFE * 1000);
  try {
    await work();
  } finally {
    clearInterval(signs);
  }
  console.log(`Masque: ${name}: done in ${seconds().toFixed(1)} s`);
}

/**
 * Runs a program in the root; its output is shown only where it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ shell?: boolean }} [options]
 * @returns {Promise<void>}
 */
export function run(command, args, { shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n')}\n\n"${[command, ...args].join(' ')}" failed (${code}).`,
          ),
        );
    });
  });
}

/**
 * Ends the process with 1 and the reason.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  console.error(`\nMasque could not be set up.\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
