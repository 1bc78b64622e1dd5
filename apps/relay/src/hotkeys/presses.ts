/** Tells what is held, by whom, and which of several reports are of one and the same press. */
export interface Presses {
  /**
   * A source says that something was pressed.
   * @returns whether it is a press that nobody told of yet
   */
  press(key: string, source: string): boolean;
  /**
   * A source says that it is held no longer.
   * @returns whether nobody holds it any more
   */
  release(key: string, source: string): boolean;
  /** What this source holds. */
  heldBy(source: string): string[];
}

/** Milliseconds in which a page and the global hook tell of the same press. */
const WINDOW = 400;
/** Keys that are remembered before those are forgotten that nobody told of lately. */
const MOST_KEYS = 500;

interface Told {
  time: number;
  by: Set<string>;
}

/**
 * A key pressed in the panel while the global hook listens is told twice. Each press is therefore matched with one that another
 * source has told of a moment before; a source's own presses are never matched, so quick taps all count.
 * @param now milliseconds of any clock
 */
export function createPresses(now: () => number): Presses {
  const told = new Map<string, Told[]>();
  const holders = new Map<string, Set<string>>();
  return {
    press(key, source) {
      const held = holders.get(key) ?? new Set();
      holders.set(key, held.add(source));
      const time = now();
      if (told.size > MOST_KEYS) {
        for (const [other, presses] of told) if (presses.every((press) => time - press.time >= WINDOW)) told.delete(other);
      }
      const recent = (told.get(key) ?? []).filter((press) => time - press.time < WINDOW);
      told.set(key, recent);
      const same = recent.find(({ by }) => !by.has(source));
      if (same) same.by.add(source);
      else recent.push({ time, by: new Set([source]) });
      return !same;
    },
    release(key, source) {
      const held = holders.get(key);
      if (!held?.delete(source) || held.size > 0) return false;
      holders.delete(key);
      return true;
    },
    heldBy: (source) => [...holders].filter(([, held]) => held.has(source)).map(([key]) => key),
  };
}
