import { createMotion } from '@masque/config/motion-frame';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { type CanvasPicture, coverage, difference, takePictures } from '../support/canvas-pictures.ts';
import { launchChromium } from '../support/chromium.ts';
import { startTestTracker, type TestTracker } from '../support/test-tracker.ts';

/** The page as built, with a real relay: what one page imports, the next ones find kept. */

const VIEWPORT = { width: 480, height: 360 };
/** What only importing a portrait needs. */
const IMPORTING = /\.onnx$|\.wasm$|portrait-worker|\/landmarks/;
/** Shown as it is until the live one is drawn. */
const PICTURE = /^GET \/avatars\/\w+\/picture/;

let relay: BuiltRelay;
let browser: Browser;
let tracker: TestTracker;
beforeAll(async () => {
  relay = await startBuiltRelay();
  browser = await launchChromium();
  tracker = await startTestTracker(relay.url, Object.assign(createMotion(), { gaze: { x: 0.1, y: 0.02 } }));
}, 240_000);
afterAll(async () => {
  tracker?.close();
  await browser?.close();
  await relay?.close();
});

async function openOverlay(): Promise<{ page: Page; paths: string[] }> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  const paths: string[] = [];
  page.on('request', (request) => paths.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.goto(`${relay.url}/overlay`);
  await page.waitForSelector('body[data-avatar]:not([aria-busy=true])', { timeout: 240_000 });
  return { page, paths };
}

/** The picture under a tracker that holds still. */
async function settled(page: Page): Promise<CanvasPicture> {
  let [last] = await takePictures(page, 1);
  for (let same = 0, attempt = 0; same < 4 && attempt < 80; attempt++) {
    await page.waitForTimeout(100);
    const [next] = await takePictures(page, 1);
    same = difference(last, next) === 0 ? same + 1 : 0;
    last = next;
  }
  return last;
}

test('a kept portrait is drawn to the byte as the imported one, without a model or a worker, and its picture is fetched once, for the still', {
  timeout: 600_000,
}, async () => {
  const first = await openOverlay();
  expect(first.paths.filter((path) => IMPORTING.test(path)).length).toBeGreaterThan(3);
  await expect.poll(() => first.paths.filter((path) => path.startsWith('PUT /analyses/')).length, { timeout: 60_000 }).toBe(1);
  const imported = await settled(first.page);
  await first.page.close();

  const second = await openOverlay();
  expect(second.paths.filter((path) => IMPORTING.test(path) || path.startsWith('PUT'))).toEqual([]);
  expect(second.paths.filter((path) => PICTURE.test(path)).length).toBeLessThanOrEqual(1);
  expect(second.paths.filter((path) => path.startsWith('GET /analyses/'))).toHaveLength(1);
  const kept = await settled(second.page);
  expect(coverage(kept)).toBeGreaterThan(0.2);
  expect(Buffer.compare(kept.data, imported.data)).toBe(0);
  await second.page.close();
});
