import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenTrackerPage, openTrackerPage } from '../support/tracker-page.ts';

const picture = fileURLToPath(new URL('../../config/avatars/rowan/picture.png', import.meta.url));
/** Enough for the tracker to look around twice. */
const FRAMES = 75;

let tracker: OpenTrackerPage;
beforeAll(async () => {
  tracker = await openTrackerPage();
}, 120_000);
afterAll(() => tracker?.close());

describe('two people before the camera', { timeout: 240_000 }, () => {
  test('with one face watched, whoever was there first is followed', async () => {
    const followed = await tracker.call('visitor', `/file${picture}`, 1, FRAMES);
    expect(new Set(followed)).toEqual(new Set(['first']));
  });

  test('with more, the one who is nearer takes over, after one frame without anybody, and keeps it', async () => {
    const followed = await tracker.call('visitor', `/file${picture}`, 2, FRAMES);
    const nobody = followed.indexOf(null);
    expect(nobody).toBeGreaterThan(0);
    expect(new Set(followed.slice(0, nobody))).toEqual(new Set(['first']));
    expect(new Set(followed.slice(nobody + 1))).toEqual(new Set(['second']));
  });
});
