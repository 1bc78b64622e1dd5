import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const OBS = '/usr/bin/obs';
const PACKAGES = ['obs-studio', 'obs-plugins', 'xvfb', 'libgl1-mesa-dri', 'libegl1'];

/** Makes sure of a real OBS for its tests where that is easy, on Debian and its kin as root; elsewhere those tests are skipped. */
export function ensureObs() {
  if (existsSync(OBS) && existsSync('/usr/bin/Xvfb')) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    console.log('OBS is not installed, so the tests with a real OBS are skipped (Debian: apt-get install obs-studio xvfb).');
    return;
  }
  console.log('Installing OBS for the tests ...');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], { stdio: 'inherit', env });
}
