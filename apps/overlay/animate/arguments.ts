import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run animate -- --portrait PICTURE --driving CLIP --out OUT [options]

  --portrait PICTURE  the face to animate: png, jpg or webp
  --driving CLIP      the face to follow: mp4, webm, gif, or a folder of numbered pictures
  --out OUT           a folder (numbered PNG frames, alpha kept), or a .webm or .mp4 file
  --fps N             frames a second (default: the clip's own; 25 for a folder)
  --size N            pixels of the longer side (default: the portrait's, at most 1024)
  --max-frames N      stop after N frames
  --motion FORM       dense (default) or sparse: which form of motion is sent to the drawing side
  --regions LIST      what follows the driver, comma between: all (default), or some of pose, expression, lips, eyes
  --strength N        how much of the motion is shown: 0 to 2 (default 1)
  --lips MODE         absolute (default): parted lips of the portrait close when the driver's do; or relative
  --eyes MODE         relative (default): open eyes are the portrait's own; or absolute: as wide as the driver's
  --background KIND   own (default) or none: a cut-out, transparent around the head
  --browser PATH      the Chrome, Chromium or Edge to draw with (default: the one that is found)`;

/** A wrong call: the message says what is wrong; exit status 2. */
export class UsageError extends Error {}

export const REGIONS = ['pose', 'expression', 'lips', 'eyes'] as const;
export type Region = (typeof REGIONS)[number];
export type Mode = 'absolute' | 'relative';

export interface AnimateOptions {
  portrait: string;
  driving: string;
  out: string;
  fps: number | null;
  size: number | null;
  maxFrames: number | null;
  motion: 'dense' | 'sparse';
  regions: Region[];
  strength: number;
  lips: Mode;
  eyes: Mode;
  background: 'own' | 'none';
  browser: string | null;
}

const TEXTS = ['portrait', 'driving', 'out', 'fps', 'size', 'max-frames', 'regions', 'strength', 'browser'] as const;
const CHOICES = ['motion', 'lips', 'eyes', 'background'] as const;

/**
 * Reads the command line.
 * @returns null when help is asked for
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): AnimateOptions | null {
  const names = [...TEXTS, ...CHOICES] as const;
  let values: Partial<Record<(typeof names)[number], string>> & { help?: boolean };
  try {
    const texts = Object.fromEntries(names.map((name) => [name, { type: 'string' }])) as Record<(typeof names)[number], { type: 'string' }>;
    ({ values } = parseArgs({ args: [...args], options: { ...texts, help: { type: 'boolean', short: 'h' } } }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return null;
  const { portrait, driving, out } = values;
  if (!portrait) throw new UsageError('--portrait is missing');
  if (!driving) throw new UsageError('--driving is missing');
  if (!out) throw new UsageError('--out is missing');
  return {
    portrait,
    driving,
    out,
    motion: choice('--motion', values.motion, 'dense', 'sparse'),
    regions: regions(values.regions),
    strength: number('--strength', values.strength, 0, 2, false) ?? 1,
    lips: choice('--lips', values.lips, 'absolute', 'relative'),
    eyes: choice('--eyes', values.eyes, 'relative', 'absolute'),
    background: choice('--background', values.background, 'own', 'none'),
    fps: number('--fps', values.fps, 0.1, 240, false),
    size: number('--size', values.size, 64, 4096, true),
    maxFrames: number('--max-frames', values['max-frames'], 1, 1e6, true),
    browser: values.browser ?? null,
  };
}

function number(name: string, value: string | undefined, least: number, most: number, whole: boolean): number | null {
  if (value === undefined) return null;
  const n = Number(value);
  if (!Number.isFinite(n) || n < least || n > most || (whole && !Number.isInteger(n))) {
    throw new UsageError(`${name} wants a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not '${value}'`);
  }
  return n;
}

/** One of two words; the first where nothing is said. */
function choice<A extends string, B extends string>(name: string, value: string | undefined, usual: A, other: B): A | B {
  if (value === undefined || value === usual) return usual;
  if (value === other) return other;
  throw new UsageError(`${name} is ${usual} or ${other}, not '${value}'`);
}

function regions(list: string | undefined): Region[] {
  if (list === undefined || list === 'all') return [...REGIONS];
  return list.split(',').map((word) => {
    const region = REGIONS.find((name) => name === word.trim());
    if (!region) throw new UsageError(`--regions are all, or some of ${REGIONS.join(', ')}; not '${word}'`);
    return region;
  });
}
