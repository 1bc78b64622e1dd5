import { smoothstep } from '../smoothstep.ts';

/**
 * How the upper lid and its lashes darken the eyeball below: light at a depth d below the lid's edge (half eye widths) is
 * 1 - strength * exp(-d / reach), less towards the corners. The eye shader computes the same.
 */
export interface LidShade {
  strength: number;
  reach: number;
}

const REACHES = [0.04, 0.06, 0.09, 0.13, 0.18];
const STRONGEST = 0.75;
const BINS = 24;
const DEEPEST = 0.6;

/** @param x eye-local; depth below the lid's edge, above it there is no shade */
export function lidShadeAt({ strength, reach }: LidShade, x: number, depth: number): number {
  return depth < 0 ? 1 : 1 - strength * (1 - smoothstep(0.6, 1, Math.abs(x))) * Math.exp(-depth / reach);
}

/**
 * Fits the shade to samples by least squares over the median light of each depth.
 * @param depths below the lid's edge, half eye widths
 * @param lights light relative to the unshaded eyeball, 1 = no shade
 */
export function fitLidShade(depths: readonly number[], lights: readonly number[]): LidShade {
  const bins: number[][] = Array.from({ length: BINS }, () => []);
  depths.forEach((d, i) => {
    if (d >= 0 && d < DEEPEST) bins[Math.floor((d / DEEPEST) * BINS)].push(lights[i]);
  });
  const profile = bins.flatMap((values, bin) =>
    values.length < 3 ? [] : [{ depth: ((bin + 0.5) / BINS) * DEEPEST, light: median(values) }],
  );
  let best: LidShade = { strength: 0, reach: REACHES[0] };
  let least = error(best, profile);
  for (const reach of REACHES) {
    let [over, under] = [0, 0];
    for (const { depth, light } of profile) {
      const e = Math.exp(-depth / reach);
      over += (1 - light) * e;
      under += e * e;
    }
    const shade = { strength: under > 0 ? Math.max(0, Math.min(STRONGEST, over / under)) : 0, reach };
    const missed = error(shade, profile);
    if (missed < least) [best, least] = [shade, missed];
  }
  return best;
}

function error(shade: LidShade, profile: readonly { depth: number; light: number }[]): number {
  return profile.reduce((sum, { depth, light }) => sum + (light - lidShadeAt(shade, 0, depth)) ** 2, 0);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
