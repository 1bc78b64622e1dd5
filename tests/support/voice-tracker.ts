import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMotion, decodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Page } from 'playwright-core';
import { createLink } from '../../apps/overlay/src/link/create-link.ts';
import { launchChromium } from './chromium.ts';
import { writeWav } from './speech.ts';

/** A frame of motion, as an overlay gets it. */
export interface HeardMotion {
  /** Milliseconds since 1970 when it came. */
  at: number;
  motion: Motion;
}

export interface VoiceTracker {
  page: Page;
  /** What came so far. */
  heard: HeardMotion[];
  close(): Promise<void>;
}

/** The tracker page without a camera, which hears these samples over and over. The relay is to be told that the voice moves the mouth. */
export async function openVoiceTracker(relayUrl: string, samples: Float32Array): Promise<VoiceTracker> {
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  const wav = path.join(folder, 'voice.wav');
  writeWav(wav, samples);
  const browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${wav}`,
  ]);
  const heard: HeardMotion[] = [];
  const overlay = createLink({
    url: relayUrl,
    role: 'show',
    slot: DEFAULT_SLOT,
    onMotion(bytes) {
      if (bytes) heard.push({ at: performance.timeOrigin + performance.now(), motion: decodeMotion(bytes, createMotion()) });
    },
  });
  const page = await browser.newPage();
  await page.addInitScript(() => {
    // Kept, so that a test can end what the page has opened.
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { masqueTracks: tracks });
    const open = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const stream = await open.call(this, constraints);
      tracks.splice(0, tracks.length, ...stream.getTracks());
      return stream;
    };
  });
  await page.goto(`${relayUrl}/tracker?camera=off`);
  return {
    page,
    heard,
    async close() {
      overlay.close();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
