import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { LibraryAvatar, RelayState } from '@masque/config/messages';
import type { RigPoints } from '@masque/config/rig-points';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '../../apps/overlay/src/link/create-link.ts';
import { unpack } from '../../apps/overlay/src/portrait/pack.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { kasumiPoints } from '../support/rig-points.ts';
import { sharedPortraits } from '../support/shared-portraits.ts';
import { watchState } from '../support/watch-state.ts';

/** A face is fitted by hand in the panel, and the overlay shows it so: the built pages, with a real relay and a real preview. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const COPY = 'kasumi-2';
const LOWER_LIP = 33;
const CHIN = 42;
/** Inner edge of the lower lip, by Face Mesh. */
const LIP_LANDMARK = 14;

let relay: BuiltRelay;
let browser: Browser;
let link: Link;
let state: RelayState;
let page: Page;

beforeAll(async () => {
  relay = await startBuiltRelay((await sharedPortraits()).values());
  link = await watchState(relay.url, (next) => void (state = next));
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', bypassCSP: true });
  context.setDefaultTimeout(120_000);
  page = await context.newPage();
  await page.goto(`${relay.url}/panel#avatars`);
}, 400_000);
afterAll(async () => {
  link?.close();
  await browser?.close();
  await relay?.close();
});

const copy = (): LibraryAvatar => state.avatars.find(({ id }) => id === COPY) as LibraryAvatar;
const kept = (): RigPoints => JSON.parse(readFileSync(path.join(relay.dataDir, 'avatars', COPY, 'points.json'), 'utf8'));
const until = (what: () => unknown): Promise<void> => expect.poll(() => Boolean(what()), { timeout: 120_000, interval: 50 }).toBe(true);
const grip = (point: number) => page.locator(`.grip[data-point="${point}"]`);

async function drag(point: number, dx: number, dy: number): Promise<void> {
  await grip(point).scrollIntoViewIfNeeded();
  const box = (await grip(point).boundingBox()) as { x: number; y: number; width: number; height: number };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 3 });
  await page.mouse.up();
}

/** Where a page's import has put the copy's lower lip, canonical space; once a page has imported this revision. */
async function importedLip(revision: string | undefined): Promise<number> {
  const analyses = path.join(relay.dataDir, 'analyses');
  const find = () => readdirSync(analyses).find((name) => name.startsWith(`${COPY}.${revision}-`) && !/\.\d+$/.test(name));
  await until(find);
  const bytes = readFileSync(path.join(analyses, find() as string));
  const { rig } = unpack(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) as { rig: { neutral: Float32Array } };
  return rig.neutral[3 * LIP_LANDMARK + 1];
}

test('an avatar that we ship is copied first, and its copy begins with the face that it has', { timeout: 240_000 }, async () => {
  await page.click('role=button[name="Fit: Kasumi"]');
  await page.click('role=button[name="Duplicate and fit"]');
  await page.waitForSelector('role=heading[name="Fit the face of Kasumi 2"]');
  await grip(CHIN).waitFor();
  expect(state.settings.live.main).toBe(COPY);
  expect(await page.locator('.grip').count()).toBe(28);
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run({ exclude: [['iframe']] })")) as AxeResults;
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

test('a point that is dragged is kept with its neighbours, and every picture follows', { timeout: 300_000 }, async () => {
  const before = await importedLip(copy().revision);
  const { points } = kasumiPoints();
  await drag(LOWER_LIP, 0, 25);
  await until(() => copy().points);
  const after = kept();
  expect(after).toMatchObject({ width: 1200, height: 1400 });
  const moves = after.points.map(([, y], p) => y - points[p][1]);
  expect(moves[LOWER_LIP]).toBeGreaterThan(5);
  expect(moves[36]).toBeCloseTo(moves[LOWER_LIP] / 2, 1);
  expect(moves.flatMap((move, p) => (Math.abs(move) > 0.02 ? [p] : []))).toEqual([LOWER_LIP, 36, 37]);
  expect(await importedLip(copy().revision)).not.toBeCloseTo(before, 1);
});

test('arrow keys move what is chosen, which is undone, and all of it is thrown away by fitting again', { timeout: 240_000 }, async () => {
  const from = kept();
  await grip(CHIN).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await until(() => kept().points[CHIN][1] > from.points[CHIN][1] + 10.9);
  expect(kept().points[CHIN][1]).toBeCloseTo(from.points[CHIN][1] + 11, 1);
  await page.click('.rig-tools >> role=button[name="Undo"]');
  await until(() => kept().points[CHIN][1] === from.points[CHIN][1]);
  await page.click('role=button[name="Fit again"]');
  await until(() => !copy().points);
  await page.waitForSelector('text=Placed by whoever made it.');
});
