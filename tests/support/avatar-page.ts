import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { AvatarPage } from '../browser/avatar-page/page.ts';
import { launchChromium } from './chromium.ts';
import { servePage } from './page-server.ts';

const avatars = fileURLToPath(new URL('../../config/avatars', import.meta.url));

export interface OpenAvatarPage {
  page: Page;
  /** Calls a function of the page. */
  call<K extends keyof AvatarPage>(name: K, ...parameters: Parameters<AvatarPage[K]>): Promise<Awaited<ReturnType<AvatarPage[K]>>>;
  close(): Promise<void>;
}

/** Opens the page on which avatars are drawn under known motion, in a real browser. */
export async function openAvatarPage(): Promise<OpenAvatarPage> {
  const server = await servePage('avatar-page');
  const browser = await launchChromium();
  const page = await browser.newPage();
  await serveAvatars(page);
  await page.goto(server.url);
  await page.waitForFunction('window.avatarPage !== undefined');
  return {
    page,
    call: (name, ...parameters) => page.evaluate(`window.avatarPage[${JSON.stringify(name)}](...${JSON.stringify(parameters)})`),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Lets a page fetch the shipped avatars as from a relay that keeps no analyses. */
export async function serveAvatars(page: Page): Promise<void> {
  await page.route('**/avatars/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ body: await readFile(path.join(avatars, decodeURIComponent(pathname.slice('/avatars/'.length)))) });
  });
  await page.route('**/analyses/**', (route) => route.fulfill({ status: 404 }));
}
