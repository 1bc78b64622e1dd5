import type { EyePart } from '../rig/eye/eye-part.ts';

/** An opening of more than the first eases out towards the second. */
const WIDE = [1.08, 1.24] as const;
/** The same where no iris shows how wide an eye is. */
const WIDE_BLIND = [1.05, 1.15] as const;
/** White that may show above the iris, in half eye widths, where the portrait doesn't show more; and the softness of that limit. */
const WHITE_ABOVE = 0.03;
const SOFTNESS = 0.06;
/** How much of what is beyond that a lid comes down by. */
const COMES_DOWN = 0.82;
/** A lid that is lower than this is never lowered by it. */
const LOW = 0.5;

/**
 * How far an eye opens for a wanted opening: lids follow a gaze that goes down, and widely opened eyes show their iris' rim,
 * but no broad band of white above it, which reads as terror or as a doll's.
 * @param open 0 shut, 1 the portrait's own opening
 * @param down how far the gaze has gone down, half eye widths
 */
export function limitOpening(part: EyePart, open: number, down: number): number {
  const [wide, widest] = part.noIris ? WIDE_BLIND : WIDE;
  const eased = open <= wide ? open : wide + (widest - wide) * Math.tanh((open - wide) / (widest - wide));
  if (part.noIris) return eased;
  const white = part.whiteAbove + Math.max(0, down) + (eased - 1) * part.openingAtIris;
  const excess = white - Math.max(part.whiteAbove, WHITE_ABOVE);
  if (excess <= 0) return eased;
  const lowered = eased - (COMES_DOWN * excess * (excess / (excess + SOFTNESS))) / part.openingAtIris;
  return Math.max(Math.min(eased, LOW), lowered);
}
