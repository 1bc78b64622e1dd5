import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RelayState } from '@masque/config/messages';
import { strToU8, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import {
  bomb,
  deepPng,
  encodeStill,
  hugePng,
  movingGif,
  movingWebp,
  type Pixels,
  readPixels,
  turnLeft,
  withOrientation,
} from '../support/hostile-pictures.ts';
import { sharedFile } from '../support/shared-data.ts';
import { watchState } from '../support/watch-state.ts';

/** Pictures and archives of every bad kind, dropped into the panel as built, with its real preview. */

/** Small, so that each is looked at quickly; large enough for a face to be found. */
const WIDTH = 300;
const PATIENCE = 240_000;

let relay: BuiltRelay;
let browser: Browser;
let page: Page;
let panel: Link;
let state: RelayState;
/** Rowan over white. */
let face: Pixels;
const pageErrors: string[] = [];

beforeAll(async () => {
  relay = await startBuiltRelay();
  browser = await launchChromium();
  panel = await watchState(relay.url, (next) => void (state = next));
  const context = await browser.newContext({ viewport: { width: 640, height: 480 } });
  context.setDefaultTimeout(PATIENCE);
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await page.goto(`${relay.url}/panel#avatars`);
  await page.frameLocator('.preview iframe').locator('body[data-avatar]').waitFor();
  face = await readPixels(page, `${relay.url}/avatars/rowan/picture.png`, WIDTH);
});
afterAll(async () => {
  panel?.close();
  await browser?.close();
  await relay?.close();
});

async function drop(name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    async ([file, base64]) => {
      const content = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }));
      // The page has said by then that it is looking at the file.
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  await page.waitForSelector('#tab-panel section[aria-busy=false]');
}

/** What is said after a drop; the library stays as it was. */
async function refusalOf(name: string, bytes: Uint8Array): Promise<string> {
  const before = JSON.stringify([state.avatars, state.settings.live]);
  await drop(name, bytes);
  const said = await page.locator('#tab-panel [role=alert] .warning').textContent();
  expect(JSON.stringify([state.avatars, state.settings.live])).toBe(before);
  return said ?? '';
}

/** The picture of the avatar that a file became, and what was said. */
async function takenFrom(name: string, bytes: Uint8Array): Promise<{ picture: Pixels; said: string }> {
  const before = state.avatars.length;
  await drop(name, bytes);
  expect(await page.locator('#tab-panel [role=alert] .warning').allTextContents()).toEqual([]);
  await expect.poll(() => state.avatars.length, { timeout: PATIENCE }).toBe(before + 1);
  const said = (await page.locator('#tab-panel section [role=status]').first().textContent()) ?? '';
  const { live } = state.settings;
  const picture = await readPixels(page, `${relay.url}/avatars/${live.main}/picture.png`, WIDTH);
  await panel.command('avatar.show', { slot: 'main', avatar: 'rowan' });
  await panel.command('avatar.delete', { avatar: live.main });
  return { picture, said };
}

/** Mean difference of two pictures of one size, levels. */
function differenceOf(a: Pixels, b: Pixels): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / a.data.length;
}

const shared = (file: string): Buffer | null => {
  const found = sharedFile('hostile', file);
  return found === null ? null : readFileSync(found);
};

