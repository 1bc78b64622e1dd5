import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLink } from '../../apps/overlay/src/link/create-link.ts';
import { type OpenAvatarPage, openAvatarPage } from '../support/avatar-page.ts';
import { startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { KNOWN_FRAMES, knownMotion } from '../support/known-motion.ts';
import { agreements, describeAgreements, SIGNALS, type Signal } from '../support/motion-signals.ts';

/**
 * Our own face, moved by a motion that is known, filmed, and seen by our own tracker: what comes out is what went in.
 * The strict figures are taken frame by frame, where nothing depends on how busy the machine is; the same clip then plays as
 * the camera of the real tracker page, through a real relay, where a busy machine drops frames and the bounds are looser.
 */

let avatar: OpenAvatarPage;
let folder: string;
let clip: string;
/** What the tracker says of each frame of the clip. */
let offline: Motion[];
const given = Array.from({ length: KNOWN_FRAMES }, (_, i) => knownMotion(i));

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  avatar = await openAvatarPage();
  await avatar.call('show', 'rowan', 480, 560);
  clip = path.join(folder, 'known.mjpeg');
  writeFileSync(clip, Buffer.concat((await avatar.call('film', 640, 480)).map((base64) => Buffer.from(base64, 'base64'))));
  offline = (await avatar.call('roundTrip')).map((base64) => decodeMotion(Buffer.from(base64, 'base64')));
  await avatar.close();
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('frame by frame, every signal comes back', () => {
  const all = agreements(given, offline);
  console.log(`round trip, frame by frame: ${describeAgreements(all)}`);
  for (const name of Object.keys(SIGNALS) as Signal[]) expect.soft(all[name].r, name).toBeGreaterThan(0.95);
});

/** Frames that are compared, and milliseconds that are left to calibration before them. */
const LIVE_FRAMES = 150;
const CALIBRATION = 7000;

test('live, through camera, tracker page and relay', { timeout: 300_000 }, async () => {
  const relay = await startBuiltRelay();
  const browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]);
  const frames: Motion[] = [];
  try {
    const page = await browser.newPage();
    await page.goto(`${relay.url}/tracker`);
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`only ${frames.length} frames came`)), 240_000);
      let first = Number.NaN;
      const link = createLink({
        url: relay.url,
        role: 'show',
        slot: DEFAULT_SLOT,
        onMotion(bytes) {
          if (!bytes || frames.length === LIVE_FRAMES) return;
          const motion = decodeMotion(bytes);
          if (Number.isNaN(first)) first = motion.time;
          if (motion.time - first < CALIBRATION) return;
          frames.push(motion);
          if (frames.length < LIVE_FRAMES) return;
          clearTimeout(late);
          link.close();
          resolve();
        },
      });
    });
  } finally {
    await browser.close();
    await relay.close();
  }
  expect(frames.every(({ presence }) => presence)).toBe(true);
  expect(frames.every(({ dense }) => dense !== null)).toBe(true);
  expect(frames.every(({ time }, i) => i === 0 || time > frames[i - 1].time)).toBe(true);
  const shown = whichFrames(frames);
  const all = bestOverLags(shown, frames);
  const seconds = (frames[frames.length - 1].time - frames[0].time) / 1000;
  console.log(`round trip, live at ${(frames.length / seconds).toFixed(1)} frames a second: ${describeAgreements(all)}`);
  for (const name of Object.keys(SIGNALS) as Signal[]) expect.soft(all[name].r, name).toBeGreaterThan(0.9);
});

/** Calming delays each signal by its own time, so each is compared at the lag, within a tenth of a second, that suits it best. */
function bestOverLags(shown: readonly number[], frames: readonly Motion[]): ReturnType<typeof agreements> {
  const best = agreements(
    shown.map((i) => given[i]),
    frames,
  );
  for (let lag = -3; lag <= 3; lag++) {
    const all = agreements(
      shown.map((i) => knownMotion(i - lag)),
      frames,
    );
    for (const name of Object.keys(SIGNALS) as Signal[]) if (all[name].r > best[name].r) best[name] = all[name];
  }
  return best;
}

/** Which frame of the clip each live frame saw: the face goes round a circle once a loop, and the offline pass knows its path. */
function whichFrames(frames: readonly Motion[]): number[] {
  const path = centred(offline);
  const seen = centred(frames);
  return seen.map(([x, y]) => {
    const distances = path.map(([px, py]) => Math.hypot(x - px, y - py));
    return distances.indexOf(Math.min(...distances));
  });
}

function centred(motions: readonly Motion[]): [x: number, y: number][] {
  const middle = (of: (motion: Motion) => number): number => {
    const values = motions.map(of);
    return (Math.max(...values) + Math.min(...values)) / 2;
  };
  const x = middle(({ head }) => head.x);
  const y = middle(({ head }) => head.y);
  return motions.map(({ head }) => [head.x - x, head.y - y]);
}
