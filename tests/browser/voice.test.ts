import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { PROTOCOL, type ServerToClient } from '@masque/config/messages';
import type { VoiceReport } from '@masque/config/reports';
import type { Settings } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { AxeResults } from 'axe-core';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { canSpeak, join, SPEECH_RATE, silence, speak } from '../support/speech.ts';
import { type HeardMotion, openVoiceTracker, type VoiceTracker } from '../support/voice-tracker.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Three words with pauses between them, and a longer one after the last. */
const words = canSpeak
  ? join([speak("m'A:m'A:m'A:"), silence(0.9), speak("h'u::"), silence(0.9), speak("h'O::"), silence(1.9)])
  : new Float32Array(0);

let relay: BuiltRelay;
let panel: Link;
let reports: Socket<ServerToClient>;
let tracker: VoiceTracker;
let report: VoiceReport | null = null;
let settings: Settings | null = null;

beforeAll(async () => {
  if (!canSpeak) return;
  relay = await startBuiltRelay();
  panel = await new Promise<Link>((resolve) => {
    const link: Link = createLink({
      url: relay.url,
      role: 'panel',
      slot: DEFAULT_SLOT,
      onSnapshot(state) {
        settings = state.settings;
        resolve(link);
      },
      onPatch: (_, state) => void (settings = state.settings),
    });
  });
  reports = io(relay.url, {
    auth: { protocol: PROTOCOL, role: 'panel', slot: DEFAULT_SLOT, startedAt: 0 },
    transports: ['websocket'],
    forceNew: true,
  });
  reports.on('report', ({ report: told }) => {
    if (told.kind === 'voice') report = told;
  });
  await panel.command('settings.change', { voice: { mouth: 'voice' } });
  tracker = await openVoiceTracker(relay.url, words);
});
afterAll(async () => {
  await tracker?.close();
  reports?.close();
  panel?.close();
  await relay?.close();
});

const shape = ({ motion }: HeardMotion, name: Blendshape): number => motion.blendshapes[BLENDSHAPE_INDEX[name]];
const isShut = (heard: HeardMotion): boolean => heard.motion.voice === 0;

/** What was heard, word by word, where a pause is at least this long, milliseconds. */
function wordsOf(heard: readonly HeardMotion[], pause: number): HeardMotion[][] {
  const found: HeardMotion[][] = [[]];
  let lastSound = Number.NEGATIVE_INFINITY;
  for (const moment of heard) {
    if (isShut(moment)) continue;
    if (moment.at - lastSound > pause) found.push([]);
    lastSound = moment.at;
    found.at(-1)?.push(moment);
  }
  return found.slice(1);
}

/** The three words of one round; rounds that a busy machine has torn are passed over. */
async function hearWords(): Promise<HeardMotion[][]> {
  let said: HeardMotion[][] | undefined;
  await expect
    .poll(
      () => {
        // The first round may have begun before, and the last is not over.
        const rounds = wordsOf(tracker.heard, 1300).slice(1, -1);
        said = rounds.map((round) => wordsOf(round, 500)).find(({ length }) => length === 3);
        return said !== undefined;
      },
      { timeout: 120_000, interval: 100 },
    )
    .toBe(true);
  return said ?? [];
}

