import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** The browser that tests use, or undefined. */
export function chromiumPath() {
  return process.env.CHROMIUM ?? PLACES.find((file) => existsSync(file));
}

/** Installs Debian's Chromium where no browser is found. Throws with what to do where that cannot be done. */
export function ensureChromium() {
  if (chromiumPath()) return;
  console.log('== installing Chromium (Debian package) for the browser tests');
  const run = (/** @type {string[]} */ args) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  const done = run(['update']) && run(['install', '-y', '--no-install-recommends', 'chromium']);
  if (!done || !chromiumPath()) {
    throw new Error('The browser tests need Chrome or Chromium. Install one, or name it: CHROMIUM=/path/to/chrome npm test');
  }
}
