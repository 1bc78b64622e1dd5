import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, createPortraitCache, pictureKey } from '../../../../apps/overlay/animate/portrait-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const portrait = Buffer.from(Array.from({ length: 5000 }, (_, i) => (7 * i) % 256));

describe('createPortraitCache', () => {
  it('gives back what was saved, also to the next run', async () => {
    const below = path.join(folder, 'masque', 'portraits');
    expect(await createPortraitCache(below).load('a')).toBeNull();
    await createPortraitCache(below).save('a', portrait);
    expect(await createPortraitCache(below).load('a')).toEqual(portrait);
    expect(await createPortraitCache(below).load('b')).toBeNull();
  });

  it('ignores what is damaged, and replaces it', async () => {
    const cache = createPortraitCache(folder);
    const file = path.join(folder, 'a');
    await cache.save('a', portrait);
    const bytes = readFileSync(file);
    bytes[3000] ^= 1;
    writeFileSync(file, bytes);
    expect(await cache.load('a')).toBeNull();
    await cache.save('a', portrait);
    truncateSync(file, 4000);
    expect(await cache.load('a')).toBeNull();
    truncateSync(file, 0);
    expect(await cache.load('a')).toBeNull();
    await cache.save('a', portrait);
    expect(await cache.load('a')).toEqual(portrait);
  });

  it('holds no more than it may, and gives up what was unused for longest', async () => {
    const cache = createPortraitCache(folder, 3 * portrait.length);
    await cache.save('old', portrait);
    await cache.save('used', portrait);
    for (const name of ['old', 'used']) utimesSync(path.join(folder, name), 1000, 1000);
    expect(await cache.load('used')).toEqual(portrait);
    await cache.save('new', portrait);
    expect(readdirSync(folder).sort()).toEqual(['new', 'used']);
  });

  it('does without where nothing can be written', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const cache = createPortraitCache(path.join(file, 'below'));
    await cache.save('a', portrait);
    expect(await cache.load('a')).toBeNull();
  });
});

it('tells pictures apart by what is in them', async () => {
  for (const [name, content] of Object.entries({ a: 'one', b: 'one', c: 'two' })) writeFileSync(path.join(folder, name), content);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => pictureKey(path.join(folder, name))));
  expect(a).toBe(b);
  expect(a).not.toBe(c);
  expect(a).toMatch(/^[0-9a-f]{24}$/);
});

it("lies in each system's usual place", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' }, 'linux')).toBe(path.join('/somewhere', 'masque'));
  expect(cacheFolder({}, 'linux')).toMatch(/\.cache.masque$/);
  expect(cacheFolder({}, 'darwin')).toMatch(/Library.Caches.masque$/);
  expect(cacheFolder({ LOCALAPPDATA: 'local' }, 'win32')).toBe(path.join('local', 'masque', 'Cache'));
});
