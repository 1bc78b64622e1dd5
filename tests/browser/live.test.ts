import { createExpression } from '@masque/config/expression';
import { activeExpressions } from '@masque/config/messages';
import { createMotion, decodeMotion, type HeadMotion, type Motion } from '@masque/config/motion-frame';
import type { SentReport, TrackerOrder, TrackerReport } from '@masque/config/reports';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { createHearing, hello, rawSocket } from '../contract/relay-fixture.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { type CameraClip, fakeCamera, filmCameraClip } from '../support/camera-clip.ts';
import { type CanvasPicture, difference, sidewaysShift, takePictures } from '../support/canvas-pictures.ts';
import { launchChromium } from '../support/chromium.ts';
import { type HideablePage, KEEP_BUSY, openHideablePage } from '../support/hideable-page.ts';
import { KNOWN_FRAMES } from '../support/known-motion.ts';
import { sharedPortraits } from '../support/shared-portraits.ts';
import { startTestTracker, type TestTracker } from '../support/test-tracker.ts';

/** A show's evening: pages under a camera that plays a known face, pages that OBS hides and makes anew, a relay that ends. */

const VIEWPORT = { width: 400, height: 320 };
/** Of the known face's frames one in so many is filmed. */
const CLIP_EVERY = 3;
/** Pixels to which pictures are scaled. */
const WIDTH = 200;
const MOUTH = { left: 0.44, top: 0.44, right: 0.56, bottom: 0.52 };
/** Milliseconds in which the known face comes round twice. */
const ROUND = 4000;
/** Milliseconds that a busy machine may take to start a tracker beside a picture. */
const PATIENCE = 240_000;
/** Of `WIDTH`: what the known face moves, and more than idling ever does. */
const MUCH = 4;
const LITTLE = 2;

let clip: CameraClip;
let relay: BuiltRelay;
let browser: Browser;
let panel: Link;
/** Pages of the slot that track, by what the relay says. */
let tracking = 0;
/** Expressions that are on in the slot. */
let expressions: readonly string[] = [];
const trackers: TestTracker[] = [];
const pages: Page[] = [];

beforeAll(async () => {
  clip = await filmCameraClip(CLIP_EVERY);
  relay = await startBuiltRelay((await sharedPortraits()).values());
  browser = await launchChromium(fakeCamera(clip.file), KEEP_BUSY);
  await new Promise<void>((resolve) => {
    panel = createLink({
      url: relay.url,
      role: 'panel',
      slot: DEFAULT_SLOT,
      onSnapshot: () => resolve(),
      onPatch: (_, state) => {
        tracking = state.presence[DEFAULT_SLOT]?.track ?? 0;
        expressions = activeExpressions(state, DEFAULT_SLOT);
      },
    });
  });
  await panel.command('settings.change', { motion: { demo: false } });
  // Now, and not beside a tracker, the portrait is analysed; the relay keeps what comes out.
  await openOverlay();
}, 600_000);
afterEach(async () => {
  for (const tracker of trackers.splice(0)) tracker.close();
  for (const page of pages.splice(0)) await page.close();
});
afterAll(async () => {
  panel?.close();
  await browser?.close();
  await relay?.close();
  clip?.remove();
});

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  pages.push(page);
  await page.goto(`${relay.url}${path}`, { timeout: PATIENCE });
  return page;
}

async function openOverlay(query = ''): Promise<Page> {
  const page = await open(`/overlay${query}`);
  await page.waitForSelector('body[data-avatar]', { timeout: PATIENCE });
  return page;
}

async function drive(head: Partial<HeadMotion>): Promise<TestTracker> {
  const tracker = await startTestTracker(relay.url, turned(head));
  trackers.push(tracker);
  return tracker;
}

function turned(head: Partial<HeadMotion>): Motion {
  const motion = createMotion();
  Object.assign(motion.head, head);
  return motion;
}

