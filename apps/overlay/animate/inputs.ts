import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The job's input files by the names under which the renderer's page fetches them. */
export interface Inputs {
  /** The portrait's path. */
  portrait: string;
  files: Map<string, string>;
  /** One name for a clip file, all in order for a folder of frames. */
  driving: string[];
}

/**
 * Finds the input files.
 * @throws Error with one line for the user where one is missing or a folder holds no frames
 */
export function findInputs(portrait: string, driving: string): Inputs {
  if (!existsSync(portrait) || !statSync(portrait).isFile()) throw new Error(`--portrait: there is no file ${portrait}`);
  if (!existsSync(driving)) throw new Error(`--driving: there is no file or folder ${driving}`);
  const files = new Map([['portrait', portrait]]);
  if (!statSync(driving).isDirectory()) return { portrait, files: files.set('driving', driving), driving: ['driving'] };
  const frames = readdirSync(driving)
    .filter((name) => /\.(png|jpe?g|webp)$/i.test(name))
    .sort(new Intl.Collator('en', { numeric: true }).compare);
  if (frames.length === 0) throw new Error(`--driving: the folder ${driving} holds no png, jpg or webp frames`);
  const names = frames.map((_, i) => `driving-${i}`);
  frames.forEach((frame, i) => {
    files.set(names[i], path.join(driving, frame));
  });
  return { portrait, files, driving: names };
}
