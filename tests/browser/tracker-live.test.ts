import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFile } from '../support/shared-data.ts';
import { type OpenTrackerPage, openTrackerPage } from '../support/tracker-page.ts';

const ours = fileURLToPath(new URL('../../config/avatars/rowan/picture.png', import.meta.url));
const picture = sharedFile('portraits', 'p01_photo_front.jpg') ?? ours;
const FRAMES = 45;

let tracker: OpenTrackerPage;
beforeAll(async () => {
  console.log(`live tracker: on ${picture === ours ? 'our avatar, the shared portraits are not here' : 'a shared portrait'}`);
  tracker = await openTrackerPage();
}, 120_000);
afterAll(() => tracker?.close());

test.each([
  ['a stream of its own', true],
  ['frames sent by the page', false],
])('the worker follows a moving face through %s', { timeout: 240_000 }, async (_, trackProcessor) => {
  const { noses, times, searches, stages, dropped, width, height } = await tracker.call('live', `/file${picture}`, FRAMES, trackProcessor);
  console.log(
    `live tracker: median crop ${stages.crop.toFixed(1)} ms, landmarks ${stages.landmarks.toFixed(1)} ms, dropped ${dropped} of ${FRAMES + dropped}`,
  );
  expect([width, height]).toEqual([640, 480]);
  expect(noses.every((nose) => nose !== null)).toBe(true);

  // The picture swings 60 pixels to either side of the middle and stays level.
  const x = noses.map((nose) => nose?.[0] ?? Number.NaN);
  const y = noses.map((nose) => nose?.[1] ?? Number.NaN);
  const middle = (Math.max(...x) + Math.min(...x)) / 2;
  expect((Math.max(...x) - Math.min(...x)) / 2).toBeGreaterThan(50);
  expect((Math.max(...x) - Math.min(...x)) / 2).toBeLessThan(66);
  expect(Math.max(...y) - Math.min(...y)).toBeLessThan(8);
  expect(Math.abs(middle - width / 2)).toBeLessThan(60);

  // The detector is asked while no face is held, at the start and perhaps after a jump; time never goes back.
  expect(searches).toBeLessThan(FRAMES / 10);
  expect(times.every((time, i) => i === 0 || time > times[i - 1])).toBe(true);
});

test('copying and drawing give the same pixels of a frame', { timeout: 60_000 }, async () => {
  expect(await tracker.call('readers', `/file${picture}`)).toBeLessThanOrEqual(1);
});