/** How far the mouth goes from side to side in as long as the known face takes for a round, pixels of `WIDTH`. */
async function sway(page: Page): Promise<number> {
  const end = Date.now() + ROUND;
  const [first] = await takePictures(page, 1, WIDTH);
  const shifts = [0];
  while (Date.now() < end) {
    const [next] = await takePictures(page, 1, WIDTH);
    shifts.push(sidewaysShift(first, next, MOUTH, 20));
  }
  return Math.max(...shifts) - Math.min(...shifts);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The picture once it rests, under a tracker that holds still. */
async function settled(page: Page | HideablePage): Promise<CanvasPicture> {
  let [last] = await takePictures(page, 1, WIDTH);
  for (let attempt = 0; attempt < 60; attempt++) {
    const [next] = await takePictures(page, 1, WIDTH);
    if (difference(last, next) === 0 && attempt > 8) return next;
    last = next;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the picture does not come to rest under a motion that does not change');
}

describe('a live show', { timeout: 600_000 }, () => {
  test('an overlay that is granted a camera tracks by itself, and needs no motion from the relay', async () => {
    const page = await openOverlay('?camera=on');
    await expect.poll(() => sway(page), { timeout: PATIENCE }).toBeGreaterThan(MUCH);
    expect(tracking).toBe(0);
    // It would not even listen.
    await drive({});
    await expect.poll(() => sway(page), { timeout: PATIENCE }).toBeGreaterThan(MUCH);
  });

  test('tracker page and overlay come back by themselves when the relay does; the avatar idles meanwhile', async () => {
    const page = await openOverlay();
    await expect.poll(() => sway(page), { timeout: PATIENCE }).toBeLessThan(LITTLE);
    await open('/tracker');
    await expect.poll(() => sway(page), { timeout: PATIENCE }).toBeGreaterThan(MUCH);
    await page.bringToFront();
    await relay.restart(async () => {
      // The first round may still hold the way from the tracked pose.
      await expect.poll(() => sway(page), { timeout: PATIENCE }).toBeLessThan(LITTLE);
      const pictures = await takePictures(page, 12, WIDTH);
      expect(pictures.some((picture) => difference(pictures[0], picture) > 0)).toBe(true);
    });
    await expect.poll(() => sway(page), { timeout: PATIENCE }).toBeGreaterThan(MUCH);
  });

  test('an overlay that OBS makes anew shows what the one before did, from one snapshot', async () => {
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'kasumi' });
    await panel.command('settings.change', { motion: { mirror: false, strength: 0.8 } });
    await drive({ yaw: 12, roll: 5 });
    const first = await openOverlay();
    const before = await settled(first);
    await first.close();
    const second = await openOverlay();
    expect(await second.getAttribute('body', 'data-avatar')).toBe('kasumi');
    expect(difference(before, await settled(second))).toBe(0);
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'rowan' });
    await panel.command('settings.change', { motion: { mirror: true, strength: 1 } });
  });

  test('an overlay that was hidden shows what is now, without having drawn meanwhile', async () => {
    const tracker = await drive({ yaw: -12 });
    const page = await openHideablePage(browser, `${relay.url}/overlay`);
    await expect.poll(() => page.evaluate('document.body?.dataset.avatar'), { timeout: PATIENCE }).toBe('rowan');
    const before = await settled(page);
    await page.evaluate('window.repaints = 0; (function count() { window.repaints++; requestAnimationFrame(count); })()');
    await page.hide();
    await expect.poll(() => page.evaluate('document.visibilityState')).toBe('hidden');
    const repaints = await page.evaluate('window.repaints');
    tracker.motion = turned({ yaw: 12 });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await page.evaluate('window.repaints')).toBe(repaints);
    await page.show();
    expect(sidewaysShift(before, await settled(page), MOUTH, 20)).toBeLessThan(-LITTLE);
  });

  test('the tracker page tells the panels how it is, does what they ask, and calls an expression when its face does', async () => {
    const reports = createHearing<SentReport>();
    const motions = createHearing<Motion>();
    const socket = rawSocket(relay.url, hello({ role: 'panel' }));
    socket.on('report', reports.hear);
    const show = createLink({
      url: relay.url,
      role: 'show',
      slot: DEFAULT_SLOT,
      onMotion: (bytes) => void (bytes && motions.hear(decodeMotion(bytes))),
    });
    onTestFinished(() => show.close());
    const next = async (what: (report: TrackerReport, sent: SentReport) => boolean): Promise<TrackerReport> => {
      const from = reports.all.length;
      const found = (all: SentReport[]) => all.slice(from).find((sent) => sent.report.kind === 'tracker' && what(sent.report, sent));
      return found(await reports.until((all) => found(all) !== undefined))?.report as TrackerReport;
    };
    /** Where the head is on the whole: as many frames as the known face takes to come round. */
    const middle = async (): Promise<[x: number, y: number]> => {
      const from = motions.all.length;
      await motions.until((all) => all.length >= from + KNOWN_FRAMES / CLIP_EVERY);
      const heads = motions.all.slice(from).map(({ head }) => head);
      return [mean(heads.map(({ x }) => x)), mean(heads.map(({ y }) => y))];
    };
    const order = (what: TrackerOrder) => panel.command('tracker.order', { slot: DEFAULT_SLOT, order: what });

    await open('/tracker');
    const running = await next(({ state, score, neutral }) => state === 'running' && score > 0.5 && neutral);
    expect(running.cameras.map(({ id }) => id)).toContain(running.camera);
    expect(running.fps).toBeGreaterThan(0);
    expect(running.delay).toBeGreaterThan(0);
    const before = await middle();
    await order({ do: 'recentre' });
    const after = await middle();
    expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeGreaterThan(0.03);
    await order({ do: 'calibrate' });
    await next(({ neutral }) => !neutral);
    await next(({ neutral }) => neutral);
    await order({ do: 'stop' });
    await next(({ state }, { driving }) => state === 'stopped' && !driving);
    await order({ do: 'start' });
    await next(({ state }, { driving }) => state === 'running' && driving);

    // The known face opens its mouth for a while in every round.
    const gape = createExpression('gape', 'Gape');
    const called = { ...gape, mode: 'hold' as const, trigger: { signal: 'mouth-open' as const, above: 0.15, seconds: 0.1 } };
    await panel.command('expression.set', { expression: called });
    await expect.poll(() => expressions, { timeout: PATIENCE, interval: 20 }).toEqual(['gape']);
    await expect.poll(() => expressions, { timeout: PATIENCE, interval: 20 }).toEqual([]);
    await panel.command('expression.forget', { id: 'gape' });

    // Another tab whose camera is refused says so, and leaves the slot alone.
    const refused = await browser.newPage();
    pages.push(refused);
    await refused.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Permission denied', 'NotAllowedError');
      };
    });
    await refused.goto(`${relay.url}/tracker`);
    await next(({ state, problem }, { driving }) => state === 'problem' && problem.startsWith('The camera is blocked') && !driving);
    await next(({ state }, { driving }) => state === 'running' && driving);
  });
});
