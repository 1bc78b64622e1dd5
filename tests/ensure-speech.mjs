import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Makes sure of a speaker for the tests of the voice where that is easy, on Debian and its kin as root; elsewhere they are skipped. */
export function ensureSpeech() {
  if (existsSync('/usr/bin/espeak-ng')) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    console.log('espeak-ng is not installed, so the tests of the voice are skipped (Debian: apt-get install espeak-ng).');
    return;
  }
  console.log('Installing espeak-ng for the tests of the voice ...');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'espeak-ng'], { stdio: 'inherit', env });
}
