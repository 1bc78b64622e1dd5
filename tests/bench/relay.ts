import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createMotion, encodeMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type Figure, summarise } from './figures.ts';
import { sharedClock } from './shared-clock.ts';

/** Frames that are sent, and how many of the first do not count: a relay runs for hours, its first second is another matter. */
const FRAMES = 360;
const WARM_UP = 60;
const INTERVAL = 1000 / 60;
/** Overlays a process: clients that wait for each other would be measured as if the relay were slow. */
const VIEWERS_EACH = 50;

/** How long a motion frame takes from a tracker to overlays, through a relay in a process of its own; all on one machine. */
export async function measureRelay(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  const program = fileURLToPath(new URL('../contract/relay-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const figures: Figure[] = [];
    for (const viewers of [1, 50, 200]) {
      const samples = await forward(url, viewers);
      figures.push(summarise(`relay, tracker to ${viewers} overlay${viewers > 1 ? 's' : ''}, 60 Hz`, 'ms', samples, ['median', 'p99']));
    }
    return figures;
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns milliseconds on the way, of every frame to every overlay */
async function forward(url: string, viewers: number): Promise<number[]> {
  const processes: ChildProcess[] = [];
  try {
    for (let left = viewers; left > 0; left -= VIEWERS_EACH) processes.push(await startViewers(url, Math.min(left, VIEWERS_EACH)));
    await sendFrames(url);
    const samples = await Promise.all(processes.map(samplesOf));
    // Each process has its frames in the order in which they came, so the share of the first is that of the warm-up.
    return samples.flatMap((all) => all.slice(Math.round((all.length * WARM_UP) / FRAMES)));
  } finally {
    for (const viewer of processes) viewer.kill();
  }
}

async function startViewers(url: string, count: number): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('relay-viewers.ts', import.meta.url));
  const viewers = fork(program, [url, String(count)], { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  await once(viewers, 'message');
  return viewers;
}

async function samplesOf(viewers: ChildProcess): Promise<number[]> {
  viewers.send('stop');
  const [{ samples }] = (await once(viewers, 'message')) as [{ samples: number[] }];
  return samples;
}

async function sendFrames(url: string): Promise<void> {
  const tracker = await new Promise<Link>((resolve) => {
    const link: Link = createLink({ url, role: 'track', slot: DEFAULT_SLOT, onSnapshot: () => resolve(link) });
  });
  const motion = createMotion();
  for (let i = 0; i < FRAMES; i++) {
    motion.time = sharedClock();
    tracker.sendMotion(encodeMotion(motion, { dense: false }));
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
  tracker.close();
}
