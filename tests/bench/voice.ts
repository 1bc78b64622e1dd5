import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, decodeMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser } from 'playwright-core';
import { createSoundAnalyser } from '../../apps/overlay/src/core/voice/sound-analyser.ts';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Figure, single, summarise } from './figures.ts';

const VOWELS = 25;
/** Seconds from one vowel to the next. */
const EVERY = 0.9;
/** A mouth that is open this far was seen to open. */
const OPEN = 0.12;
const PATIENCE = 120_000;

declare global {
  interface Window {
    /** When each vowel began, milliseconds since 1970. */
    vowels: number[];
  }
}

/** From sound to mouth, and what listening costs. The sound is made in the page: a real microphone adds its own delay. */
export async function measureVoice(): Promise<Figure[]> {
  const relay = await startBuiltRelay();
  const links: Link[] = [];
  let browser: Browser | null = null;
  try {
    const panel = await connect(relay.url);
    links.push(panel);
    await panel.command('settings.change', { voice: { mouth: 'voice' } });
    const openings: number[] = [];
    let open = false;
    const motion = createMotion();
    links.push(
      createLink({
        url: relay.url,
        role: 'show',
        slot: DEFAULT_SLOT,
        onMotion(bytes) {
          if (!bytes) return;
          const now = decodeMotion(bytes, motion).blendshapes[BLENDSHAPE_INDEX.jawOpen] > OPEN;
          if (now && !open) openings.push(performance.timeOrigin + performance.now());
          open = now;
        },
      }),
    );
    browser = await launchChromium(['--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required']);
    const page = await browser.newPage();
    await page.addInitScript(speakInPlaceOfMicrophone, { every: EVERY });
    await page.goto(`${relay.url}/tracker?camera=off`);
    await page.waitForFunction((count) => window.vowels.length > count, VOWELS, { timeout: PATIENCE });
    const vowels = await page.evaluate(() => window.vowels);
    const delays = vowels.flatMap((vowel) => {
      const opened = openings.find((time) => time >= vowel && time < vowel + 500 * EVERY);
      return opened === undefined ? [] : [opened - vowel];
    });
    return [
      summarise('voice, sound in the page to its mouth at an overlay', 'ms', delays, ['min', 'median', 'p95']),
      single('  the analysis in its AudioWorklet', '% of a core', analysisShare()),
    ];
  } finally {
    for (const link of links) link.close();
    await browser?.close();
    await relay.close();
  }
}

function connect(url: string): Promise<Link> {
  return new Promise((resolve) => {
    const link: Link = createLink({ url, role: 'panel', slot: DEFAULT_SLOT, onSnapshot: () => resolve(link) });
  });
}

/** In the page: a throat of 120 Hz with the resonances of an a, heard for a third of the time. */
function speakInPlaceOfMicrophone({ every }: { every: number }): void {
  window.vowels = [];
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const throat = new OscillatorNode(context, { type: 'sawtooth', frequency: 120 });
    const first = new BiquadFilterNode(context, { type: 'peaking', frequency: 750, Q: 6, gain: 24 });
    const second = new BiquadFilterNode(context, { type: 'peaking', frequency: 1250, Q: 8, gain: 18 });
    const lips = new GainNode(context, { gain: 0 });
    const out = context.createMediaStreamDestination();
    throat.connect(first).connect(second).connect(lips).connect(out);
    throat.start();
    let next = context.currentTime + every;
    setInterval(() => {
      if (next > context.currentTime + every) return;
      lips.gain.setValueAtTime(0.02, next);
      lips.gain.setValueAtTime(0, next + every / 3);
      window.vowels.push(performance.timeOrigin + performance.now() + 1000 * (next - context.currentTime));
      next += every;
    }, 100);
    return out.stream;
  };
}

/** The same analysis here, on the same engine: an AudioWorklet has no clock of its own. */
function analysisShare(): number {
  const rate = 16_000;
  const seconds = 30;
  const block = Float32Array.from({ length: 128 }, (_, i) => 0.2 * Math.sin(i / 3) + 0.1 * Math.sin(i));
  const analyser = createSoundAnalyser(rate);
  const run = (): number => {
    const start = performance.now();
    for (let i = 0; i < (seconds * rate) / block.length; i++) analyser.push(block);
    return performance.now() - start;
  };
  run();
  return Math.min(...[0, 1, 2].map(run)) / (10 * seconds);
}
