import { describe, expect, test } from 'vitest';
import { createSlot } from '../../../apps/relay/src/motion.ts';

function createViewer() {
  const heard: (number | 'end')[] = [];
  return { heard, deliver: (bytes: Uint8Array) => void heard.push(bytes[0]), end: () => void heard.push('end') };
}

function createTracker(startedAt: number) {
  const told: boolean[] = [];
  const orders: string[] = [];
  return {
    startedAt,
    told,
    orders,
    drive: (driving: boolean) => void told.push(driving),
    order: ({ do: what }: { do: string }) => void orders.push(what),
  };
}

describe('a slot', () => {
  test('forwards the driver only', () => {
    const slot = createSlot();
    const viewer = createViewer();
    const [early, late] = [createTracker(1), createTracker(2)];
    slot.addViewer(viewer);
    slot.addTracker(early);
    slot.addTracker(late);
    slot.forward(early, Uint8Array.of(1));
    slot.forward(late, Uint8Array.of(2));
    expect(viewer.heard).toEqual([2]);
    expect([early.told, late.told]).toEqual([[true, false], [true]]);
  });

  test('is not taken by a tracker that was started earlier but comes later', () => {
    const slot = createSlot();
    const [early, late] = [createTracker(1), createTracker(2)];
    slot.addTracker(late);
    slot.addTracker(early);
    expect([early.told, late.told]).toEqual([[false], [true]]);
  });

  test('goes to the newest of those that are left, and to nobody in the end', () => {
    const slot = createSlot();
    const viewer = createViewer();
    const trackers = [createTracker(1), createTracker(2), createTracker(3)];
    slot.addViewer(viewer);
    for (const tracker of trackers) slot.addTracker(tracker);
    slot.removeTracker(trackers[0]);
    slot.removeTracker(trackers[2]);
    expect(trackers[1].told.at(-1)).toBe(true);
    expect(viewer.heard).toEqual([]);
    slot.removeTracker(trackers[1]);
    expect(viewer.heard).toEqual(['end']);
  });

  test('forgets a viewer that left', () => {
    const slot = createSlot();
    const viewer = createViewer();
    const tracker = createTracker(1);
    slot.addViewer(viewer);
    slot.addTracker(tracker);
    slot.removeViewer(viewer);
    slot.forward(tracker, Uint8Array.of(1));
    slot.removeTracker(tracker);
    expect(viewer.heard).toEqual([]);
  });

  test('asks the driver, and nobody else', () => {
    const slot = createSlot();
    expect(slot.order({ do: 'recentre' })).toBe(false);
    const [early, late] = [createTracker(1), createTracker(2)];
    slot.addTracker(early);
    slot.addTracker(late);
    expect(slot.order({ do: 'calibrate' })).toBe(true);
    expect([early.orders, late.orders]).toEqual([[], ['calibrate']]);
  });

  test('is not taken by a tracker without a camera, and is left by one whose camera ends', () => {
    const slot = createSlot();
    const viewer = createViewer();
    const [first, second] = [createTracker(1), createTracker(2)];
    slot.addViewer(viewer);
    slot.addTracker(first);
    slot.addTracker(second, false);
    expect([first.told, second.told]).toEqual([[true], [false]]);
    slot.setReady(second, true);
    expect([first.told, second.told]).toEqual([
      [true, false],
      [false, true],
    ]);
    expect([slot.isDriver(first), slot.isDriver(second)]).toEqual([false, true]);
    slot.setReady(second, false);
    expect(first.told.at(-1)).toBe(true);
    expect(viewer.heard).toEqual([]);
    slot.setReady(first, false);
    expect(viewer.heard).toEqual(['end']);
    // Whoever was opened last is the one to be asked for a camera.
    slot.order({ do: 'start' });
    expect([first.orders, second.orders]).toEqual([[], ['start']]);
  });
});
