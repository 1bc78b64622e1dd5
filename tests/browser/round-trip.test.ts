import { decodeMotion } from '@masque/config/motion-frame';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenAvatarPage, openAvatarPage } from '../support/avatar-page.ts';
import { KNOWN_FRAMES, knownMotion } from '../support/known-motion.ts';
import { agreements, describeAgreements, SIGNALS } from '../support/motion-signals.ts';

/** Our own face, moved by a motion that is known, seen by our own tracker: what comes out is what went in. */

let avatar: OpenAvatarPage;
beforeAll(async () => {
  avatar = await openAvatarPage();
  await avatar.call('show', 'rowan', 480, 560);
}, 240_000);
afterAll(() => avatar?.close());

describe('frame by frame', () => {
  test('every signal comes back', { timeout: 300_000 }, async () => {
    const given = Array.from({ length: KNOWN_FRAMES }, (_, i) => knownMotion(i));
    const got = (await avatar.call('roundTrip')).map((base64) => decodeMotion(Buffer.from(base64, 'base64')));
    const all = agreements(given, got);
    console.log(`round trip, offline: ${describeAgreements(all)}`);
    for (const name of Object.keys(SIGNALS)) expect.soft(all[name as keyof typeof all].r, name).toBeGreaterThan(0.95);
  });
});
