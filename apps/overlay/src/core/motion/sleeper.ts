import { smoothstep } from '../rig/smoothstep.ts';

/** Milliseconds in which a face falls asleep, and wakes up. */
const DOZING = 4000;
const WAKING = 600;

/** Lets a face that is left alone fall asleep. */
export interface Sleeper {
  /**
   * @param now milliseconds
   * @param awake whether anybody tracks or speaks
   * @param after minutes alone after which it falls asleep; 0 is never
   * @returns how deep it sleeps, 0..1
   */
  update(now: number, awake: boolean, after: number): number;
}

export function createSleeper(): Sleeper {
  let lastAwake = Number.NaN;
  let last = Number.NaN;
  let depth = 0;
  return {
    update(now, awake, after) {
      if (awake || Number.isNaN(lastAwake)) lastAwake = now;
      const passed = now > last ? now - last : 0;
      last = now;
      const asleep = after > 0 && now - lastAwake >= 60_000 * after;
      depth = asleep ? Math.min(1, depth + passed / DOZING) : Math.max(0, depth - passed / WAKING);
      return smoothstep(0, 1, depth);
    },
  };
}
