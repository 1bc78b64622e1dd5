import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';

/** What a mouth does to make a sound; the usual names, as far as resonances and hiss tell them apart. */
export const VISEMES = ['aa', 'E', 'I', 'O', 'U', 'PP', 'nn', 'SS', 'sil'] as const;
export type Viseme = (typeof VISEMES)[number];
export const VISEME_INDEX = Object.fromEntries(VISEMES.map((name, i) => [name, i])) as Record<Viseme, number>;

/**
 * Where the first two resonances lie, Hz: vowels between the means of men and women (J. Hillenbrand et al., Journal of the
 * Acoustical Society of America 97, 1995), u also as it is said further forward; the murmurs of m and n have a first one lower
 * than any vowel's.
 */
const RESONANCES: readonly (readonly [Viseme, number, number])[] = [
  ['aa', 800, 1350],
  ['aa', 690, 1250],
  ['E', 640, 1950],
  ['E', 560, 1750],
  ['I', 400, 2500],
  ['I', 290, 2300],
  ['I', 450, 2150],
  ['O', 640, 1000],
  ['O', 480, 860],
  ['U', 410, 1050],
  ['U', 340, 850],
  ['U', 350, 1400],
  ['PP', 230, 1100],
  ['nn', 240, 1650],
];

/** How much a sound may differ from a place, as a logarithm of frequencies, and still be mostly of it. */
const NEARNESS = 0.13;

/**
 * Shares of the visemes in a voiced sound.
 * @param first and second resonance, Hz, both above 0
 * @param out a share for each of VISEMES, 1 in all
 */
export function weighVisemes(first: number, second: number, out: Float32Array): Float32Array {
  let nearest = Number.POSITIVE_INFINITY;
  for (const [, f1, f2] of RESONANCES) nearest = Math.min(nearest, distance(first, second, f1, f2));
  out.fill(0);
  let sum = 0;
  for (const [viseme, f1, f2] of RESONANCES) {
    const share = Math.exp((nearest - distance(first, second, f1, f2)) / (2 * NEARNESS * NEARNESS));
    out[VISEME_INDEX[viseme]] += share;
    sum += share;
  }
  for (let v = 0; v < out.length; v++) out[v] /= sum;
  return out;
}

function distance(first: number, second: number, f1: number, f2: number): number {
  return Math.log(first / f1) ** 2 + Math.log(second / f2) ** 2;
}

const both = <Name extends string>(name: Name, value: number) =>
  ({ [`${name}Left`]: value, [`${name}Right`]: value }) as Record<`${Name}Left` | `${Name}Right`, number>;

/** What each viseme does to a face, at a loud voice. */
const SHAPES: Record<Viseme, Partial<Record<Blendshape, number>>> = {
  aa: { jawOpen: 0.62, ...both('mouthLowerDown', 0.3), ...both('mouthUpperUp', 0.18) },
  E: { jawOpen: 0.36, ...both('mouthStretch', 0.3), ...both('mouthLowerDown', 0.28), ...both('mouthUpperUp', 0.16) },
  I: { jawOpen: 0.2, ...both('mouthStretch', 0.42), ...both('mouthSmile', 0.18), ...both('mouthLowerDown', 0.24) },
  O: { jawOpen: 0.44, mouthFunnel: 0.6, mouthPucker: 0.25 },
  U: { jawOpen: 0.17, mouthPucker: 0.65, mouthFunnel: 0.4 },
  PP: { mouthRollUpper: 0.12, mouthRollLower: 0.15, ...both('mouthPress', 0.2) },
  nn: { jawOpen: 0.12, ...both('mouthLowerDown', 0.12) },
  SS: { jawOpen: 0.07, ...both('mouthStretch', 0.26), ...both('mouthLowerDown', 0.24), ...both('mouthUpperUp', 0.12) },
  sil: {},
};

/** How far the jaw opens at most. */
export const WIDEST_JAW = SHAPES.aa.jawOpen ?? 1;

/** VISEMES x 52: their blendshapes. */
export const VISEME_SHAPES: Float32Array = shapeRows();

function shapeRows(): Float32Array {
  const rows = new Float32Array(VISEMES.length * BLENDSHAPES.length);
  VISEMES.forEach((viseme, v) => {
    for (const [name, value] of Object.entries(SHAPES[viseme])) {
      rows[v * BLENDSHAPES.length + BLENDSHAPE_INDEX[name as Blendshape]] = value;
    }
  });
  return rows;
}

/** Visemes that loudness opens wider; the others are as they are however loud. */
export const IS_VOWEL: readonly boolean[] = VISEMES.map((viseme) => ['aa', 'E', 'I', 'O', 'U'].includes(viseme));

/**
 * 52 shares 0..1: what a voice takes over of a tracked mouth. What shows a mood rather than a sound (a smile, a frown, a mouth
 * pulled aside) stays the face's own.
 */
export const SPOKEN_SHARES: Float32Array = Float32Array.from(BLENDSHAPES, (name) =>
  name === 'jawOpen' || /^mouth(Close|Funnel|Pucker|Stretch|LowerDown|UpperUp|Press|Roll|Shrug)/.test(name) ? 1 : 0,
);
