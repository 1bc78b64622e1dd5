import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** One entry of `manifest.json`. */
export interface ModelEntry {
  id: string;
  kind: string;
  purpose: string;
  /** npm package, its exact version and the file in it. */
  package: string;
  version: string;
  file: string;
  /** Byte range [start, end) inside the file; null for the whole file. */
  range: number[] | null;
  /** The file's name before it was packed. */
  original: string;
  /** Of the bytes in the range, hexadecimal. */
  sha256: string;
  license: string;
  /** Tensor name -> shape after conversion (NCHW). */
  inputs?: Record<string, number[]>;
  outputs?: Record<string, number[]>;
}

const require = createRequire(import.meta.url);

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads a model's bytes out of its npm package.
 * Throws where the package is missing, has another version, or its bytes are not the ones the manifest names.
 */
export function readSource(entry: ModelEntry): Uint8Array {
  const folder = packageFolder(entry);
  const file = readFileSync(path.join(folder, entry.file));
  const bytes = entry.range ? file.subarray(entry.range[0], entry.range[1]) : file;
  const found = sha256(bytes);
  if (found !== entry.sha256) {
    throw new Error(
      `${entry.id}: ${entry.package}/${entry.file} is not the file this project was built with ` +
        `(sha256 ${found}, expected ${entry.sha256}). Remove node_modules/${entry.package} and run \`npm install\` again.`,
    );
  }
  return bytes;
}

function packageFolder(entry: ModelEntry): string {
  let manifest: string;
  try {
    manifest = require.resolve(`${entry.package}/package.json`);
  } catch {
    throw new Error(`${entry.id}: the npm package ${entry.package} is not installed. Run \`npm install\` first.`);
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  if (version !== entry.version) {
    throw new Error(`${entry.id}: ${entry.package} is installed as ${version}, but ${entry.version} is needed. Run \`npm ci\`.`);
  }
  return path.dirname(manifest);
}