describe.runIf(canSpeak)('a microphone without a camera', () => {
  test('is chosen, set and watched in the panel', async () => {
    const context = await tracker.page
      .context()
      .browser()!
      .newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-US', bypassCSP: true });
    context.setDefaultTimeout(120_000);
    await context.route(/\/overlay\?role=preview/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    const page = await context.newPage();
    await page.goto(`${relay.url}/panel#motion`);
    await page.click('role=button[name="Both"]');
    await expect.poll(() => settings?.voice.mouth, { timeout: 60_000 }).toBe('both');
    await page.waitForSelector('.voice-meter .bar.open');
    await page.waitForSelector('.voice-meter output:text-is("A")');
    await page.waitForSelector('.lamps li.good:has-text("hears your voice")');
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate("axe.run('section:has(#voice)')")) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await page.fill('role=slider[name="Gain"]', '6');
    await expect.poll(() => settings?.voice.gain, { timeout: 60_000 }).toBe(6);
    // A microphone that is not there stays chosen, and the default one is heard.
    await panel.command('settings.change', { voice: { device: 'Blue Yeti' } });
    await page.waitForSelector('role=combobox[name="Microphone"] >> option:text-is("Blue Yeti")', { state: 'attached' });
    await page.waitForSelector('.voice-meter .bar.open');
    await page.click('section:has(#voice) >> role=button[name="Reset"]');
    await expect.poll(() => settings?.voice.gain, { timeout: 60_000 }).toBe(0);
    await panel.command('settings.change', { voice: { device: '', mouth: 'voice' } });
    await context.close();
  });

  test('moves the mouth alone: open for a, shut for m, round for u and o, and shut in silence', async () => {
    const [mama, u, o] = await hearWords();
    for (const { motion } of tracker.heard) {
      expect(motion).toMatchObject({ presence: true, mouthOnly: true, score: 0 });
      expect(motion.head).toEqual({ yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, scale: 1 });
    }
    const jaws = mama.map((moment) => shape(moment, 'jawOpen'));
    expect(Math.max(...jaws)).toBeGreaterThan(0.4);
    const firstOpen = jaws.findIndex((jaw) => jaw > 0.4);
    const lastOpen = jaws.findLastIndex((jaw) => jaw > 0.4);
    expect(Math.min(...jaws.slice(firstOpen, lastOpen))).toBeLessThan(0.2);
    for (const word of [u, o]) {
      expect(Math.max(...word.map((moment) => shape(moment, 'mouthFunnel') + shape(moment, 'mouthPucker')))).toBeGreaterThan(0.5);
    }
    expect(Math.max(...u.map((moment) => shape(moment, 'jawOpen')))).toBeLessThan(Math.max(...o.map((moment) => shape(moment, 'jawOpen'))));
    const end = o.at(-1)?.at ?? 0;
    const pause = tracker.heard.filter(({ at }) => at > end + 500 && at < end + 1500);
    expect(pause.length).toBeGreaterThan(5);
    for (const { motion } of pause) expect(Math.max(...motion.blendshapes)).toBe(0);
  });

  test('tells the panel what it hears, and through which microphone', async () => {
    await expect.poll(() => report?.viseme, { timeout: 60_000, interval: 20 }).toBe('aa');
    expect(report).toMatchObject({ on: true, problem: null });
    expect(report?.microphone).toBeTruthy();
    expect(report?.microphones.length).toBeGreaterThan(0);
  });

  test('hears nothing under the gate', async () => {
    await panel.command('settings.change', { voice: { gate: -10 } });
    const { heard } = tracker;
    await expect.poll(() => heard.slice(-30).length === 30 && heard.slice(-30).every(isShut), { timeout: 60_000 }).toBe(true);
    await panel.command('settings.change', { voice: { gate: -48 } });
    await expect.poll(() => isShut(heard[heard.length - 1]), { timeout: 60_000, interval: 20 }).toBe(false);
  });

  test('that is taken away is told, and opened again by itself', async () => {
    await tracker.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      let refusals = 2;
      // The first tries find it gone still.
      mediaDevices.getUserMedia = (constraints) =>
        refusals-- > 0 ? Promise.reject(new DOMException('gone', 'NotFoundError')) : open(constraints);
      (globalThis as unknown as { masqueTracks: MediaStreamTrack[] }).masqueTracks[0].dispatchEvent(new Event('ended'));
    });
    await expect.poll(() => report?.problem, { timeout: 60_000, interval: 20 }).toBe('missing');
    await expect.poll(() => report?.problem ?? 'none', { timeout: 60_000, interval: 20 }).toBe('none');
    tracker.heard.length = 0;
    await expect.poll(() => tracker.heard.some((moment) => !isShut(moment)), { timeout: 60_000 }).toBe(true);
  });

  test('is let go where the camera is to move the mouth', async () => {
    await panel.command('settings.change', { voice: { mouth: 'camera' } });
    await expect.poll(() => report?.on, { timeout: 60_000 }).toBe(false);
    expect(await tracker.page.isVisible('.voice')).toBe(false);
  });

  test('that is silent, or too loud for the microphone, is told', async () => {
    await tracker.close();
    await panel.command('settings.change', { voice: { mouth: 'both' } });
    const shout = Float32Array.from({ length: SPEECH_RATE }, (_, i) => (Math.sin(i / 10) > 0 ? 1 : -1));
    tracker = await openVoiceTracker(relay.url, join([silence(6), shout]));
    await expect.poll(() => report?.problem, { timeout: 60_000, interval: 20 }).toBe('silent');
    expect(await tracker.page.textContent('.voice')).toContain('silent');
    await expect.poll(() => report?.problem, { timeout: 60_000, interval: 20 }).toBe('clipped');
  });
});