describe('dropped into the panel', { timeout: PATIENCE }, () => {
  test.each<[string, string, () => Uint8Array, RegExp]>([
    ['40000 x 40000 pixels', 'huge.png', hugePng, /^huge\.png is too large \(40000x40000\)/],
    [
      'an SVG with a script',
      'face.svg',
      () =>
        shared('x07_script.svg') ??
        strToU8('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script></svg>'),
      /^face\.svg is an SVG drawing: export it as PNG/,
    ],
    [
      'a HEIC photo',
      'IMG_0042.HEIC',
      () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(500)]),
      /^IMG_0042\.HEIC is a HEIC or AVIF picture.*save it as JPEG or PNG/,
    ],
    [
      'a text',
      'notes.png',
      () => strToU8('not a picture at all, only words that go on for a while'),
      /^notes\.png is no picture that can be used/,
    ],
    ['nothing', 'empty.png', () => new Uint8Array(), /^empty\.png is no picture that can be used/],
    [
      'a truncated PNG',
      'half.png',
      () => shared('x01_truncated.png') ?? readFileSync(path.resolve('config/avatars/rowan/picture.png')).subarray(0, 800_000),
      /^half\.png is damaged, or not all of it is there/,
    ],
    [
      'a picture without a face',
      'grey.png',
      () => deepPng({ width: 200, height: 200, data: new Uint8Array(4 * 200 * 200).fill(128) }),
      /^No face was found in grey\.png/,
    ],
    [
      'an archive with a path that leads out',
      'evil.masque',
      () => zipSync({ '../../evil.png': strToU8('x') }),
      /^This archive cannot be used: it holds "\.\.\/\.\.\/evil\.png", which no avatar has/,
    ],
    ['an archive that is a bomb', 'bomb.zip', bomb, /it holds more than an avatar can be/],
  ])('%s is refused, in words that help', async (_, name, make, message) => {
    expect(await refusalOf(name, make())).toMatch(message);
  });

  test('a truncated JPEG is refused too', async () => {
    const jpeg = await encodeStill(page, face, 'image/jpeg');
    expect(await refusalOf('cut.jpg', jpeg.subarray(0, jpeg.length / 2))).toMatch(/^cut\.jpg is damaged, or not all of it is there/);
  });

  test('a JPEG that EXIF turns stands upright', async () => {
    const jpeg = withOrientation(await encodeStill(page, turnLeft(face), 'image/jpeg'), 6);
    const { picture, said } = await takenFrom('phone.jpg', jpeg);
    expect(differenceOf(picture, face)).toBeLessThan(4);
    expect(said).not.toContain('moves');
  });

  test('a PNG of 16 bits keeps its colours', async () => {
    const { picture } = await takenFrom('deep.png', deepPng(face));
    expect(differenceOf(picture, face)).toBeLessThan(1);
  });

  test.each<[string, string, () => Promise<Buffer>, number]>([
    ['GIF', 'wave.gif', async () => movingGif(face), 14],
    [
      'WebP',
      'wave.webp',
      async () => {
        const blank = { ...face, data: new Uint8Array(face.data.length).fill(255) };
        return movingWebp([await encodeStill(page, face, 'image/webp'), await encodeStill(page, blank, 'image/webp')], face);
      },
      5,
    ],
  ])('of a %s that moves the first picture is taken, and that is said', async (_, name, make, most) => {
    const { picture, said } = await takenFrom(name, await make());
    expect(said).toContain(`${name} moves; its first picture was taken.`);
    expect(differenceOf(picture, face)).toBeLessThan(most);
  });

  test.skipIf(!sharedFile('hostile', 'x06_cmyk_portrait.jpg'))('a CMYK JPEG keeps its colours', async () => {
    const { picture } = await takenFrom('print.jpg', shared('x06_cmyk_portrait.jpg') as Buffer);
    const mean = [0, 1, 2].map(
      (k) => picture.data.filter((_, i) => i % 4 === k).reduce((sum, v) => sum + v, 0) / (picture.data.length / 4),
    );
    // As ImageMagick converts it.
    for (const [k, level] of [122, 104, 46].entries()) expect(Math.abs(mean[k] - level), String(mean)).toBeLessThan(6);
  });

  test('none of it has run, broken the page or sent anybody away', async () => {
    expect(pageErrors).toEqual([]);
    expect(await page.title()).toBe('Masque');
    expect(state.presence.main).toMatchObject({ panel: 2, preview: 1 });
    expect(state.avatars.map(({ id }) => id)).toEqual(['kasumi', 'rowan']);
    expect(await page.getAttribute('.preview iframe', 'src')).toBe('/overlay?role=preview');
  });
});
