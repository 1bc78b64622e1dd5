import { encodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createLink } from '../../apps/overlay/src/link/create-link.ts';

export interface TestTracker {
  /** What it sends from now on. */
  motion: Motion;
  close(): void;
}

export interface TestTrackerOptions {
  /** Milliseconds between frames. */
  interval?: number;
  dense?: boolean;
  /** The motion at a time, milliseconds; without it what `motion` holds. */
  next?: (time: number) => Motion;
}

/** Milliseconds that a relay on a busy machine may take to answer. */
const PATIENCE = 60_000;

/** A tracker without a camera: sends a motion thirty times a second unless told otherwise. Resolves when it is connected. */
export async function startTestTracker(url: string, motion: Motion, options: TestTrackerOptions = {}): Promise<TestTracker> {
  const { interval = 33, dense = false, next } = options;
  const link = await new Promise<ReturnType<typeof createLink>>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the relay at ${url} does not answer`)), PATIENCE);
    const opened = createLink({
      url,
      role: 'track',
      slot: DEFAULT_SLOT,
      onSnapshot() {
        clearTimeout(late);
        resolve(opened);
      },
    });
  });
  const timer = setInterval(() => {
    const time = performance.timeOrigin + performance.now();
    if (next) tracker.motion = next(time);
    tracker.motion.time = time;
    link.sendMotion(encodeMotion(tracker.motion, { dense }));
  }, interval);
  const tracker: TestTracker = {
    motion,
    close() {
      clearInterval(timer);
      link.close();
    },
  };
  return tracker;
}
