/** Milliseconds in which the energy of a face follows a voice that rises, and one that falls. */
const RISE = 120;
const FALL = 700;

/** Turns the level of a voice into how lively a face is: smooth, so that what moves by it never jumps. */
export interface Energy {
  /** @param now milliseconds @param level of the voice, 0..1 @returns 0..1 */
  update(now: number, level: number): number;
}

export function createEnergy(): Energy {
  let last = Number.NaN;
  let energy = 0;
  return {
    update(now, level) {
      const passed = now > last ? now - last : 0;
      last = now;
      energy += (level - energy) * (1 - Math.exp(-passed / (level > energy ? RISE : FALL)));
      return energy;
    },
  };
}
