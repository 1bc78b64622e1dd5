import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../manifest.json' with { type: 'json' };
import { convertToOnnx } from './convert.ts';
import { readFaceGeometry } from './face-geometry.ts';
import { type ModelEntry, readSource, sha256 } from './sources.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, '..', 'dist');
const stampFile = path.join(dist, 'stamps.json');

/** Hash of everything in this folder: a change of the converter makes every output stale. */
function converterHash(): string {
  const files = readdirSync(here).filter((file) => file.endsWith('.ts'));
  return sha256(
    files
      .sort()
      .map((file) => sha256(readFileSync(path.join(here, file))))
      .join(),
  );
}

function readStamps(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

/** Written beside its place and moved there, so that a reader never meets half a file. */
function writeWhole(file: string, content: Uint8Array | string): void {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, file);
}

function build(entry: ModelEntry): Uint8Array | string {
  const source = readSource(entry);
  if (entry.kind === 'face-geometry') return `${JSON.stringify(readFaceGeometry(source))}\n`;
  const { onnx, inputs, outputs } = convertToOnnx(source, entry.id);
  if (JSON.stringify({ inputs, outputs }) !== JSON.stringify({ inputs: entry.inputs, outputs: entry.outputs })) {
    throw new Error(`${entry.id}: the shapes differ from the manifest: ${JSON.stringify({ inputs, outputs })}`);
  }
  return onnx;
}

/**
 * Builds what is missing or stale in `models/dist`; reports one line a model.
 * Throws with a message for the user where a package is missing, has another version or other bytes.
 */
export function buildModels(report: (line: string) => void): void {
  mkdirSync(dist, { recursive: true });
  const stamps = readStamps();
  const converter = converterHash();
  for (const entry of manifest.models as ModelEntry[]) {
    const name = entry.kind === 'face-geometry' ? `${entry.id}.json` : `${entry.id}.onnx`;
    const file = path.join(dist, name);
    const stamp = sha256(`${converter} ${JSON.stringify(entry)}`);
    if (stamps[entry.id] === stamp && existsSync(file)) {
      report(`${name} is up to date`);
      continue;
    }
    const start = performance.now();
    const content = build(entry);
    writeWhole(file, content);
    stamps[entry.id] = stamp;
    writeWhole(stampFile, `${JSON.stringify(stamps, null, 2)}\n`);
    const size = Math.ceil(content.length / 1024);
    report(`${name} from ${entry.package} ${entry.version}, ${size} kB, ${Math.round(performance.now() - start)} ms`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    buildModels((line) => console.log(`models: ${line}`));
  } catch (error) {
    console.error(`models: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
