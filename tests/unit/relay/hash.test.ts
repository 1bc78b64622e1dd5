import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeFiles } from '../../contract/relay-fixture.ts';

// Plain JavaScript, since it runs before anything is installed.
const script = new URL('../../../apps/relay/bin/hash.mjs', import.meta.url).href;
const { hashOf } = (await import(script)) as { hashOf(root: string, sources: string[]): string };

test('what pages are built from changes with content, names and number of files, not with avatars', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'masque-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const sources = ['src', 'config', 'page.html', 'missing.json'];
  writeFiles(root, {
    'src/a.ts': '1',
    'src/deep/b.frag': '2',
    'page.html': '3',
    'config/settings.ts': '4',
    'config/avatars/ash/avatar.json': '5',
  });
  const seen = [hashOf(root, sources)];
  writeFiles(root, { 'config/avatars/ash/avatar.json': '6' });
  expect(hashOf(root, sources)).toBe(seen[0]);
  const changes: (() => void)[] = [
    () => writeFiles(root, { 'src/deep/b.frag': '7' }),
    () => renameSync(path.join(root, 'src/a.ts'), path.join(root, 'src/c.ts')),
    () => writeFiles(root, { 'missing.json': '' }),
    () => rmSync(path.join(root, 'config/settings.ts')),
  ];
  for (const change of changes) {
    change();
    const hash = hashOf(root, sources);
    expect(seen).not.toContain(hash);
    expect(hashOf(root, sources)).toBe(hash);
    seen.push(hash);
  }
});
