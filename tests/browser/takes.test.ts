import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import type { RelayState } from '@masque/config/messages';
import { createMotion } from '@masque/config/motion-frame';
import { readTake, secondsOf } from '@masque/config/take';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { SPEECH_RATE, writeWav } from '../support/speech.ts';
import { startTestTracker, type TestTracker } from '../support/test-tracker.ts';
import { watchState } from '../support/watch-state.ts';

/** The panel's takes with a real preview, of which only the script is needed: pictures and models are kept from it. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let relay: BuiltRelay;
let browser: Browser;
let page: Page;
let other: Link;
let state: RelayState;
let tracker: TestTracker;

beforeAll(async () => {
  browser = await launchChromium();
  relay = await startBuiltRelay();
  other = await watchState(relay.url, (next) => void (state = next));
  const motion = createMotion();
  tracker = await startTestTracker(relay.url, motion, {
    next(time) {
      // A word a second.
      motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] = Math.max(0, 0.7 * Math.sin((2 * Math.PI * time) / 1000));
      return motion;
    },
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US', bypassCSP: true });
  context.setDefaultTimeout(120_000);
  await context.route(/\/(avatars|models|analyses)\//, (route) => route.abort());
  page = await context.newPage();
  await page.goto(`${relay.url}/panel#motion`);
  await page.waitForSelector('#takes');
});
afterAll(async () => {
  tracker?.close();
  other?.close();
  await browser?.close();
  await relay?.close();
});

async function until(what: (state: RelayState) => unknown): Promise<void> {
  await expect.poll(() => Boolean(what(state)), { timeout: 60_000, interval: 20 }).toBe(true);
}

describe('a take in the panel', () => {
  test('is recorded, and plays in the preview until it is stopped', async () => {
    await page.click('role=button[name="Record"]');
    await until(({ recording }) => recording.main);
    await page.waitForSelector('role=timer');
    await expect.poll(() => Date.now() - state.recording.main, { timeout: 60_000 }).toBeGreaterThan(2500);
    await page.click('role=button[name="Stop and keep"]');
    await until(({ takes }) => takes.length === 1);
    await page.waitForSelector('.takes li:has-text("Take 1")');
    const fetched = page.waitForResponse(/\/api\/takes\/take-1$/);
    await page.click('role=button[name="Loop: Take 1"]');
    expect((await fetched).ok()).toBe(true);
    await until(({ playing }) => playing.main?.take === 'take-1' && playing.main.loop);
    await page.click('role=button[name="Stop: Take 1"]');
    await until(({ playing }) => playing.main === undefined);
  });

  test('is renamed, exported whole, deleted and brought back', async () => {
    await page.click('role=button[name="Rename: Take 1"]');
    await page.fill('.takes input[name="name"]', 'Chatter');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.takes li:has-text("Chatter")');
    const download = page.waitForEvent('download');
    await page.click('role=link[name="Export: Chatter"]');
    const file = await (await download).path();
    const take = readTake(readFileSync(file, 'utf8'));
    expect(take.name).toBe('Chatter');
    expect(secondsOf(take)).toBeGreaterThan(1);
    await page.click('role=button[name="Delete: Chatter"]');
    await page.waitForSelector('.said:has-text("Chatter was deleted")');
    await until(({ takes }) => takes.length === 0);
    await page.click('.said >> role=button[name="Undo"]');
    await page.waitForSelector('.takes li:has-text("Chatter")');
  });

  test('that is damaged or of a newer version is refused in words, and the others stay', async () => {
    const whole = await (await fetch(`${relay.url}/api/takes/take-1`)).text();
    const files = [
      ['cut.json', whole.slice(0, whole.length / 2), 'cut short'],
      ['new.json', whole.replace('"version":1', '"version":2'), 'version 2'],
    ];
    for (const [name, text, reason] of files) {
      const file = path.join(relay.dataDir, name);
      writeFileSync(file, text);
      await page.setInputFiles('section:has(#takes) .file input', file);
      await page.waitForSelector(`.messages .warning:has-text("${reason}")`);
    }
    expect(state.takes.map(({ name }) => name)).toEqual(['Chatter']);
  });

  test('is brought into the time of a sound', async () => {
    const word = (at: number) => (time: number) => Math.exp(-(((time - at) / 0.12) ** 2));
    const words = [0.4, 1.7, 3.2].map(word);
    const sound = Float32Array.from({ length: 4 * SPEECH_RATE }, (_, i) => {
      const time = i / SPEECH_RATE;
      return 0.5 * words.reduce((sum, loud) => sum + loud(time), 0) * Math.sin(2 * Math.PI * 200 * time);
    });
    const file = path.join(relay.dataDir, 'words.wav');
    writeWav(file, sound);
    await page.click('summary:has-text("Match the timing")');
    await page.setInputFiles('.warp input[type="file"]', file);
    await page.click('role=button[name="Make the new take"]');
    await until(({ takes }) => takes.length === 2);
    const made = state.takes.find(({ name }) => name === 'Chatter, retimed');
    expect(made?.seconds).toBeGreaterThan(3.8);
    expect(made?.seconds).toBeLessThan(4.1);
  });

  test('leaves no barrier on the tab, wide or as a dock', async () => {
    await page.evaluate(AXE);
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 720 });
      const { violations } = (await page.evaluate("axe.run('#tab-panel')")) as AxeResults;
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      if (process.env.SHOTS) {
        await page.locator('#takes').scrollIntoViewIfNeeded();
        await page.screenshot({ path: `${process.env.SHOTS}/takes-${width}.png` });
      }
    }
  });
});
