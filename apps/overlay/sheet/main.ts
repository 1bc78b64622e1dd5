import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../animate/arguments.ts';
import { openPage } from '../animate/open-page.ts';
import { pictureKey } from '../animate/portrait-cache.ts';
import { createProgress } from '../animate/progress.ts';
import type { SheetJob } from '../src/roles/sheet.ts';
import { readArguments, type SheetOptions, USAGE } from './arguments.ts';

/** npm runs scripts in the project's folder; paths are meant from where the user is. */
const HERE = process.env.INIT_CWD ?? process.cwd();
const AVATARS = fileURLToPath(new URL('../../../config/avatars', import.meta.url));

try {
  const options = readArguments(process.argv.slice(2));
  if (options) await drawSheet(options);
  else console.log(USAGE);
} catch (error) {
  const wrongCall = error instanceof UsageError;
  console.error(wrongCall ? `${error.message}\n\n${USAGE}` : `sheet: ${(error as Error).message}`);
  process.exitCode = wrongCall ? 2 : 1;
}

/** Draws a portrait through all extremes or expressions, in a browser of this machine. @throws Error with one line for the user */
async function drawSheet({ portrait, out, cell, columns, expressions, browser }: SheetOptions): Promise<void> {
  const file = path.resolve(HERE, out);
  await mkdir(path.dirname(file), { recursive: true });
  const progress = createProgress(process.stderr);
  const shipped = path.join(AVATARS, portrait, 'avatar.json');
  const picture = path.resolve(HERE, portrait);
  if (!existsSync(shipped) && !existsSync(picture)) {
    throw new Error(`--portrait: there is no file ${picture}, and Masque ships no avatar of that name`);
  }
  const job: SheetJob = {
    portrait: existsSync(shipped)
      ? { avatar: { ...JSON.parse(await readFile(shipped, 'utf8')), source: 'shipped' } }
      : { url: '/files/portrait', name: path.basename(portrait), kept: `/kept/${await pictureKey(picture)}` },
    cell,
    columns,
    show: expressions ? 'expressions' : 'extremes',
  };
  const take = (_: string, data: Buffer): Promise<void> => writeFile(file, data);
  const { page, close } = await openPage('sheet', browser, new Map([['portrait', picture]]), take, progress.show, { '/avatars/': AVATARS });
  try {
    const result = await page.evaluate((j) => window.masqueSheet(j), job);
    if (!result.ok) throw new Error(result.message);
    progress.end(`${result.width}x${result.height} -> ${out}`);
  } finally {
    await close();
  }
}
