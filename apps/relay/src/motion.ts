import type { TrackerOrder } from '@masque/config/reports';

/** Whoever shows the motion of a slot. `deliver` never queues: a frame that cannot leave gives way to the next. */
export interface Viewer {
  deliver(bytes: Uint8Array): void;
  end(): void;
}

/** Whoever sends motion for a slot. */
export interface Tracker {
  startedAt: number;
  /** Told whenever it begins to drive the slot, or another does in its place. */
  drive(driving: boolean): void;
  order(order: TrackerOrder): void;
}

export interface Slot {
  addViewer(viewer: Viewer): void;
  removeViewer(viewer: Viewer): void;
  /** @param ready whether it has something to follow already */
  addTracker(tracker: Tracker, ready?: boolean): void;
  removeTracker(tracker: Tracker): void;
  /** Its camera runs from now on, or does not. */
  setReady(tracker: Tracker, ready: boolean): void;
  /** Whether this is the tracker that drives. */
  isDriver(tracker: Tracker): boolean;
  /** Hands a frame on to the slot's viewers, if it comes from the tracker that drives the slot. */
  forward(tracker: Tracker, bytes: Uint8Array): void;
  /** Asks something of the tracker that drives, or of the newest where none does; false when there is none at all. */
  order(order: TrackerOrder): boolean;
}

/**
 * One slot: of its trackers with a camera the one started last drives it, so neither a tracker that lost its connection for
 * a moment nor a tab whose camera is refused takes the slot from another; when the driver leaves or its camera ends, the
 * newest of the others drives.
 */
export function createSlot(): Slot {
  const viewers = new Set<Viewer>();
  /** The one started last is at the end. */
  const trackers: Tracker[] = [];
  const idle = new Set<Tracker>();
  let driver: Tracker | undefined;

  function settle(): void {
    const next = trackers.findLast((tracker) => !idle.has(tracker));
    if (next === driver) return;
    const before = driver;
    driver = next;
    if (!next) for (const viewer of viewers) viewer.end();
    else if (before && trackers.includes(before)) before.drive(false);
    next?.drive(true);
  }

  return {
    addViewer(viewer) {
      viewers.add(viewer);
    },
    removeViewer(viewer) {
      viewers.delete(viewer);
    },
    addTracker(tracker, ready = true) {
      const place = trackers.findLastIndex(({ startedAt }) => startedAt <= tracker.startedAt) + 1;
      trackers.splice(place, 0, tracker);
      if (!ready) idle.add(tracker);
      settle();
      if (driver && driver !== tracker) tracker.drive(false);
    },
    removeTracker(tracker) {
      trackers.splice(trackers.indexOf(tracker), 1);
      idle.delete(tracker);
      settle();
    },
    setReady(tracker, ready) {
      if (ready) idle.delete(tracker);
      else idle.add(tracker);
      settle();
    },
    isDriver: (tracker) => tracker === driver,
    forward(tracker, bytes) {
      if (tracker !== driver) return;
      for (const viewer of viewers) viewer.deliver(bytes);
    },
    order(order) {
      (driver ?? trackers.at(-1))?.order(order);
      return trackers.length > 0;
    },
  };
}
