import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser, Page } from 'playwright-core';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { startFakeObs } from '../support/fake-obs.ts';
import { rule } from '../support/scene-rule.ts';
import { type Figure, summarise } from './figures.ts';

/** As OBS shows the overlay, but for the size: software takes its time for a whole screen. */
const VIEWPORT = { width: 640, height: 360 };
const STEPS = 80;
/** Milliseconds between two steps of a drag. */
const STEP_EVERY = 40;
const SWITCHES = 24;
const PATIENCE = 120_000;
const SCENES = { Talk: 'rowan', Play: 'kasumi' } as const;

interface Change {
  what: string;
  /** Milliseconds since 1970. */
  time: number;
}

declare global {
  interface Window {
    /** What the page was told to show, and the end of the first repaint that did. */
    repainted: Change[];
    /** Values that the hand has set, and when. */
    moved: Change[];
  }
}

/** What the panel and OBS ask for, until the overlay shows it. */
export async function measurePanel(): Promise<Figure[]> {
  const relay = await startBuiltRelay();
  const obs = await startFakeObs({ scenes: Object.keys(SCENES) });
  // Of two pages in one window the one behind does not repaint.
  const browsers: Browser[] = [];
  const launch = async (): Promise<Browser> => {
    const browser = await launchChromium();
    browsers.push(browser);
    return browser;
  };
  const panel = await openLink(relay.url);
  try {
    const overlay = await openOverlay(await launch(), relay, panel);
    const drags = await drag(await openMotionTab(await launch(), relay.url), overlay);
    await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
    for (const [scene, avatar] of Object.entries(SCENES)) await panel.command('scene.rule', { rule: rule(scene, { avatar }) });
    const switches = await switchScenes(obs.goTo, overlay);
    return [
      summarise('slider moved to overlay repainted (panel without its preview)', 'ms', drags, ['min', 'median', 'p95']),
      summarise("OBS' event of another scene to its avatar drawn", 'ms', switches, ['min', 'median', 'p95']),
    ];
  } finally {
    panel.close();
    for (const browser of browsers) await browser.close();
    await obs.close();
    await relay.close();
  }
}

function openLink(url: string): Promise<Link> {
  return new Promise((resolve) => {
    const link: Link = createLink({ url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve(link) });
  });
}

/** An overlay whose avatars were all imported before, and that notes when it repaints with another strength or avatar. */
async function openOverlay(browser: Browser, relay: BuiltRelay, panel: Link): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  // No function in here may have a name: the loader would add a call that the page does not know.
  await page.addInitScript(() => {
    window.repainted = [];
    let told = '';
    let shown: string | undefined;
    const repaint = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      repaint((time) => {
        callback(time);
        const { avatar } = document.body?.dataset ?? {};
        if (told) window.repainted.push({ what: told, time: performance.timeOrigin + performance.now() });
        told = '';
        if (avatar === shown) return;
        shown = avatar;
        // What was asked of WebGL is done once a pixel can be read.
        const gl = document.querySelector('canvas')?.getContext('webgl2');
        gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
        window.repainted.push({ what: String(avatar), time: performance.timeOrigin + performance.now() });
      });
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }) => {
          const strength = typeof data === 'string' && /"patch".*?"strength":([\d.]+)/.exec(data)?.[1];
          if (strength) told = strength;
        });
      }
    };
  });
  await page.goto(`${relay.url}/overlay`);
  for (const avatar of [...Object.values(SCENES), SCENES.Talk]) {
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar });
    await page.waitForSelector(`body[data-avatar=${avatar}]`, { timeout: PATIENCE });
  }
  return page;
}

async function openMotionTab(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.route(/\/overlay\?role=preview/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${url}/panel#motion`);
  await page.getByRole('slider', { name: 'Strength' }).waitFor();
  return page;
}

/** @returns milliseconds from each step of a drag to the overlay's repaint */
async function drag(page: Page, overlay: Page): Promise<number[]> {
  const box = await page.getByRole('slider', { name: 'Strength' }).boundingBox();
  if (!box) throw new Error('the slider of the strength is not to be seen');
  await page.evaluate(() => {
    window.moved = [];
    addEventListener(
      'input',
      ({ target }) => {
        window.moved.push({ what: (target as HTMLInputElement).value, time: performance.timeOrigin + performance.now() });
      },
      { capture: true },
    );
  });
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  for (let i = 1; i <= STEPS; i++) {
    await page.mouse.move(box.x + box.width * (0.5 + (0.45 * i) / STEPS), y);
    await page.waitForTimeout(STEP_EVERY);
  }
  await page.mouse.up();
  await page.waitForTimeout(500);
  const moved = await page.evaluate(() => window.moved);
  const repainted = await overlay.evaluate(() => window.repainted);
  // Where two steps share a repaint, the older one is shown by the newer.
  return moved.map(({ what, time }) => {
    const shown = repainted.find((change) => Number(change.what) >= Number(what) && change.time >= time);
    if (!shown) throw new Error(`the overlay was never told of a strength of ${what}`);
    return shown.time - time;
  });
}

/** @returns milliseconds from each event of OBS to the picture of the scene's avatar */
async function switchScenes(goTo: (scene: string) => void, overlay: Page): Promise<number[]> {
  const samples: number[] = [];
  const scenes = Object.keys(SCENES) as (keyof typeof SCENES)[];
  for (let i = 0; i < SWITCHES; i++) {
    const scene = scenes[(i + 1) % scenes.length];
    await overlay.evaluate(() => void (window.repainted.length = 0));
    const start = performance.timeOrigin + performance.now();
    goTo(scene);
    const shown = await overlay.waitForFunction((avatar) => window.repainted.find(({ what }) => what === avatar), SCENES[scene], {
      timeout: PATIENCE,
      polling: 50,
    });
    samples.push((await shown.evaluate((change) => (change as Change).time)) - start);
    await overlay.waitForTimeout(300);
  }
  return samples;
}
