import { createMotion, decodeMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { sharedClock } from './shared-clock.ts';

/**
 * Overlays without a picture, in a process of their own: `relay-viewers.ts <url> <count>`. Says `ready` when all have their
 * snapshot, `{ samples }` (milliseconds on the way, one a frame and overlay) when it is asked, and ends.
 */
const [url, count] = process.argv.slice(2);
const samples: number[] = [];
const motion = createMotion();

function receive(bytes: Uint8Array | null): void {
  if (bytes) samples.push(sharedClock() - decodeMotion(bytes, motion).time);
}

function open(): Promise<Link> {
  return new Promise((resolve) => {
    const link: Link = createLink({ url, role: 'show', slot: DEFAULT_SLOT, onSnapshot: () => resolve(link), onMotion: receive });
  });
}

const links = await Promise.all(Array.from({ length: Number(count) }, open));
process.once('message', () => {
  for (const link of links) link.close();
  process.send?.({ samples }, () => process.exit());
});
process.send?.('ready');
