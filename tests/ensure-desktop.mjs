import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PROGRAMS = ['xdotool', 'xev', 'Xvfb'];
const PACKAGES = ['xdotool', 'x11-utils', 'xvfb'];

/** Whether keys can be pressed on a display without a screen. */
export function hasDesktop() {
  return PROGRAMS.every((name) => existsSync(`/usr/bin/${name}`));
}

/** Makes sure of that where it is easy, on Debian and its kin as root; elsewhere the tests of global hotkeys press no real keys. */
export function ensureDesktop() {
  if (hasDesktop() || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.log('Installing what presses keys in the tests ...');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], { stdio: 'inherit', env });
}
