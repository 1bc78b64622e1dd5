import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXTREMES } from '../../apps/overlay/src/core/motion/extremes.ts';
import { type OpenAvatarPage, openAvatarPage } from '../support/avatar-page.ts';

/**
 * Our own avatars through all extremes, against pictures that people looked at and approved. Whoever changes how an avatar
 * looks looks at the new pictures and approves them with `npm run approve`.
 */

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const APPROVING = process.env.APPROVE === '1';
const HEIGHT = 220;
/** Most pixels within a square of 16 that may look another way: other machines round otherwise, and the references are lossy. */
const TOLERANCE = 24;

let avatar: OpenAvatarPage;
beforeAll(async () => {
  avatar = await openAvatarPage();
}, 300_000);
afterAll(() => avatar?.close());

describe.each(['rowan', 'kasumi'])('%s', { timeout: 300_000 }, (id) => {
  const reference = here(`references/${id}.webp`);
  const drawnNow = here(`../../.cache/visual/${id}.webp`);

  test('looks as approved in every extreme', async () => {
    const sheet = Buffer.from(await avatar.call('drawExtremes', id, HEIGHT), 'base64');
    if (APPROVING) {
      writeFileSync(reference, sheet);
      console.log(`${reference} is what is compared with from now on: look at it.`);
    }
    mkdirSync(path.dirname(drawnNow), { recursive: true });
    writeFileSync(drawnNow, sheet);
    expect(existsSync(reference), `${reference} is missing: npm run approve makes it`).toBe(true);
    const { fromReference, fromRest } = await avatar.call('compareExtremes', readFileSync(reference).toString('base64'));
    EXTREMES.forEach(({ name }, i) => {
      expect.soft(fromReference[i], `${name}: compare ${drawnNow} with ${reference}`).toBeLessThanOrEqual(TOLERANCE);
    });
    // The measure sees what people see: all but a pressed mouth and the like is clearly not rest.
    expect(fromRest.filter((apart) => apart > TOLERANCE).length).toBeGreaterThan(0.9 * EXTREMES.length);
    console.log(`${id}: at most ${Math.max(...fromReference)} pixels in a square of 16 from its reference`);
  });
});
