import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, type HeadMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fillControlPoints } from '../../apps/overlay/src/core/motion/basis.ts';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { cornerAlphas, coverage, difference, sidewaysShift, takePictures } from '../support/canvas-pictures.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedPortraits } from '../support/shared-portraits.ts';
import { startTestTracker, type TestTracker } from '../support/test-tracker.ts';

/** The page that OBS loads, as built, with a real relay and trackers without a camera. */

/** Wider than the picture, so that all four corners are outside of it. */
const VIEWPORT = { width: 400, height: 320 };
/** Parts of the page: Rowan's picture (1200 x 1400) stands in its middle. */
const MOUTH = { left: 0.44, top: 0.44, right: 0.56, bottom: 0.52 };
const TEMPLE = { left: 0.55, top: 0.2, right: 0.62, bottom: 0.32 };
const HAIR = { left: 0.42, top: 0.07, right: 0.58, bottom: 0.15 };

let relay: BuiltRelay;
let browser: Browser;
let panel: Link;
/** One page for all: it must bear whatever comes in one evening. */
let page: Page;
const trackers: TestTracker[] = [];

beforeAll(async () => {
  relay = await startBuiltRelay((await sharedPortraits()).values());
  browser = await launchChromium();
  await new Promise<void>((resolve) => {
    panel = createLink({ url: relay.url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve() });
  });
  page = await openOverlay();
}, 600_000);
afterEach(() => {
  for (const tracker of trackers.splice(0)) tracker.close();
});
afterAll(async () => {
  panel?.close();
  await browser?.close();
  await relay?.close();
});

async function openOverlay(options: BrowserContextOptions = {}): Promise<Page> {
  const opened = await browser.newPage({ viewport: VIEWPORT, ...options });
  await opened.goto(`${relay.url}/overlay`);
  await opened.waitForSelector('body[data-avatar]', { timeout: 120_000 });
  return opened;
}

function motionOf(head: Partial<HeadMotion>, shapes: Partial<Record<Blendshape, number>> = {}): Motion {
  const motion = createMotion();
  Object.assign(motion.head, head);
  for (const [name, value] of Object.entries(shapes)) motion.blendshapes[BLENDSHAPE_INDEX[name as Blendshape]] = value;
  return fillControlPoints(motion);
}

async function drive(motion: Motion): Promise<TestTracker> {
  const tracker = await startTestTracker(relay.url, motion);
  trackers.push(tracker);
  return tracker;
}

/** The picture once it has come to rest under a tracker that holds still. */
async function settled(page: Page) {
  let [last] = await takePictures(page, 1);
  for (let attempt = 0; attempt < 60; attempt++) {
    const [next] = await takePictures(page, 1);
    if (difference(last, next) === 0 && attempt > 8) return next;
    last = next;
    await page.waitForTimeout(100);
  }
  throw new Error('the picture does not come to rest under a motion that does not change');
}

