import type { Page } from 'playwright-core';
import type { TrackerPage } from '../browser/tracker-page/page.ts';
import { launchChromium } from './chromium.ts';
import { serveFiles, servePage } from './page-server.ts';

export interface OpenTrackerPage {
  page: Page;
  /** Calls a function of the page. */
  call<K extends keyof TrackerPage>(name: K, ...parameters: Parameters<TrackerPage[K]>): Promise<Awaited<ReturnType<TrackerPage[K]>>>;
  close(): Promise<void>;
}

/** Opens the page on which the tracker is tested in a real browser. @param flags more of Chromium's */
export async function openTrackerPage(flags: string[] = []): Promise<OpenTrackerPage> {
  const server = await servePage('tracker-page');
  const browser = await launchChromium(flags);
  const page = await browser.newPage();
  await serveFiles(page);
  await page.goto(server.url);
  await page.waitForFunction('window.trackerPage !== undefined');
  return {
    page,
    call: (name, ...parameters) => page.evaluate(`window.trackerPage[${JSON.stringify(name)}](...${JSON.stringify(parameters)})`),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
