import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type PageServer, serveFiles, servePage } from '../support/page-server.ts';
import { sharedFile } from '../support/shared-data.ts';
import type { FoundFace } from './drawn-page/page.ts';

/** How importing finds a portrait's face, with the real models: drawn faces by their own model, others by the face model. */

const avatar = (file: string): string => fileURLToPath(new URL(`../../config/avatars/${file}`, import.meta.url));
let server: PageServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  server = await servePage('drawn-page');
  browser = await launchChromium();
  page = await browser.newPage();
  await serveFiles(page);
  await page.goto(server.url);
  await page.waitForFunction('window.drawnPage !== undefined', undefined, { timeout: 120_000 });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const find = (file: string): Promise<FoundFace | null> =>
  page.evaluate((url) => window.drawnPage.find(url), `/file${file.split('/').map(encodeURIComponent).join('/')}`);
/** Distance of a landmark from (x, y), pixels. */
const off = ({ landmarks }: FoundFace, p: number, [x, y]: readonly number[]): number =>
  Math.hypot(landmarks[3 * p] - x, landmarks[3 * p + 1] - y);
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

test('a drawn avatar is found where it was drawn', { timeout: 120_000 }, async () => {
  const face = await find(avatar('kasumi/picture.png'));
  expect(face?.drawn).toBe(true);
  const { points } = JSON.parse(readFileSync(avatar('kasumi/landmarks.json'), 'utf8')) as { points: number[][] };
  const eyeWidth = Math.hypot(points[33][0] - points[133][0], points[33][1] - points[133][1]);
  const errors = (ids: readonly number[]) => ids.map((p) => off(face as FoundFace, p, points[p]) / eyeWidth);
  expect(mean(errors([159, 386, 145, 374]))).toBeLessThan(0.06);
  expect(mean(errors([468, 473]))).toBeLessThan(0.05);
  expect(mean(errors([61, 291, 13, 14]))).toBeLessThan(0.12);
  expect(mean(errors([152]))).toBeLessThan(0.12);
});

test('a painted avatar is left to the face model', { timeout: 120_000 }, async () => {
  expect((await find(avatar('rowan/picture.png')))?.drawn).toBe(false);
});

const POINTS = sharedFile('drawn', 'points.json');
describe.skipIf(!POINTS)('on foreign pictures', { timeout: 240_000 }, () => {
  test.each([
    ['p07.png', true],
    ['p08.png', true],
    ['p11.png', true],
    ['p12.png', true],
    ['p15.png', true],
    ['p14.png', false],
  ])('%s is drawn: %s, and its eyes are where people see them', async (name, drawn) => {
    const face = (await find(sharedFile('drawn', name) as string)) as FoundFace;
    expect(face.drawn).toBe(drawn);
    const { points, pictures } = JSON.parse(readFileSync(POINTS as string, 'utf8')) as {
      points: string[];
      pictures: Record<string, (number[] | null)[]>;
    };
    const at = (point: string): number[] => (pictures[name][points.indexOf(point)] ?? [0, 0]).map((v) => (v * face.width) / 100);
    const eyeWidth = Math.hypot(at('eyeRightOuter')[0] - at('eyeRightInner')[0], at('eyeRightOuter')[1] - at('eyeRightInner')[1]);
    const irises = mean([off(face, 468, at('irisLeftCentre')), off(face, 473, at('irisRightCentre'))]);
    expect(irises / eyeWidth).toBeLessThan(0.1);
    // Lids across: how far the heights are off. What is drawn below a lid's outline belongs to the eye as well (see wrapEyes).
    const heights = [
      [159, 'eyeLeftTop'],
      [386, 'eyeRightTop'],
      [145, 'eyeLeftBottom'],
      [374, 'eyeRightBottom'],
    ].map(([p, point]) => Math.abs(face.landmarks[3 * (p as number) + 1] - at(point as string)[1]));
    expect(mean(heights) / eyeWidth).toBeLessThan(0.12);
  });

  test.each(['p01_photo_front.jpg', 'p02_photo_glasses_pout.jpg', 'p04_painting_moustache.png', 'p06_cartoon3d_boy.jpg'])(
    '%s is no drawing',
    async (name) => {
      expect((await find(sharedFile('portraits', name) as string))?.drawn).toBe(false);
    },
  );

  test('line art is a face, coffee is none', async () => {
    expect((await find(sharedFile('portraits', 'p13_lineart_alpha.png') as string))?.drawn).toBe(true);
    expect(await find(sharedFile('portraits', 'p10_no_face_coffee.png') as string)).toBeNull();
  });
});
