import { setTimeout as sleep } from 'node:timers/promises';
import { decodeMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createLink } from '../../apps/overlay/src/link/create-link.ts';
import { startBuiltRelay } from './built-relay.ts';
import { fakeCamera } from './camera-clip.ts';
import { launchChromium } from './chromium.ts';
import { type HideablePage, KEEP_BUSY, openHideablePage } from './hideable-page.ts';

/** What happened a second while the tracker's tab was in front, or hidden by what the browser itself says. */
export interface TabRates {
  visibility: 'visible' | 'hidden';
  /** Motion frames with a face that a relay forwarded. */
  motion: number;
  /** Repaints of the page: a hidden one has none. */
  repaints: number;
  seconds: number;
}

const ROUNDS = 3;
/** Frames of each look, and the milliseconds that it takes at least and at most. */
const FRAMES = 45;
const LEAST = 1000;
const MOST = 15_000;
/** Milliseconds between two glances. */
const GLANCE = 20;
const COUNT_REPAINTS = `
  window.repaints = 0;
  (function count() { window.repaints++; requestAnimationFrame(count); })();`;

/**
 * The tracker page under a fake camera, by turns in front and hidden behind another tab: turns, since a machine's load changes.
 * @param clip an .mjpeg
 */
export async function measureHiddenRate(clip: string): Promise<{ front: TabRates; hidden: TabRates }> {
  const relay = await startBuiltRelay();
  const browser = await launchChromium(fakeCamera(clip), KEEP_BUSY);
  let received = 0;
  const link = createLink({
    url: relay.url,
    role: 'show',
    slot: DEFAULT_SLOT,
    onMotion: (bytes) => {
      if (bytes && decodeMotion(bytes).presence) received++;
    },
  });
  try {
    const page = await openHideablePage(browser, `${relay.url}/tracker`);
    while (received === 0) await sleep(100);
    await page.evaluate(COUNT_REPAINTS);
    const look = async (rates: TabRates): Promise<void> => {
      while ((await page.evaluate('document.visibilityState')) !== rates.visibility) await sleep(GLANCE);
      const before = { motion: received, repaints: await repaintsOf(page), time: performance.now() };
      const elapsed = (): number => performance.now() - before.time;
      while (elapsed() < LEAST || (received < before.motion + FRAMES && elapsed() < MOST)) await sleep(GLANCE);
      rates.motion += received - before.motion;
      rates.seconds += elapsed() / 1000;
      rates.repaints += (await repaintsOf(page)) - before.repaints;
    };
    const front: TabRates = { visibility: 'visible', motion: 0, repaints: 0, seconds: 0 };
    const hidden: TabRates = { ...front, visibility: 'hidden' };
    for (let round = 0; round < ROUNDS; round++) {
      await page.show();
      await look(front);
      await page.hide();
      await look(hidden);
    }
    return { front: aSecond(front), hidden: aSecond(hidden) };
  } finally {
    link.close();
    await browser.close();
    await relay.close();
  }
}

function repaintsOf(page: HideablePage): Promise<number> {
  return page.evaluate('window.repaints');
}

function aSecond({ visibility, motion, repaints, seconds }: TabRates): TabRates {
  return { visibility, motion: motion / seconds, repaints: repaints / seconds, seconds };
}
