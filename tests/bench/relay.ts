import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createMotion, decodeMotion, encodeMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/settings';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type Figure, summarise } from './figures.ts';

const FRAMES = 300;
const INTERVAL = 1000 / 60;

/** How long a motion frame takes from a tracker to overlays, through a relay in a process of its own; all on one machine. */
export async function measureRelay(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  const program = fileURLToPath(new URL('../contract/relay-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: child.stdout });
    const [url] = (await new Promise<string[]>((resolve) => lines.once('line', (line) => resolve([line])))) as [string];
    const figures: Figure[] = [];
    for (const viewers of [1, 50]) {
      const samples = await forward(url, viewers);
      figures.push(summarise(`relay, tracker to ${viewers} overlay${viewers > 1 ? 's' : ''}, 60 Hz`, 'ms', samples, ['median', 'p99']));
    }
    return figures;
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function forward(url: string, viewers: number): Promise<number[]> {
  const samples: number[] = [];
  const motion = createMotion();
  const open = (role: 'track' | 'show', onMotion?: (bytes: Uint8Array | null) => void): Promise<Link> =>
    new Promise((resolve) => {
      const link: Link = createLink({ url, role, slot: DEFAULT_SLOT, onSnapshot: () => resolve(link), ...(onMotion && { onMotion }) });
    });
  const receive = (bytes: Uint8Array | null): void => {
    if (bytes) samples.push(performance.now() - decodeMotion(bytes, motion).time);
  };
  const links = await Promise.all(Array.from({ length: viewers }, () => open('show', receive)));
  const tracker = await open('track');
  const sent = createMotion();
  for (let i = 0; i < FRAMES; i++) {
    sent.time = performance.now();
    tracker.sendMotion(encodeMotion(sent, { dense: false }));
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
  for (const link of [tracker, ...links]) link.close();
  return samples;
}
