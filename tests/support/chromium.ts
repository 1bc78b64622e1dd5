import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
const SOFTWARE_GL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
/** WebGPU in software beside it; its canvases need the compositor on Vulkan too. */
export const SOFTWARE_WEBGPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** Starts a headless Chromium with WebGL in software, so that results do not depend on the machine's graphics. @param without flags that automation adds */
export function launchChromium(extra: string[] = [], without: string[] = []): Promise<Browser> {
  return chromium.launch({ ...options(extra), headless: true, ignoreDefaultArgs: without });
}

/** The same, with a page that fills a display, for programs that look at it. */
export async function openKiosk(
  display: string,
  url: string,
  { width, height }: { width: number; height: number },
): Promise<BrowserContext> {
  const { executablePath, args } = options([`--app=${url}`, '--kiosk', '--window-position=0,0', `--window-size=${width},${height}`]);
  const env = { ...process.env, DISPLAY: display } as Record<string, string>;
  return chromium.launchPersistentContext('', { executablePath, args, env, headless: false, viewport: null });
}

function options(extra: string[]): { executablePath: string; args: string[] } {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error(`No Chromium found at ${PLACES.join(', ')}. Install chromium, or set CHROMIUM to its path.`);
  return { executablePath, args: ['--no-sandbox', ...QUIET, ...SOFTWARE_GL, ...extra] };
}
