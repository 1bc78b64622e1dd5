import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser, Page } from 'playwright-core';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Figure, summarise } from './figures.ts';

const VIEWPORT = { width: 640, height: 360 };
const PRESSES = 60;
const CALLS = 200;
/** Milliseconds between two presses, and between two calls: fewer than the interface allows. */
const PAUSE = 120;
const CALL_PAUSE = 30;
const PATIENCE = 120_000;

declare global {
  interface Window {
    /** Ends of the first repaints after another expression was told; milliseconds since 1970. */
    changed: number[];
    keyed: number[];
  }
}

/** From a key in the panel to the overlay's first changed picture, and how long a call of the HTTP interface takes. */
export async function measureActions(): Promise<Figure[]> {
  const relay = await startBuiltRelay();
  const browsers: Browser[] = [];
  const launch = async (): Promise<Browser> => {
    const browser = await launchChromium();
    browsers.push(browser);
    return browser;
  };
  const panel = await new Promise<Link>((resolve) => {
    const link: Link = createLink({ url: relay.url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve(link) });
  });
  try {
    const overlay = await openOverlay(await launch(), relay);
    const action = { do: 'expression', slot: DEFAULT_SLOT, id: 'joy', op: 'press' } as const;
    await panel.command('hotkey.set', { binding: { id: 'bench', name: '', trigger: { kind: 'key', code: 'F9', modifiers: [] }, action } });
    const keys = await pressKeys(await openPanel(await launch(), relay.url), overlay);
    return [
      summarise('key pressed in the panel to overlay repainted', 'ms', keys, ['min', 'median', 'p95']),
      summarise('call of POST /api/expressions to its answer', 'ms', await call(relay.url), ['min', 'median', 'p95']),
    ];
  } finally {
    panel.close();
    for (const browser of browsers) await browser.close();
    await relay.close();
  }
}

async function openOverlay(browser: Browser, relay: BuiltRelay): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  // No function in here may have a name: the loader would add a call that the page does not know.
  await page.addInitScript(() => {
    window.changed = [];
    let told = false;
    const repaint = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      repaint((time) => {
        callback(time);
        if (told) window.changed.push(performance.timeOrigin + performance.now());
        told = false;
      });
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }) => {
          if (typeof data === 'string' && /"patch".*?"expressions":/.test(data)) told = true;
        });
      }
    };
  });
  await page.goto(`${relay.url}/overlay`);
  await page.waitForSelector('body[data-avatar]', { timeout: PATIENCE });
  return page;
}

async function openPanel(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.route(/\/overlay\?role=preview/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${url}/panel#hotkeys`);
  await page.waitForSelector('.hotkeys li');
  await page.evaluate(() => {
    window.keyed = [];
    addEventListener('keydown', ({ timeStamp }) => window.keyed.push(performance.timeOrigin + timeStamp), { capture: true });
  });
  return page;
}

/** @returns milliseconds from each press to the overlay's first repaint that knows of it */
async function pressKeys(page: Page, overlay: Page): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < PRESSES; i++) {
    await overlay.evaluate(() => void (window.changed.length = 0));
    await page.keyboard.press('F9');
    await overlay.waitForFunction(() => window.changed.length > 0, undefined, { timeout: PATIENCE, polling: 50 });
    const [keyed, changed] = [await page.evaluate(() => window.keyed.at(-1)), await overlay.evaluate(() => window.changed[0])];
    samples.push(changed - (keyed ?? Number.NaN));
    await page.waitForTimeout(PAUSE);
  }
  return samples;
}

async function call(url: string): Promise<number[]> {
  const body = JSON.stringify({ name: 'bench' });
  const made = await fetch(`${url}/api/access/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const { token } = (await made.json()) as { token: string };
  const samples: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now();
    const answer = await fetch(`${url}/api/expressions/joy`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
    await answer.json();
    samples.push(performance.now() - start);
    if (!answer.ok) throw new Error(`the interface answered ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, CALL_PAUSE));
  }
  return samples;
}
