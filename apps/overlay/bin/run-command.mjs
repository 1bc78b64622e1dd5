import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureReady } from '../../relay/bin/setup.mjs';

/**
 * Sets everything up as `npm start` does, then runs a command's TypeScript with this process's arguments and ends as it ends.
 * @param {URL} main
 */
export async function runCommand(main) {
  await ensureReady({ tests: false });
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}
