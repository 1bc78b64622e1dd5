import path from 'node:path';
import type { RenderJob } from '../src/roles/render.ts';
import { type AnimateOptions, readArguments, USAGE, UsageError } from './arguments.ts';
import { findInputs } from './inputs.ts';
import { openPage } from './open-page.ts';
import { openOutput } from './output.ts';
import { pictureKey } from './portrait-cache.ts';
import { createProgress } from './progress.ts';

/** npm runs scripts in the project's folder; paths are meant from where the user is. */
const HERE = process.env.INIT_CWD ?? process.cwd();

try {
  const options = readArguments(process.argv.slice(2));
  if (options) await animate(options);
  else console.log(USAGE);
} catch (error) {
  const wrongCall = error instanceof UsageError;
  console.error(wrongCall ? `${error.message}\n\n${USAGE}` : `animate: ${(error as Error).message}`);
  process.exitCode = wrongCall ? 2 : 1;
}

/** Renders a clip in a browser of this machine, through the overlay's own page. @throws Error with one line for the user */
async function animate(options: AnimateOptions): Promise<void> {
  const inputs = findInputs(path.resolve(HERE, options.portrait), path.resolve(HERE, options.driving));
  const output = await openOutput(path.resolve(HERE, options.out));
  const progress = createProgress(process.stderr);
  const { page, close } = await openPage('render', options.browser, inputs.files, output.take, progress.show);
  try {
    const job: RenderJob = {
      portrait: { url: '/files/portrait', name: path.basename(options.portrait), kept: `/kept/${await pictureKey(inputs.portrait)}` },
      driving: { urls: inputs.driving.map((name) => `/files/${name}`), name: path.basename(options.driving) },
      kind: output.kind,
      fps: options.fps,
      size: options.size,
      maxFrames: options.maxFrames,
      motion: options.motion,
      regions: options.regions,
      strength: options.strength,
      lips: options.lips,
      eyes: options.eyes,
      background: options.background,
    };
    const result = await page.evaluate((j) => window.masqueRender(j), job);
    if (!result.ok) throw new Error(result.message);
    progress.end(`${result.frames} frames of ${result.width}x${result.height} at ${Number(result.fps.toFixed(3))} fps -> ${options.out}`);
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    await close();
  }
}
