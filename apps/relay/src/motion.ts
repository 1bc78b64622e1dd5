import type { TrackerOrder } from '@masque/config/reports';

/** Whoever shows the motion of a slot. `deliver` never queues: a frame that cannot leave gives way to the next. */
export interface Viewer {
  deliver(bytes: Uint8Array): void;
  end(): void;
}

/** Whoever sends motion for a slot. */
export interface Tracker {
  startedAt: number;
  /** Told whenever it begins or ceases to drive the slot. */
  drive(driving: boolean): void;
  order(order: TrackerOrder): void;
}

export interface Slot {
  addViewer(viewer: Viewer): void;
  removeViewer(viewer: Viewer): void;
  addTracker(tracker: Tracker): void;
  removeTracker(tracker: Tracker): void;
  /** Hands a frame on to the slot's viewers, if it comes from the tracker that drives the slot. */
  forward(tracker: Tracker, bytes: Uint8Array): void;
  /** Asks something of the tracker that drives; false when there is none. */
  order(order: TrackerOrder): boolean;
}

/**
 * One slot: of its trackers the one started last drives it, so a tracker that lost its connection for a moment does not
 * take the slot back from a newer one; when the driver leaves, the newest of the others drives.
 */
export function createSlot(): Slot {
  const viewers = new Set<Viewer>();
  /** The one started last is at the end. */
  const trackers: Tracker[] = [];

  return {
    addViewer(viewer) {
      viewers.add(viewer);
    },
    removeViewer(viewer) {
      viewers.delete(viewer);
    },
    addTracker(tracker) {
      const driver = trackers.at(-1);
      const place = trackers.findLastIndex(({ startedAt }) => startedAt <= tracker.startedAt) + 1;
      trackers.splice(place, 0, tracker);
      const drives = trackers.at(-1) === tracker;
      if (drives) driver?.drive(false);
      tracker.drive(drives);
    },
    removeTracker(tracker) {
      const drove = trackers.at(-1) === tracker;
      trackers.splice(trackers.indexOf(tracker), 1);
      if (!drove) return;
      const heir = trackers.at(-1);
      if (heir) heir.drive(true);
      else for (const viewer of viewers) viewer.end();
    },
    forward(tracker, bytes) {
      if (trackers.at(-1) !== tracker) return;
      for (const viewer of viewers) viewer.deliver(bytes);
    },
    order(order) {
      trackers.at(-1)?.order(order);
      return trackers.length > 0;
    },
  };
}
