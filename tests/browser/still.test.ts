import { DEFAULT_PLACEMENT } from '@masque/config/look';
import { createMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { coverage, difference, takeScreen } from '../support/canvas-pictures.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedPortraits } from '../support/shared-portraits.ts';
import { startTestTracker, type TestTracker } from '../support/test-tracker.ts';

/** The picture that a page shows before its renderer is there, against the live one under a motion that is none. */

const VIEWPORT = { width: 400, height: 320 };
/** Milliseconds that a busy machine may take. */
const PATIENCE = 240_000;
const LOOKS = {
  'as it comes': { placement: DEFAULT_PLACEMENT, background: { kind: 'picture' } },
  'placed, turned and flipped': {
    placement: { x: 0.12, y: 0.05, size: 0.8, rotation: 25, flip: true },
    background: { kind: 'transparent' },
  },
} as const;

let relay: BuiltRelay;
let browser: Browser;
let panel: Link;
let tracker: TestTracker;
let page: Page;
beforeAll(async () => {
  relay = await startBuiltRelay((await sharedPortraits()).values());
  browser = await launchChromium();
  await new Promise<void>((resolve) => {
    panel = createLink({ url: relay.url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve() });
  });
  tracker = await startTestTracker(relay.url, createMotion());
}, 600_000);
afterEach(() => page?.close());
afterAll(async () => {
  tracker?.close();
  panel?.close();
  await browser?.close();
  await relay?.close();
});

/** Opens the overlay without its renderer. @returns what lets the renderer come */
async function openStill(): Promise<() => void> {
  page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(() => {
    const remove = HTMLImageElement.prototype.remove;
    HTMLImageElement.prototype.remove = function () {
      const canvas = document.querySelector('canvas') as HTMLCanvasElement;
      const context = new OffscreenCanvas(40, 32).getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(canvas, 0, 0, 40, 32);
      const { data } = context.getImageData(0, 0, 40, 32);
      document.body.dataset.drawnBeneath = `${data.filter((value, i) => i % 4 === 3 && value > 0).length / (40 * 32)}`;
      remove.call(this);
    };
  });
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/create-stage-*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${relay.url}/overlay`, { timeout: PATIENCE });
  return release;
}

const stillIs = (visibility: 'visible' | 'hidden') =>
  page.waitForFunction(
    `document.querySelector('img')?.style.transform && document.querySelector('img').style.visibility === '${visibility}'`,
  );

describe('the still picture', { timeout: 2 * PATIENCE }, () => {
  test.each(Object.entries(LOOKS))('stands where the live one will, %s, and leaves when that is drawn', async (_, look) => {
    await panel.command('avatar.look', { avatar: 'rowan', change: look });
    const release = await openStill();
    await stillIs('visible');
    const still = await takeScreen(page);
    expect(coverage(still)).toBeGreaterThan(0.15);
    release();
    await page.waitForSelector('img', { state: 'detached', timeout: PATIENCE });
    expect(Number(await page.getAttribute('body', 'data-drawn-beneath'))).toBeGreaterThan(0.15);
    // Once the first moments have led from rest to the tracker, whose face rests too.
    await expect.poll(async () => difference(still, await takeScreen(page)), { timeout: PATIENCE }).toBeLessThan(1.5);
  });

  test('is not seen where the avatar is hidden', async () => {
    await panel.command('scene.rule', { rule: { scene: 'Break', slot: DEFAULT_SLOT, avatar: null, placement: null, visible: false } });
    await panel.command('scene.seen', { scene: 'Break' });
    await openStill();
    await stillIs('hidden');
    expect(coverage(await takeScreen(page))).toBe(0);
  });
});
