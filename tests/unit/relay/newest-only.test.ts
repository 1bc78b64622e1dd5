import { describe, expect, test } from 'vitest';
import { createNewestOnly } from '../../../apps/relay/src/newest-only.ts';

/** A connection that is busy after each frame until it is told to be ready. */
function createOutlet() {
  const sent: number[] = [];
  const waiting: (() => void)[] = [];
  let busy = false;
  return {
    sent,
    waiting,
    ready(stillBusy = false) {
      busy = stillBusy;
      for (const callback of waiting.splice(0)) callback();
    },
    outlet: {
      writable: () => !busy,
      send(bytes: Uint8Array) {
        sent.push(bytes[0]);
        busy = true;
      },
      onceReady: (callback: () => void) => void waiting.push(callback),
    },
  };
}

describe('createNewestOnly', () => {
  test('sends at once where it can, and the newest of the rest when it can again', () => {
    const { outlet, sent, ready } = createOutlet();
    const motion = createNewestOnly(outlet);
    for (const number of [1, 2, 3, 4]) motion.send(Uint8Array.of(number));
    expect(sent).toEqual([1]);
    ready();
    expect(sent).toEqual([1, 4]);
    ready();
    expect(sent).toEqual([1, 4]);
  });

  test('waits on where something else took the connection, with one callback only', () => {
    const { outlet, sent, ready, waiting } = createOutlet();
    const motion = createNewestOnly(outlet);
    motion.send(Uint8Array.of(1));
    motion.send(Uint8Array.of(2));
    ready(true);
    motion.send(Uint8Array.of(3));
    expect(waiting).toHaveLength(1);
    ready();
    expect(sent).toEqual([1, 3]);
  });

  test('sends nothing that was cleared', () => {
    const { outlet, sent, ready } = createOutlet();
    const motion = createNewestOnly(outlet);
    motion.send(Uint8Array.of(1));
    motion.send(Uint8Array.of(2));
    motion.clear();
    ready();
    expect(sent).toEqual([1]);
  });
});
