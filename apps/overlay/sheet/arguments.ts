import { parseArgs } from 'node:util';
import { UsageError } from '../animate/arguments.ts';

export const USAGE = `usage: npm run sheet -- --portrait PICTURE --out OUT.png [options]

  --portrait PICTURE  the face to draw: png, jpg or webp; or the id of an avatar that Masque ships
  --out OUT.png       the contact sheet
  --cell N            pixels of the longer side of one picture on it (default: 360)
  --columns N         pictures side by side (default: 6)
  --expressions       the built-in expressions, not all that a face can do
  --browser PATH      the Chrome, Chromium or Edge to draw with (default: the one that is found)`;

export interface SheetOptions {
  portrait: string;
  out: string;
  cell: number;
  columns: number;
  expressions: boolean;
  browser: string | null;
}

/**
 * Reads the command line.
 * @returns null when help is asked for
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): SheetOptions | null {
  const text = { type: 'string' } as const;
  let values: { portrait?: string; out?: string; cell?: string; columns?: string; browser?: string; expressions?: boolean; help?: boolean };
  try {
    const help = { type: 'boolean', short: 'h' } as const;
    const expressions = { type: 'boolean' } as const;
    const options = { portrait: text, out: text, cell: text, columns: text, browser: text, expressions, help };
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return null;
  const { portrait, out } = values;
  if (!portrait) throw new UsageError('--portrait is missing');
  if (!out) throw new UsageError('--out is missing');
  if (!/\.png$/i.test(out)) throw new UsageError(`--out wants a .png file, not '${out}'`);
  return {
    portrait,
    out,
    cell: whole('--cell', values.cell ?? '360', 64, 2048),
    columns: whole('--columns', values.columns ?? '6', 1, 20),
    expressions: values.expressions ?? false,
    browser: values.browser ?? null,
  };
}

function whole(name: string, value: string, least: number, most: number): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < least || n > most)
    throw new UsageError(`${name} wants a whole number from ${least} to ${most}, not '${value}'`);
  return n;
}
