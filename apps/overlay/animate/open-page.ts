import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import type { RenderEvent } from '../src/roles/render.ts';
import { findBrowser } from './find-browser.ts';
import { cacheFolder, createPortraitCache } from './portrait-cache.ts';
import { createRenderServer } from './render-server.ts';

const BUILT = fileURLToPath(new URL('../dist', import.meta.url));

export interface OpenPage {
  page: Page;
  close(): Promise<void>;
}

/**
 * Opens the built overlay in a role that waits for jobs, in a browser of this machine.
 * @param browser the browser's path, or null for the one that is found
 * @param files name -> path: what the page fetches as /files/<name>
 * @param take receives what the page posts to /out/<name>
 * @param show receives the page's progress
 * @param folders URL prefix -> folder: what else the page may fetch
 * @throws Error with one line for the user where no browser is found, or it does not start
 */
export async function openPage(
  role: 'render' | 'sheet',
  browser: string | null,
  files: ReadonlyMap<string, string>,
  take: (name: string, data: Buffer) => Promise<void>,
  show: (event: RenderEvent) => void,
  folders: Record<string, string> = {},
): Promise<OpenPage> {
  const executablePath = findBrowser(browser);
  const server = await createRenderServer(
    { '/overlay/': BUILT, ...folders },
    files,
    take,
    createPortraitCache(path.join(cacheFolder(), 'portraits')),
  );
  const running = await chromium.launch({ executablePath, args: browserFlags() }).catch(async (error: Error) => {
    await server.close();
    throw new Error(`${executablePath} does not start: ${error.message.split('\n')[0]}`);
  });
  const page = await running.newPage();
  await page.exposeFunction('masqueProgress', show);
  await page.goto(`${server.url}/overlay/?role=${role}`);
  await page.waitForFunction((name) => name in window, role === 'render' ? 'masqueRender' : 'masqueSheet');
  return {
    page,
    async close() {
      await running.close();
      await server.close();
    },
  };
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
