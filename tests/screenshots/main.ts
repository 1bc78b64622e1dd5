import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startEvening } from './evening.ts';

const TABS = ['live', 'avatars', 'expressions', 'motion', 'scenes', 'hotkeys', 'devices'] as const;
const LANGUAGES = { en: 'en-US', ja: 'ja-JP', zh: 'zh-CN' } as const;
const THEMES = ['dark', 'light'] as const;
/** A usual screen, and a dock of OBS. */
const SIZES = { wide: { width: 1280, height: 720 }, dock: { width: 400, height: 800 } } as const;
const PICTURES = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
/** Milliseconds in which the plots of the live tab fill. */
const FILLING = 8000;
const WEBP_QUALITY = 0.86;

interface Appearance {
  language: keyof typeof LANGUAGES;
  theme: (typeof THEMES)[number];
  size: keyof typeof SIZES;
}

const { values } = parseArgs({ options: { every: { type: 'string' } } });
const evening = await startEvening();
const browser = await launchChromium();
try {
  if (values.every === undefined) await pictureDocs(browser, evening);
  else await pictureEvery(browser, path.resolve(process.env.INIT_CWD ?? '.', values.every));
} finally {
  await browser.close();
  await evening.close();
}

/** The pictures of the docs: the first steps, every tab, and the panel as a dock. */
async function pictureDocs(browser: Browser, { begin }: typeof evening): Promise<void> {
  const page = await open(browser, { language: 'en', theme: 'dark', size: 'wide' });
  await keepAsWebp(page, 'panel-first-steps');
  await begin();
  await page.waitForTimeout(FILLING);
  for (const tab of TABS) {
    await goTo(page, tab);
    await keepAsWebp(page, `panel-${tab}`);
  }
  await page.context().close();
  for (const [name, appearance] of [
    ['panel-light', { language: 'en', theme: 'light', size: 'wide' }],
    ['panel-dock', { language: 'ja', theme: 'dark', size: 'dock' }],
  ] as const) {
    const other = await open(browser, appearance);
    await other.waitForTimeout(FILLING);
    await keepAsWebp(other, name);
    await other.context().close();
  }
}

async function pictureEvery(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const begun of [false, true]) {
    if (begun) await evening.begin();
    for (const language of Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])
      for (const theme of THEMES)
        for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
          const page = await open(browser, { language, theme, size });
          await page.waitForTimeout(1500);
          for (const tab of begun ? TABS : (['live'] as const)) {
            await goTo(page, tab);
            const name = `${begun ? tab : 'first-steps'}-${language}-${theme}-${size}.png`;
            writeFileSync(path.join(folder, name), await page.screenshot({ fullPage: true }));
            console.log(name);
          }
          await page.context().close();
        }
  }
}

async function open(browser: Browser, { language, theme, size }: Appearance): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: LANGUAGES[language], colorScheme: theme });
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  await page.goto(`${evening.url}/panel`);
  await page.frameLocator('.preview iframe').locator('body[data-avatar]').waitFor();
  return page;
}

async function goTo(page: Page, tab: (typeof TABS)[number]): Promise<void> {
  await page.click(`#tab-${tab}`);
  await page.waitForSelector(`#tab-panel[aria-labelledby="tab-${tab}"] section`);
  // Thumbnails that come into view are decoded now.
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => {}))));
}

/** The whole page, as small as a picture of text may be. */
async function keepAsWebp(page: Page, name: string): Promise<void> {
  const png = (await page.screenshot({ fullPage: true })).toString('base64');
  const webp = await page.evaluate(
    async ([base64, quality]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      const packed = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (let i = 0; i < packed.length; i += 32768) text += String.fromCharCode(...packed.subarray(i, i + 32768));
      return btoa(text);
    },
    [png, WEBP_QUALITY] as const,
  );
  const file = path.join(PICTURES, `${name}.webp`);
  writeFileSync(file, Buffer.from(webp, 'base64'));
  console.log(`${path.relative(process.cwd(), file)}: ${Math.round((webp.length * 3) / 4 / 1024)} kB`);
}
