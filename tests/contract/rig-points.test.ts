import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LibraryAvatar } from '@masque/config/messages';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { kasumiPoints } from '../support/rig-points.ts';
import { connectLink, startRelay } from './relay-fixture.ts';

/** Begins as a PNG does; no more of it is looked at by the relay. */
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const points = kasumiPoints();
const moved = { ...points, points: points.points.with(38, [610, 655]) };

async function start() {
  const relay = await startRelay();
  const panel = await connectLink(relay.url, { role: 'panel' });
  const library = (): readonly LibraryAvatar[] =>
    panel.patches.all.findLast(({ avatars }) => avatars)?.avatars ?? panel.snapshots.all[0].avatars;
  const post = async (body: Uint8Array): Promise<{ status: number; id: string }> => {
    const response = await fetch(`${relay.url}/api/avatars?name=Fern`, { method: 'POST', body: Buffer.from(body) });
    return { status: response.status, ...((await response.json()) as { id: string }) };
  };
  const { id } = await post(PNG);
  const avatar = (which = id) => library().find((one) => one.id === which) as LibraryAvatar;
  const read = async (which = id) => (await fetch(`${relay.url}/avatars/${which}/points.json`)).json();
  return { ...relay, command: panel.link.command, id, post, avatar, read, file: path.join(relay.dataDir, 'avatars', id, 'points.json') };
}

test('points are kept beside the picture, make another revision, and are taken away again', async () => {
  const { command, id, avatar, read, file } = await start();
  const before = avatar().revision;
  await command('avatar.points', { avatar: id, points });
  expect(await read()).toEqual(points);
  const placed = avatar();
  expect(placed.points).toBe('points.json');
  expect(placed.revision).not.toBe(before);
  await command('avatar.points', { avatar: id, points: moved });
  expect(await read()).toEqual(moved);
  expect([before, placed.revision]).not.toContain(avatar().revision);
  await command('avatar.rename', { avatar: id, name: 'Bracken' });
  expect(avatar().points).toBe('points.json');
  await command('avatar.points', { avatar: id, points: null });
  expect(avatar().revision).toBe(before);
  expect(avatar().points).toBeUndefined();
  expect(existsSync(file)).toBe(false);
});

test('what was placed is undone and done again', async () => {
  const { command, id, avatar, read } = await start();
  const before = avatar().revision;
  await command('avatar.points', { avatar: id, points });
  await command('avatar.points', { avatar: id, points: moved });
  await command('history.undo', {});
  expect(await read()).toEqual(points);
  await command('history.undo', {});
  expect(avatar().revision).toBe(before);
  await command('history.redo', {});
  await command('history.redo', {});
  expect(await read()).toEqual(moved);
  await command('avatar.points', { avatar: id, points: null });
  await command('history.undo', {});
  expect(await read()).toEqual(moved);
});

test.each<[string, unknown]>([
  ['too few', { ...points, points: points.points.slice(2) }],
  ['no numbers', { ...points, points: points.points.with(0, ['a', 'b'] as never) }],
  ['far outside', { ...points, points: points.points.with(0, [-1e6, 0]) }],
  ['of a later version', { ...points, version: 9 }],
  ['a word', 'points'],
])('points that are %s are refused whole', async (_, bad) => {
  const { command, id, avatar, file } = await start();
  await command('avatar.points', { avatar: id, points });
  const [{ revision }, text] = [avatar(), readFileSync(file, 'utf8')];
  await expect(command('avatar.points', { avatar: id, points: bad as never })).rejects.toMatchObject({ code: 'bad-payload' });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(avatar().revision).toBe(revision);
});

test('one that we ship keeps its face, and nobody has none', async () => {
  const { command } = await start();
  await expect(command('avatar.points', { avatar: 'ash', points })).rejects.toMatchObject({ code: 'shipped-avatar' });
  await expect(command('avatar.points', { avatar: 'nobody', points })).rejects.toMatchObject({ code: 'unknown-avatar' });
});

test('copies and archives carry them, and an archive with bad ones is refused', async () => {
  const { command, id, read, post, url } = await start();
  await command('avatar.points', { avatar: id, points: moved });
  await command('avatar.duplicate', { avatar: id });
  expect(await read('fern-2')).toEqual(moved);
  const archive = new Uint8Array(await (await fetch(`${url}/api/avatars/${id}/archive`)).arrayBuffer());
  const added = await post(archive);
  expect(added).toMatchObject({ status: 201, id: 'fern-3' });
  expect(await read('fern-3')).toEqual(moved);
  expect((await post(zipSync({ ...unzipSync(archive), 'points.json': strToU8('{"version":1}') }))).status).toBe(400);
});
