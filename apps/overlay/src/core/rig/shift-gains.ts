import type { Gains } from './gains.ts';
import { smoothstep } from './smoothstep.ts';

/** Milliseconds that it takes. */
const TIME = 1500;

/**
 * Leads the gains of a portrait that is shown already over to others, so that nothing jumps.
 * @param gains changed at every step
 * @returns what takes a step: `now` in milliseconds, whether `gains` are `to` at last
 */
export function createGainShift(gains: Gains, to: Readonly<Gains>): (now: number) => boolean {
  const from = { ...gains };
  let start: number | null = null;
  return (now) => {
    start ??= now;
    const share = smoothstep(0, TIME, now - start);
    Object.assign(gains, share < 1 ? mix(from, to, share) : to);
    return share === 1;
  };
}

/** Numbers, also those in lists and below other names, between two of one build. */
function mix(from: unknown, to: unknown, share: number): unknown {
  if (typeof from === 'number') return from + share * ((to as number) - from);
  if (Array.isArray(from)) return from.map((value, i) => mix(value, (to as unknown[])[i], share));
  const names = Object.keys(from as object) as (keyof object)[];
  return Object.fromEntries(names.map((name) => [name, mix((from as object)[name], (to as object)[name], share)]));
}
