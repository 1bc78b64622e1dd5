import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** No page is built from these: the relay serves them. */
const LEFT_OUT = 'config/avatars';

/**
 * Hash of what files contain and are called.
 * @param {string} root
 * @param {string[]} sources folders and files below it; one that is missing counts as that
 */
export function hashOf(root, sources) {
  const hash = createHash('sha256');
  for (const source of sources) {
    const isFolder = statSync(path.join(root, source), { throwIfNoEntry: false })?.isDirectory();
    for (const file of isFolder ? filesBelow(root, source) : [source]) hash.update(`${file}\n${contentHash(path.join(root, file))}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} file */
function contentHash(file) {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return 'missing';
  }
}

/** @param {string} root @param {string} folder @returns {string[]} */
function filesBelow(root, folder) {
  if (folder === LEFT_OUT) return [];
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, name) : [name];
  });
}
