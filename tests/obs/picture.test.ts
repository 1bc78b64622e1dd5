import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { OBSWebSocket } from 'obs-websocket-js/json';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium, openKiosk } from '../support/chromium.ts';
import { type Pixels, readPixels } from '../support/hostile-pictures.ts';
import { startTestTracker } from '../support/test-tracker.ts';
import { CANVAS, createObs, OBS_INSTALLED, openDisplay, type RealObs } from './start-obs.ts';

/**
 * What a real OBS makes of the overlay's picture. Debian's OBS has no browser source, so the picture comes as a still with alpha,
 * which OBS blends as it does a browser source's, and live from a second display behind a chroma key.
 */

const PASSWORD = 's3cret-for-tests';
const PATIENCE = 240_000;
/** Pixels to which pictures are scaled. */
const WIDTH = 320;
/** Places as shares of the canvas: Rowan stands in its middle. */
const CORNER = [0.03, 0.05] as const;
const CHEEK = [0.53, 0.45] as const;
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];

describe.skipIf(!OBS_INSTALLED)('in a real OBS', { timeout: PATIENCE }, () => {
  let obs: RealObs;
  let relay: BuiltRelay;
  let panel: Link;
  let browser: Browser;
  /** Reads pictures. */
  let reader: Page;
  const client = new OBSWebSocket();
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));

  beforeAll(async () => {
    obs = await createObs(PASSWORD);
    relay = await startBuiltRelay();
    await new Promise<void>((resolve) => {
      panel = createLink({ url: relay.url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve() });
    });
    browser = await launchChromium();
    reader = await browser.newPage();
    await obs.start();
    while (!(await connected())) await sleep(300);
  }, PATIENCE);
  afterAll(async () => {
    await client.disconnect();
    panel?.close();
    await browser?.close();
    await relay?.close();
    await obs?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const connected = (): Promise<boolean> =>
    client.connect(`ws://127.0.0.1:${obs.port}`, PASSWORD).then(
      () => true,
      () => false,
    );

  /** What OBS shows of a scene. */
  async function pictureOf(sourceName: string): Promise<Pixels> {
    const size = { imageWidth: WIDTH, imageHeight: (WIDTH * CANVAS.height) / CANVAS.width };
    const { imageData } = await client.call('GetSourceScreenshot', { sourceName, imageFormat: 'png', ...size });
    return readPixels(reader, imageData, WIDTH);
  }

  test('a still keeps its alpha over the scene behind it', async () => {
    const page = await browser.newPage({ viewport: CANVAS });
    await page.goto(`${relay.url}/overlay`);
    await page.waitForSelector('body[data-avatar]', { timeout: PATIENCE });
    const still = path.join(folder, 'still.png');
    const bytes = await page.screenshot({ omitBackground: true });
    writeFileSync(still, bytes);
    await page.close();
    await client.call('CreateInput', {
      sceneName: 'Live',
      inputName: 'Still',
      inputKind: 'image_source',
      inputSettings: { file: still },
    });
    const over = await readPixels(reader, `data:image/png;base64,${bytes.toString('base64')}`, WIDTH);
    await expect.poll(async () => colourAt(await pictureOf('Live'), CHEEK), { timeout: PATIENCE }).not.toEqual(GREEN);
    const shown = await pictureOf('Live');
    expect(distance(colourAt(shown, CORNER), GREEN)).toBeLessThan(8);
    expect(distance(colourAt(shown, CHEEK), colourAt(over, CHEEK))).toBeLessThan(12);
  });

  test('live behind a chroma key it moves, over the scene behind it', async () => {
    const display = await openDisplay(CANVAS, 1);
    const kiosk = await openKiosk(display.name, `${relay.url}/overlay`, CANVAS);
    onTestFinished(async () => {
      await kiosk.close();
      await display.close();
    });
    await kiosk.pages()[0].waitForSelector('body[data-avatar]', { timeout: PATIENCE });
    await panel.command('avatar.look', { avatar: 'rowan', change: { background: { kind: 'green' } } });
    const tracker = await startTestTracker(relay.url, createMotion());
    onTestFinished(() => tracker.close());
    await client.call('CreateInput', {
      sceneName: 'Ending',
      inputName: 'Window',
      inputKind: 'xshm_input',
      inputSettings: { advanced: true, server: display.name, show_cursor: false },
    });
    await client.call('CreateSourceFilter', {
      sourceName: 'Window',
      filterName: 'Key',
      filterKind: 'chroma_key_filter_v2',
      filterSettings: {},
    });
    // A source is filmed only while its scene is on.
    await client.call('SetCurrentProgramScene', { sceneName: 'Ending' });
    // The avatar is there, and where it is not the scene is.
    await expect
      .poll(
        async () => {
          const shown = await pictureOf('Ending');
          return distance(colourAt(shown, CORNER), BLUE) < 30 && distance(colourAt(shown, CHEEK), BLUE) > 80;
        },
        { timeout: PATIENCE, interval: 500 },
      )
      .toBe(true);
    const before = await pictureOf('Ending');
    tracker.motion.head.yaw = 18;
    await expect.poll(async () => difference(before, await pictureOf('Ending')), { timeout: PATIENCE, interval: 500 }).toBeGreaterThan(0.8);
  });
});

function colourAt({ width, height, data }: Pixels, [x, y]: readonly [number, number]): number[] {
  const at = 4 * (Math.round(y * height) * width + Math.round(x * width));
  return [...data.subarray(at, at + 3)];
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, k) => Math.abs(value - b[k])));
}

function difference(a: Pixels, b: Pixels): number {
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / a.data.length;
}
