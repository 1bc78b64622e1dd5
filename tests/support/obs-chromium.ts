import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Where the browser is unpacked. */
const FOLDER = fileURLToPath(new URL('../../.cache/obs-chromium', import.meta.url));

/** The package holds a build for this kind of machine only. */
export const OBS_CHROMIUM_RUNS = process.platform === 'linux' && process.arch === 'x64';

/** Starts the Chromium that browser sources of OBS 31 and 32 are made of, with WebGL in software. */
export async function launchObsChromium(): Promise<Browser> {
  mkdirSync(FOLDER, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = FOLDER;
  let executablePath: string;
  try {
    executablePath = await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  const args = ['--headless', '--no-sandbox', '--use-angle=swiftshader', '--ignore-gpu-blocklist', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

/** How much of OBS a page is let know: what OBS grants where nobody chose, and what tells it of scenes when it asks. */
export const PERMISSIONS = { readObs: 1, readUser: 2 } as const;

/**
 * A script that makes a page believe that it is in a browser source. Beyond its level a page is answered null; scenes that come
 * are told to every page.
 * @param scene that is on when the page opens
 */
export function pretendObs(level: number, scene: string): string {
  const current = level >= PERMISSIONS.readUser ? { name: scene, width: 1920, height: 1080 } : null;
  const answer = (value: unknown): string => `(callback) => setTimeout(() => callback(${JSON.stringify(value)}), 0)`;
  return `window.obsstudio = {
    pluginVersion: '2.26.8',
    getControlLevel: ${answer(level)},
    getCurrentScene: ${answer(current)},
  };`;
}

/** An event as OBS sends it to every page in its browser sources. */
export function obsEvent(name: string, detail: unknown): string {
  return `dispatchEvent(new CustomEvent(${JSON.stringify(name)}, { detail: ${JSON.stringify(detail)} }))`;
}
