import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RelayState } from '@masque/config/messages';
import { createMotion, encodeMotion } from '@masque/config/motion-frame';
import { TAKE_FRAME_LENGTH, type Take, takeUrl } from '@masque/config/take';
import { describe, expect, test } from 'vitest';
import { connectLink, startRelay, temporaryFolder, writeFiles } from './relay-fixture.ts';

const frame = (time: number): number[] => [time, 1, 100 * (time % 7), 0, 0, 0, 0, 10_000, ...new Array(TAKE_FRAME_LENGTH - 8).fill(0)];
const take = (name: string, milliseconds = 300): Take => ({
  version: 1,
  name,
  created: 1_700_000_000_000,
  frames: [frame(0), frame(milliseconds / 2), frame(milliseconds)],
});

async function post(
  url: string,
  body: string,
): Promise<{ status: number; said: { id?: string; error?: { code: string; message: string } } }> {
  const response = await fetch(`${url}/api/takes`, { method: 'POST', body });
  return { status: response.status, said: (await response.json()) as { id?: string } };
}

const latest = <Part extends keyof RelayState>(patches: { all: Partial<RelayState>[] }, part: Part): RelayState[Part] | undefined =>
  patches.all.findLast((changes) => changes[part] !== undefined)?.[part];

describe('a recording', () => {
  test('keeps what moved the slot, in numbers, and gives it back', async () => {
    const { url, dataDir } = await startRelay();
    const { link, patches } = await connectLink(url, { role: 'panel' });
    const tracker = await connectLink(url, { role: 'track' });
    await link.command('take.record', { slot: 'main', on: true });
    const motion = createMotion();
    const viewer = await connectLink(url);
    // Motion is volatile: sent until enough of it has surely passed.
    for (let i = 0; viewer.motion.all.length < 5; i++) {
      motion.time = 1_000_000 + 40 * i;
      motion.head.yaw = i / 2;
      tracker.link.sendMotion(encodeMotion(motion, { dense: false }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await link.command('take.record', { slot: 'main', on: false, name: 'Nod' });
    await patches.until((all) => all.some(({ takes }) => takes?.length === 1));
    const [entry] = latest(patches, 'takes') ?? [];
    expect(entry).toMatchObject({ name: 'Nod' });
    expect(readdirSync(path.join(dataDir, 'takes'))).toContain(`${entry.id}.json`);
    const kept = (await (await fetch(url + takeUrl(entry.id))).json()) as Take;
    expect(kept.frames.length).toBeGreaterThan(2);
    expect(kept.frames[0][0]).toBe(0);
    // Half a degree in 40 ms.
    for (const [time, , yaw] of kept.frames) expect(yaw - kept.frames[0][2]).toBe((50 * time) / 40);
    expect(entry.seconds).toBeCloseTo((kept.frames.at(-1)?.[0] ?? 0) / 1000, 5);
  });

  test('without a tracker is refused, and one in which nobody moved keeps nothing', async () => {
    const { url } = await startRelay();
    const { link } = await connectLink(url, { role: 'panel' });
    await expect(link.command('take.record', { slot: 'main', on: true })).rejects.toMatchObject({ code: 'no-tracker' });
    await connectLink(url, { role: 'track' });
    await link.command('take.record', { slot: 'main', on: true });
    await expect(link.command('take.record', { slot: 'main', on: false })).rejects.toMatchObject({ code: 'no-tracker' });
  });
});

describe('a take', () => {
  test('is taken in, renamed, deleted and brought back, and survives the relay', async () => {
    const first = await startRelay();
    const { link, patches } = await connectLink(first.url, { role: 'panel' });
    const { status, said } = await post(first.url, JSON.stringify(take('Wave')));
    expect(status).toBe(201);
    const id = said.id ?? '';
    await link.command('take.rename', { id, name: 'Wave twice' });
    await link.command('take.delete', { id });
    await patches.until((all) => all.at(-1)?.history !== undefined && latest(patches, 'takes')?.length === 0);
    expect((await fetch(first.url + takeUrl(id))).status).toBe(404);
    await link.command('history.undo', {});
    expect(latest(patches, 'takes')).toEqual([{ id, name: 'Wave twice', created: 1_700_000_000_000, seconds: 0.3 }]);
    await first.close();
    const second = await startRelay({ dataDir: first.dataDir });
    const { snapshots } = await connectLink(second.url, { role: 'panel' });
    expect(snapshots.all[0].takes).toEqual([{ id, name: 'Wave twice', created: 1_700_000_000_000, seconds: 0.3 }]);
  });

  test('plays from one moment for all, ends by itself, loops until it is stopped, and stops when it is deleted', async () => {
    const { url } = await startRelay();
    const { link, patches } = await connectLink(url, { role: 'panel' });
    const id = (await post(url, JSON.stringify(take('Wave', 100)))).said.id ?? '';
    const before = Date.now();
    await link.command('take', { slot: 'main', id, op: 'play' });
    const played = latest(patches, 'playing')?.main;
    expect(played).toMatchObject({ take: id, loop: false });
    expect(played?.since).toBeGreaterThanOrEqual(before);
    await patches.until(() => latest(patches, 'playing')?.main === undefined);
    await link.command('take', { slot: 'main', id, op: 'loop' });
    expect(latest(patches, 'playing')?.main).toMatchObject({ take: id, loop: true });
    await link.command('take', { slot: 'main', id, op: 'stop' });
    expect(latest(patches, 'playing')).toEqual({});
    await link.command('take', { slot: 'main', id, op: 'loop' });
    await link.command('take.delete', { id });
    await patches.until(() => Object.keys(latest(patches, 'playing') ?? {}).length === 0);
    await expect(link.command('take', { slot: 'main', id, op: 'play' })).rejects.toMatchObject({ code: 'unknown-take' });
  });

  test.each([
    ['cut short', JSON.stringify(take('Cut')).slice(0, 300), 'cut short'],
    ['of a newer version', JSON.stringify({ ...take('New'), version: 2 }), 'version 2'],
    ['with a frame that lacks numbers', JSON.stringify({ ...take('Short'), frames: [frame(0), [20, 1, 0]] }), 'frame 2 is damaged'],
    [
      'with a text among its numbers',
      JSON.stringify({ ...take('Text'), frames: [frame(0), ['20', ...frame(20).slice(1)]] }),
      'frame 2 is damaged',
    ],
    ['whose time goes backwards', JSON.stringify({ ...take('Back'), frames: [frame(0), frame(40), frame(20)] }), 'frame 3 is out of order'],
    ['that is too long', JSON.stringify({ ...take('Long'), frames: [frame(0), frame(400_000)] }), 'longer than'],
    ['that is no take at all', 'hello', 'cut short, or no take'],
  ])('%s is refused with a reason, and nothing is kept', async (_, body, reason) => {
    const { url, dataDir } = await startRelay();
    const { status, said } = await post(url, body);
    expect(status).toBe(400);
    expect(said.error).toMatchObject({ code: 'bad-file', message: expect.stringContaining(reason) });
    expect(readdirSync(path.join(dataDir, 'takes')).filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  test('that cannot be read at the start stays where it is, and is told', async () => {
    const dataDir = temporaryFolder();
    writeFiles(dataDir, { 'takes/take-4.json': JSON.stringify({ ...take('New'), version: 2 }), 'takes/take-5.json': '{"version":1,' });
    const { url } = await startRelay({ dataDir });
    const { snapshots } = await connectLink(url, { role: 'panel' });
    expect(snapshots.all[0].takes).toEqual([]);
    expect(snapshots.all[0].damaged).toHaveLength(2);
    expect(snapshots.all[0].damaged[0]).toMatchObject({ keptAs: null, reason: expect.stringContaining('version 2') });
    expect(readFileSync(path.join(dataDir, 'takes/take-5.json'), 'utf8')).toBe('{"version":1,');
    // New ones do not take their names.
    writeFileSync(path.join(dataDir, 'note.txt'), '');
    expect((await post(url, JSON.stringify(take('Wave')))).said.id).toBe('take-6');
  });

  test('no path leads out of the folder', async () => {
    const { url, dataDir } = await startRelay();
    writeFiles(dataDir, { 'settings.json': '{}' });
    for (const id of ['..%2Fsettings', '%2e%2e', 'a%00b', '.deleted']) expect((await fetch(`${url}/api/takes/${id}`)).status).toBe(404);
  });
});
