import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { AvatarPage } from '../browser/avatar-page/page.ts';
import { launchChromium } from './chromium.ts';
import { servePage } from './page-server.ts';
import { sharedPortraits } from './shared-portraits.ts';

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
  await servePortraits(page);
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

/** Lets a page open the shipped avatars (see openPortrait). */
export async function servePortraits(page: Page): Promise<void> {
  const portraits = await sharedPortraits();
  await page.route('**/portraits/*', async (route) => {
    const file = portraits.get(path.posix.basename(new URL(route.request().url()).pathname));
    await route.fulfill(file ? { body: await readFile(file) } : { status: 404 });
  });
}
