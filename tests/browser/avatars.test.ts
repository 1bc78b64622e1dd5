import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenAvatarPage, openAvatarPage } from '../support/avatar-page.ts';

const shipped = readdirSync(fileURLToPath(new URL('../../config/avatars', import.meta.url)));

let avatar: OpenAvatarPage;
beforeAll(async () => {
  avatar = await openAvatarPage();
}, 600_000);
afterAll(() => avatar?.close());

describe.each(shipped)('%s', (id) => {
  test('at rest is its own picture', { timeout: 120_000 }, async () => {
    await avatar.call('show', id, 1200, 1400);
    const { mean, most } = await avatar.call('rest');
    console.log(`${id} at rest: mean difference ${mean.toFixed(3)} levels, 99.9th percentile ${most}`);
    expect(mean).toBeLessThan(2);
    expect(most).toBeLessThan(48);
  });

  test('under the same motion is the same to the byte', { timeout: 60_000 }, async () => {
    await avatar.call('show', id, 300, 350);
    expect(await avatar.call('repeats')).toBe(true);
  });
});
