import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { RenderEvent, RenderJob } from '../src/roles/render.ts';
import { type AnimateOptions, readArguments, USAGE, UsageError } from './arguments.ts';
import { findBrowser } from './find-browser.ts';
import { findInputs } from './inputs.ts';
import { openOutput } from './output.ts';
import { createProgress } from './progress.ts';
import { createRenderServer } from './render-server.ts';

/** npm runs scripts in the project's folder; paths are meant from where the user is. */
const HERE = process.env.INIT_CWD ?? process.cwd();
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

try {
  const options = readArguments(process.argv.slice(2));
  if (options) await animate(options);
  else console.log(USAGE);
} catch (error) {
  const wrongCall = error instanceof UsageError;
  console.error(wrongCall ? `${error.message}\n\n${USAGE}` : `animate: ${(error as Error).message}`);
  process.exitCode = wrongCall ? 2 : 1;
}

/** Renders a clip in a browser of this machine, through the overlay's own page. @throws Error with one line for the user */
async function animate(options: AnimateOptions): Promise<void> {
  const inputs = findInputs(path.resolve(HERE, options.portrait), path.resolve(HERE, options.driving));
  const executablePath = findBrowser(options.browser);
  const output = await openOutput(path.resolve(HERE, options.out));
  const server = await createRenderServer({ '/overlay/': path.join(ROOT, 'apps/overlay/dist') }, inputs.files, output.take);
  const progress = createProgress(process.stderr);
  const browser = await chromium.launch({ executablePath, args: browserFlags() }).catch((error: Error) => {
    throw new Error(`${executablePath} does not start: ${error.message.split('\n')[0]}`);
  });
  try {
    const page = await browser.newPage();
    await page.exposeFunction('masqueProgress', (event: RenderEvent) => progress.show(event));
    await page.goto(`${server.url}/overlay/?role=render`);
    await page.waitForFunction(() => 'masqueRender' in window);
    const job: RenderJob = {
      portrait: { url: '/files/portrait', name: path.basename(options.portrait) },
      driving: { urls: inputs.driving.map((name) => `/files/${name}`), name: path.basename(options.driving) },
      kind: output.kind,
      fps: options.fps,
      size: options.size,
      maxFrames: options.maxFrames,
      motion: options.motion,
    };
    const result = await page.evaluate((j) => window.masqueRender(j), job);
    if (!result.ok) throw new Error(result.message);
    progress.end(`${result.frames} frames of ${result.width}x${result.height} at ${Number(result.fps.toFixed(3))} fps -> ${options.out}`);
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Software WebGL where there is no GPU; no sandbox only where Chromium refuses one (root). */
function browserFlags(): string[] {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [
    ...root,
    '--ignore-gpu-blocklist',
    '--enable-unsafe-swiftshader',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--force-color-profile=srgb',
  ];
}
