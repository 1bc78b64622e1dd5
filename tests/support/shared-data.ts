import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Foreign portraits and clips that may lie beside a checkout; not part of the project. */
const folder = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Path of a file of the shared test material, or null where the material is absent. */
export function sharedFile(...parts: string[]): string | null {
  const file = path.join(folder, ...parts);
  return existsSync(file) ? file : null;
}
