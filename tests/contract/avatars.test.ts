import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LOOK } from '@masque/config/look';
import type { LibraryAvatar } from '@masque/config/messages';
import type { Problem } from '@masque/config/refusal';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { avatarJson, connectLink, startRelay } from './relay-fixture.ts';

/** Begins as a PNG does; no more of it is looked at by the relay. */
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

async function start() {
  const relay = await startRelay();
  const panel = await connectLink(relay.url, { role: 'panel' });
  const library = (): readonly LibraryAvatar[] =>
    panel.patches.all.findLast(({ avatars }) => avatars)?.avatars ?? panel.snapshots.all[0].avatars;
  const add = async (body: Uint8Array, name = 'Face'): Promise<{ status: number; id?: string; error?: Problem }> => {
    const response = await fetch(`${relay.url}/api/avatars?name=${encodeURIComponent(name)}`, { method: 'POST', body: Buffer.from(body) });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const archive = async (id: string) => new Uint8Array(await (await fetch(`${relay.url}/api/avatars/${id}/archive`)).arrayBuffer());
  return { ...relay, command: panel.link.command, patches: panel.patches, library, add, archive };
}

describe('a picture', () => {
  test('becomes an avatar with a name and an id of its own', async () => {
    const { add, library, url } = await start();
    expect(await add(PNG, 'Étoile filante!')).toMatchObject({ status: 201, id: 'etoile-filante', name: 'Étoile filante!' });
    expect(await add(PNG, 'Étoile filante!')).toMatchObject({ status: 201, id: 'etoile-filante-2' });
    expect(await add(PNG, '猫')).toMatchObject({ status: 201, id: 'avatar', name: '猫' });
    expect(library().filter(({ source }) => source === 'user')).toHaveLength(3);
    const picture = await fetch(`${url}/avatars/etoile-filante/picture.png`);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['SVG with a script', strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['HEIC', Uint8Array.of(0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63)],
    ['a web page', strToU8('<!doctype html><p>hello')],
  ])('that is %s is refused', async (_, bytes) => {
    const { add, dataDir } = await start();
    expect(await add(bytes)).toMatchObject({ status: 400, error: { code: 'bad-file' } });
    expect(readdirSync(dataDir).filter((name) => name === 'avatars')).toEqual([]);
  });
});

describe('an archive', () => {
  test('brings an avatar to another Masque with all that belongs to it', async () => {
    const first = await start();
    const { id = '' } = await first.add(PNG, 'Traveller');
    await first.command('avatar.look', { avatar: id, change: { background: { kind: 'green' }, placement: { size: 1.5 } } });
    const bytes = await first.archive(id);
    const second = await start();
    expect(await second.add(bytes)).toMatchObject({ status: 201, id: 'traveller', name: 'Traveller' });
    await second.patches.until((all) => all.some(({ settings }) => settings?.looks.traveller));
    expect(second.patches.all.findLast(({ settings }) => settings)?.settings?.looks.traveller).toEqual({
      ...DEFAULT_LOOK,
      background: { ...DEFAULT_LOOK.background, kind: 'green' },
      placement: { ...DEFAULT_LOOK.placement, size: 1.5 },
    });
    expect(Object.keys(unzipSync(bytes)).sort()).toEqual(['avatar.json', 'look.json', 'picture.png']);
  });

  const good = { 'avatar.json': strToU8(avatarJson('elm')), 'picture.png': PNG };
  test.each<[string, Record<string, Uint8Array>]>([
    ['with a path that leads out', { ...good, '../../evil.png': PNG }],
    ['with a folder in it', { ...good, 'sub/picture.png': PNG }],
    ['with an absolute path', { ...good, '/etc/evil.png': PNG }],
    ['with a program in it', { ...good, 'run.sh': PNG }],
    ['without an avatar.json', { 'picture.png': PNG }],
    ['without its picture', { 'avatar.json': good['avatar.json'] }],
    ['with a picture that is none', { ...good, 'picture.png': strToU8('<svg/>') }],
    ['with an avatar.json that is damaged', { ...good, 'avatar.json': strToU8('{') }],
    ['with too many files', { ...good, ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}.png`, PNG])) }],
    ['that unpacks to gigabytes', { ...good, 'bomb.png': new Uint8Array(160 * 1024 * 1024) }],
  ])('%s is refused whole', async (_, entries) => {
    const { add, library, dataDir } = await start();
    expect(await add(zipSync(entries))).toMatchObject({ status: 400, error: { code: 'bad-file' } });
    expect(library().map(({ id }) => id)).toEqual(['ash', 'birch']);
    expect(readdirSync(path.dirname(dataDir)).sort()).toEqual(['data', 'models', 'overlay', 'panel', 'shipped']);
  });

  test('cut short is refused', async () => {
    const { add } = await start();
    const bytes = zipSync(good, { level: 0 });
    expect(await add(bytes.subarray(0, bytes.length - 30))).toMatchObject({ status: 400, error: { code: 'bad-file' } });
  });
});

describe('in the library', () => {
  test('an own avatar is renamed, duplicated, deleted and brought back', async () => {
    const { add, command, library } = await start();
    const { id = '' } = await add(PNG, 'Fern');
    await command('avatar.rename', { avatar: id, name: 'Fern the Great' });
    await command('avatar.look', { avatar: id, change: { placement: { flip: true } } });
    await command('avatar.duplicate', { avatar: id });
    expect(library().map(({ id, name }) => [id, name])).toEqual([
      ['ash', 'Ash'],
      ['birch', 'Birch'],
      ['fern', 'Fern the Great'],
      ['fern-2', 'Fern the Great 2'],
    ]);
    await command('avatar.delete', { avatar: id });
    expect(library().map(({ id }) => id)).toEqual(['ash', 'birch', 'fern-2']);
    await command('avatar.restore', { avatar: id });
    expect(library().map(({ id }) => id)).toContain('fern');
    await expect(command('avatar.restore', { avatar: 'nobody' })).rejects.toMatchObject({ code: 'unknown-avatar' });
  });

  test('one that is live when it is deleted gives way to another, and is live again when it is back', async () => {
    const { add, command, library, patches } = await start();
    const { id = '' } = await add(PNG, 'Zelkova');
    await command('avatar.show', { slot: 'main', avatar: id });
    await command('avatar.delete', { avatar: id });
    expect(library().some((avatar) => avatar.id === id)).toBe(false);
    await command('avatar.restore', { avatar: id });
    expect(patches.all.findLast(({ settings }) => settings)?.settings?.live.main).toBe(id);
  });

  test('one that we ship stays as it is, and can be copied', async () => {
    const { command, library } = await start();
    await expect(command('avatar.rename', { avatar: 'ash', name: 'Mine' })).rejects.toMatchObject({ code: 'shipped-avatar' });
    await expect(command('avatar.delete', { avatar: 'ash' })).rejects.toMatchObject({ code: 'shipped-avatar' });
    await command('avatar.duplicate', { avatar: 'ash' });
    expect(library().find(({ id }) => id === 'ash-2')).toMatchObject({ name: 'Ash 2', source: 'user' });
  });

  test('what was done is undone and done again, among changes of the settings', async () => {
    const { add, command, library } = await start();
    const names = (): string[] => library().map(({ name }) => name);
    await add(PNG, 'Hazel');
    await command('avatar.rename', { avatar: 'hazel', name: 'Witch Hazel' });
    await command('settings.change', { motion: { strength: 1.5 } });
    await command('avatar.duplicate', { avatar: 'hazel' });
    await command('avatar.delete', { avatar: 'hazel' });
    expect(names()).toEqual(['Ash', 'Birch', 'Witch Hazel 2']);
    // The deleted one may come back, so a new one of its name gets another id.
    expect(await add(PNG, 'Hazel')).toMatchObject({ id: 'hazel-3' });
    const steps = [names()];
    for (let i = 0; i < 6; i++) {
      await command('history.undo', {});
      steps.push(names());
    }
    expect(steps).toEqual([
      ['Ash', 'Birch', 'Hazel', 'Witch Hazel 2'],
      ['Ash', 'Birch', 'Witch Hazel 2'],
      ['Ash', 'Birch', 'Witch Hazel', 'Witch Hazel 2'],
      ['Ash', 'Birch', 'Witch Hazel'],
      ['Ash', 'Birch', 'Witch Hazel'],
      ['Ash', 'Birch', 'Hazel'],
      ['Ash', 'Birch'],
    ]);
    await expect(command('history.undo', {})).rejects.toMatchObject({ code: 'nothing-to-undo' });
    for (const before of steps.toReversed().slice(1)) {
      await command('history.redo', {});
      expect(names()).toEqual(before);
    }
  });
});
