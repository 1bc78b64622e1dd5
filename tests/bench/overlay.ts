import { createMotion, encodeMotion, LANDMARK_COUNT } from '@masque/config/motion-frame';
import type { Browser, Page } from 'playwright-core';
import { displacementOf } from '../../apps/overlay/src/core/motion/basis.ts';
import { startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { KNOWN_FPS, KNOWN_FRAMES, knownMotion } from '../support/known-motion.ts';
import { startTestTracker } from '../support/test-tracker.ts';
import { type Figure, single, summarise } from './figures.ts';
import { addProbe, clearProbe, type ProbeReading, readProbe } from './page-probe.ts';
import { traceRepaints } from './trace-repaints.ts';

const VIEWPORT = { width: 640, height: 360 };
const REPAINTS = 300;
/** Milliseconds between looks at the page; looks at every repaint would be measured with it. */
const POLLING = 200;

/** @param keeps the portrait is new: wait until it is left with the relay */
async function openOverlay(browser: Browser, url: string, keeps = false): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  const kept = keeps ? page.waitForResponse((response) => response.request().method() === 'PUT', { timeout: 120_000 }) : null;
  await addProbe(page);
  await page.goto(`${url}/overlay`);
  await page.waitForFunction(() => window.probe.firstPicture !== null, undefined, { timeout: 120_000, polling: POLLING });
  await kept;
  return page;
}

async function until(page: Page, kind: 'scripts' | 'latencies', count: number): Promise<void> {
  await page.waitForFunction(([k, n]) => window.probe[k].length >= n, [kind, count] as const, { timeout: 240_000, polling: POLLING });
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}

/** The page that OBS loads: how soon it shows its avatar, and what a repaint costs it under sixty motion frames a second. */
export async function measureOverlay(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const relay = await startBuiltRelay();
  const browser = await launchChromium();
  try {
    const cold = await openOverlay(browser, relay.url, true);
    const first = await readProbe(cold);
    figures.push(
      single('page load to first picture (still), portrait not yet imported', 'ms', first.firstStill ?? Number.NaN),
      single('page load to first live picture, portrait not yet imported', 'ms', first.firstPicture ?? Number.NaN),
    );
    await cold.close();
    const warm: ProbeReading[] = [];
    for (let i = 0; i < 3; i++) {
      const page = await openOverlay(browser, relay.url);
      warm.push(await readProbe(page));
      await page.close();
    }
    const stills = warm.map(({ firstStill }) => firstStill ?? Number.NaN);
    const lives = warm.map(({ firstPicture }) => firstPicture ?? Number.NaN);
    figures.push(
      summarise('page load to first picture (still), portrait kept by the relay', 'ms', stills, ['min', 'median']),
      summarise('page load to first live picture, portrait kept by the relay', 'ms', lives, ['min', 'median']),
    );
    const page = await openOverlay(browser, relay.url);
    for (const form of ['sparse', 'dense'] as const) {
      const tracker = await startTestTracker(relay.url, createMotion(), {
        interval: 1000 / 60,
        dense: form === 'dense',
        next: (time) => {
          const motion = knownMotion(Math.round((time * KNOWN_FPS) / 1000));
          if (form === 'dense') motion.dense = displacementOf(motion, new Float32Array(3 * LANDMARK_COUNT));
          return motion;
        },
      });
      await page.waitForTimeout(3000);
      await clearProbe(page);
      const cpu = await traceRepaints(page, () => until(page, 'scripts', REPAINTS));
      const what = `overlay script a repaint, 60 Hz ${form} motion`;
      figures.push(
        summarise(`${what}, by the clock`, 'ms', (await readProbe(page)).scripts, ['min', 'median', 'p99']),
        summarise(`${what}, on its core`, 'ms', cpu, ['min', 'median', 'p99']),
      );
      tracker.close();
    }
    figures.push(single('overlay page script heap, after collection', 'MB', await heapOf(page)));
  } finally {
    await browser.close();
    await relay.close();
  }
  const motion = knownMotion(40);
  figures.push(single('sparse motion frame', 'bytes', encodeMotion(motion, { dense: false }).length));
  motion.dense = displacementOf(motion, new Float32Array(3 * LANDMARK_COUNT));
  figures.push(single('dense motion frame', 'bytes', encodeMotion(motion, { dense: true }).length));
  return figures;
}

/**
 * From camera to picture: the tracker page follows a fake camera, the overlay draws, both in one browser. A motion frame carries
 * the time at which its camera frame was taken; the latency ends with the script of the first repaint that had the frame.
 * @param clip an .mjpeg of 640 x 360 pixels
 */
export async function measureLatency(clip: string): Promise<Figure[]> {
  const relay = await startBuiltRelay();
  const browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]);
  try {
    const page = await openOverlay(browser, relay.url);
    const trackerPage = await browser.newPage();
    await trackerPage.goto(`${relay.url}/tracker`);
    // The page behind repaints no more; the tracker is made to work there.
    await page.bringToFront();
    await until(page, 'latencies', 60);
    await clearProbe(page);
    const start = Date.now();
    await until(page, 'latencies', KNOWN_FRAMES);
    const rate = (1000 * KNOWN_FRAMES) / (Date.now() - start);
    return [
      summarise('camera frame to drawn, tracker page and relay, 640x360', 'ms', (await readProbe(page)).latencies, [
        'min',
        'median',
        'p95',
      ]),
      single('  motion frames drawn a second meanwhile', 'Hz', rate),
      single('tracker page script heap (without its worker)', 'MB', await heapOf(trackerPage)),
    ];
  } finally {
    await browser.close();
    await relay.close();
  }
}
