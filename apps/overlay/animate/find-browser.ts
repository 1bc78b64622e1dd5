import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The Chrome, Chromium or Edge of this machine.
 * @param chosen a path that the user gave, or null
 * @throws Error that says what to install, or that the given path does not exist
 */
export function findBrowser(chosen: string | null, env = process.env, platform = process.platform, exists = existsSync): string {
  if (chosen !== null) {
    if (!exists(chosen)) throw new Error(`--browser: there is no ${chosen}`);
    return chosen;
  }
  const found = candidates(env, platform).find((file) => exists(file));
  if (!found) {
    throw new Error(
      'No Chrome, Chromium or Edge was found. Install one (Debian and Ubuntu: apt install chromium; else https://www.google.com/chrome), or name it with --browser PATH.',
    );
  }
  return found;
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root): root is string => root !== undefined);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return programs.flatMap((program) => roots.map((root) => path.win32.join(root, program)));
  }
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.flatMap((app) => ['', env.HOME ?? ''].map((root) => `${root}/Applications/${app}.app/Contents/MacOS/${app}`));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'];
  const folders = [...(env.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/snap/bin'];
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}
