import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run animate -- --portrait PICTURE --driving CLIP --out OUT [options]

  --portrait PICTURE  the face to animate: png, jpg or webp
  --driving CLIP      the face to follow: mp4, webm, gif, or a folder of numbered pictures
  --out OUT           a folder (numbered PNG frames, alpha kept), or a .webm or .mp4 file
  --fps N             frames a second (default: the clip's own; 25 for a folder)
  --size N            pixels of the longer side (default: the portrait's, at most 1024)
  --max-frames N      stop after N frames
  --motion FORM       dense (default) or sparse: which form of motion is sent to the drawing side
  --browser PATH      the Chrome, Chromium or Edge to draw with (default: the one that is found)`;

/** A wrong call: the message says what is wrong; exit status 2. */
export class UsageError extends Error {}

export interface AnimateOptions {
  portrait: string;
  driving: string;
  out: string;
  fps: number | null;
  size: number | null;
  maxFrames: number | null;
  motion: 'dense' | 'sparse';
  browser: string | null;
}

/**
 * Reads the command line.
 * @returns null when help is asked for
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): AnimateOptions | null {
  const text = { type: 'string' } as const;
  let values: Partial<Record<'portrait' | 'driving' | 'out' | 'fps' | 'size' | 'max-frames' | 'motion' | 'browser', string>> & {
    help?: boolean;
  };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        portrait: text,
        driving: text,
        out: text,
        fps: text,
        size: text,
        'max-frames': text,
        motion: text,
        browser: text,
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return null;
  const { portrait, driving, out, motion = 'dense' } = values;
  if (!portrait) throw new UsageError('--portrait is missing');
  if (!driving) throw new UsageError('--driving is missing');
  if (!out) throw new UsageError('--out is missing');
  if (motion !== 'dense' && motion !== 'sparse') throw new UsageError(`--motion is dense or sparse, not '${motion}'`);
  return {
    portrait,
    driving,
    out,
    motion,
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