describe('the overlay page', { timeout: 180_000 }, () => {
  test('without a tracker the demo moves the avatar on a transparent page', async () => {
    const [first] = await takePictures(page, 1);
    await page.waitForTimeout(1500);
    const [second] = await takePictures(page, 1);
    expect(coverage(first)).toBeGreaterThan(0.3);
    expect(cornerAlphas(first)).toEqual([0, 0, 0, 0]);
    expect(difference(first, second)).toBeGreaterThan(0.05);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
  });

  test('a tracker moves what it should: the jaw the mouth, the head the face, mirrored', async () => {
    const tracker = await drive(motionOf({}));
    const rest = await settled(page);
    tracker.motion = motionOf({}, { jawOpen: 0.8 });
    const open = await settled(page);
    expect(difference(rest, open, MOUTH)).toBeGreaterThan(8);
    expect(difference(rest, open, HAIR)).toBeLessThan(1);
    tracker.motion = motionOf({ yaw: 15 });
    const turned = await settled(page);
    expect(sidewaysShift(rest, turned, MOUTH, 20)).toBeLessThan(-2);
    tracker.motion = motionOf({ yaw: -15 });
    expect(sidewaysShift(rest, await settled(page), MOUTH, 20)).toBeGreaterThan(2);
  });

  test('when the tracker leaves, the avatar idles on: at once, without a jump, without freezing', async () => {
    const tracker = await drive(motionOf({ yaw: 18, roll: 8 }, { jawOpen: 0.8 }));
    const held = await settled(page);
    const filming = takePictures(page, 90, VIEWPORT.width / 2);
    await page.waitForTimeout(300);
    tracker.close();
    const left = Date.now();
    const film = await filming;
    const steps = film.slice(1).map((picture, i) => difference(film[i], picture));
    const whole = difference(film[0], film[film.length - 1]);
    expect(whole).toBeGreaterThan(2);
    expect(held.width).toBe(VIEWPORT.width);
    // Whichever picture was the first to be drawn half a second after, it was on its way.
    const late = film.find(({ time }) => time > left + 500);
    expect(late && difference(film[0], late)).toBeGreaterThan(0.2 * whole);
    // No picture goes half the way at once, but where a busy machine drew none for a good part of the half second that it takes.
    steps.forEach((step, i) => {
      const share = (film[i + 1].time - film[i].time) / 500;
      expect(step).toBeLessThan(Math.max(0.5, 4 * share) * whole);
    });
    const idling = film.flatMap(({ time }, i) => (i > 0 && time > left + 500 ? [steps[i - 1]] : []));
    expect(idling.length).toBeGreaterThan(5);
    expect(idling.filter((step) => step > 0).length).toBeGreaterThan(0.8 * idling.length);
  });

  test('another avatar is shown by command', async () => {
    await drive(motionOf({}));
    const rowan = await settled(page);
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'kasumi' });
    await page.waitForSelector('body[data-avatar=kasumi]', { timeout: 60_000 });
    expect(difference(rowan, await settled(page))).toBeGreaterThan(10);
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'rowan' });
    await page.waitForSelector('body[data-avatar=rowan]', { timeout: 60_000 });
    expect(difference(rowan, await settled(page))).toBe(0);
  });

  test('an expression changes the face, and what is drawn on it; once it is off, the picture is what it was', async () => {
    const express = (id: string, op: 'press' | 'off') => panel.command('expression', { slot: DEFAULT_SLOT, id, op });
    await drive(motionOf({ yaw: 3 }));
    const rest = await settled(page);
    await express('joy', 'press');
    const joy = await settled(page);
    expect(difference(rest, joy, MOUTH)).toBeGreaterThan(3);
    expect(difference(rest, joy, HAIR)).toBeLessThan(1);
    await express('joy', 'off');
    expect(difference(rest, await settled(page))).toBe(0);
    // The mark of anger throbs, so the picture does not come to rest.
    await express('anger', 'press');
    await expect.poll(async () => difference(rest, (await takePictures(page, 1))[0], TEMPLE), { timeout: 30_000 }).toBeGreaterThan(5);
    await express('anger', 'off');
    expect(difference(rest, await settled(page))).toBe(0);
  });

  test('a damaged avatar says so, and the one before stays', async () => {
    const folder = path.join(relay.dataDir, 'avatars', 'broken');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'avatar.json'), JSON.stringify({ version: 1, id: 'broken', name: 'Broken', picture: 'picture.png' }));
    writeFileSync(path.join(folder, 'picture.png'), 'no picture at all');
    await panel.command('avatars.reload', {});
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'broken' });
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('cannot be shown'));
    expect(await page.textContent('[role=status]')).toContain('Broken cannot be shown: picture.png');
    expect(await page.getAttribute('body', 'data-avatar')).toBe('rowan');
    const [first, ...more] = await takePictures(page, 12);
    expect(coverage(first)).toBeGreaterThan(0.3);
    expect(more.some((picture) => difference(first, picture) > 0)).toBe(true);
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'rowan' });
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '');
  });

  test('a lost WebGL context is restored with the same picture', async () => {
    await drive(motionOf({ yaw: 5 }));
    const before = await settled(page);
    await page.evaluate(async () => {
      const gl = document.querySelector('canvas')?.getContext('webgl2');
      const extension = gl?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      await new Promise((resolve) => setTimeout(resolve, 300));
      extension?.restoreContext();
    });
    const after = await settled(page);
    expect(coverage(after)).toBeGreaterThan(0.3);
    expect(difference(before, after)).toBeLessThan(0.1);
  });

  test('the canvas follows the page, and its pixels the screen', async () => {
    const fine = await openOverlay({ deviceScaleFactor: 2 });
    const [sharp] = await takePictures(fine, 1);
    expect([sharp.width, sharp.height]).toEqual([2 * VIEWPORT.width, 2 * VIEWPORT.height]);
    await fine.setViewportSize({ width: 200, height: 500 });
    await fine.waitForFunction(() => document.querySelector('canvas')?.width === 400);
    const [tall] = await takePictures(fine, 1);
    expect([tall.width, tall.height]).toEqual([400, 1000]);
    expect(cornerAlphas(tall).slice(0, 2)).toEqual([0, 0]);
    expect(coverage(tall)).toBeGreaterThan(0.15);
    const box = await fine.evaluate(() => document.querySelector('canvas')?.getBoundingClientRect().toJSON());
    expect(box).toMatchObject({ x: 0, y: 0, width: 200, height: 500 });
    await fine.close();
  });

  test('after a restart of the relay the page follows again', async () => {
    const tracker = await drive(motionOf({}));
    const rest = await settled(page);
    tracker.close();
    await relay.restart(async () => {
      const [first, ...more] = await takePictures(page, 12);
      expect(more.some((picture) => difference(first, picture) > 0)).toBe(true);
    });
    await drive(motionOf({}, { jawOpen: 0.8 }));
    await expect.poll(async () => difference(rest, (await takePictures(page, 1))[0], MOUTH), { timeout: 30_000 }).toBeGreaterThan(8);
  });
});
