import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RelayState } from '@masque/config/messages';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';
import { connectLink, startRelay, startRelayProcess, temporaryFolder, writeFiles } from './relay-fixture.ts';

async function settingsOf(url: string): Promise<RelayState['settings']> {
  const { snapshots } = await connectLink(url, { role: 'panel' });
  return snapshots.all[0].settings;
}

describe('settings on disk', () => {
  test('survive the end of the relay', async () => {
    const first = await startRelay();
    const { link } = await connectLink(first.url, { role: 'panel' });
    await link.command('settings.change', { tracking: { detectionThreshold: 0.6 } });
    await link.command('avatar.show', { slot: 'main', avatar: 'birch' });
    await first.close();
    const second = await startRelay({ dataDir: first.dataDir });
    expect(await settingsOf(second.url)).toEqual({
      ...DEFAULT_SETTINGS,
      tracking: { ...DEFAULT_SETTINGS.tracking, detectionThreshold: 0.6 },
      live: { main: 'birch' },
    });
  });

  test.each([
    ['not JSON', '{"version": 1, "tracking": {"stab'],
    ['not an object', '[]'],
    ['out of range', JSON.stringify({ ...DEFAULT_SETTINGS, motion: { strength: 77 } })],
    ['of a newer version', JSON.stringify({ ...DEFAULT_SETTINGS, version: 99 })],
    ['empty, as after a power cut', ''],
  ])('that are %s are kept aside, and the defaults are used', async (_, content) => {
    const dataDir = temporaryFolder();
    writeFiles(dataDir, { 'settings.json': content });
    const { url, log } = await startRelay({ dataDir });
    const { snapshots } = await connectLink(url, { role: 'panel' });
    expect(snapshots.all[0].settings).toEqual(DEFAULT_SETTINGS);
    const aside = readdirSync(dataDir).filter((name) => name.startsWith('settings.damaged-'));
    expect(readFileSync(path.join(dataDir, aside[0]), 'utf8')).toBe(content);
    expect(log.join('\n')).toContain(aside[0]);
    expect(snapshots.all[0].damaged).toEqual([
      { file: path.join(dataDir, 'settings.json'), keptAs: path.join(dataDir, aside[0]), reason: expect.stringMatching(/./) },
    ]);
  });

  test('that nobody can write are refused to the asker, and hold until the end', async () => {
    const dataDir = temporaryFolder();
    const { url, log } = await startRelay({ dataDir });
    const { link, patches } = await connectLink(url, { role: 'panel' });
    // A folder in the file's place fails for every user, root as well.
    writeFiles(dataDir, { 'settings.json/in-the-way': '' });
    await expect(link.command('settings.change', { motion: { mirror: false } })).rejects.toMatchObject({ code: 'not-saved' });
    expect(patches.all.findLast((changes) => changes.settings)?.settings?.motion.mirror).toBe(false);
    expect(log).toEqual([expect.stringContaining(dataDir)]);
  });

  test('of answered commands outlive a kill in the middle of writing', async () => {
    const folder = temporaryFolder();
    const { url, relay } = await startRelayProcess(folder);
    const { link } = await connectLink(url, { role: 'panel' });
    const killed = once(relay, 'exit');
    let saved = 0;
    let answered = 0;
    for (let i = 1; relay.exitCode === null && relay.signalCode === null; i++) {
      const strength = i / 10_000;
      link.command('settings.change', { motion: { strength } }).then(
        () => {
          saved = strength;
          // The changes behind this one are on their way to the disk.
          if (++answered === 5) relay.kill('SIGKILL');
        },
        () => {},
      );
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await killed;
    link.close();
    expect(answered).toBeGreaterThanOrEqual(5);
    const again = await startRelay({ dataDir: path.join(folder, 'data') });
    expect((await settingsOf(again.url)).motion.strength).toBeGreaterThanOrEqual(saved);
    expect(again.log).toEqual([]);
    expect(readdirSync(path.join(folder, 'data')).filter((name) => !['settings.json', 'takes'].includes(name))).toEqual([]);
  }, 60_000);
});

test('a password that cannot be read is kept aside and asked for again, without a word of it', async () => {
  const dataDir = temporaryFolder();
  writeFiles(dataDir, { 'secrets.json': '{"obsPassword": "hush' });
  const { url, log } = await startRelay({ dataDir });
  const { snapshots } = await connectLink(url, { role: 'panel' });
  const [damaged] = snapshots.all[0].damaged;
  expect(damaged.file).toBe(path.join(dataDir, 'secrets.json'));
  expect(readFileSync(damaged.keptAs ?? '', 'utf8')).toContain('hush');
  expect(snapshots.all[0].obs.passwordSet).toBe(false);
  expect(JSON.stringify([snapshots.all, log])).not.toContain('hush');
});

describe('whatever is being written', () => {
  /** Begins as a PNG does, and tells by its bytes whether all of it is there. */
  const content = (mark: number, length: number): Buffer<ArrayBuffer> => {
    const bytes = Buffer.alloc(length, mark);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return bytes;
  };
  const revision = 'ab'.repeat(12);

  /** A busy panel, until the relay is killed: when so much was answered, and much else is under way. */
  async function work({ url, relay }: Awaited<ReturnType<typeof startRelayProcess>>, enough: number): Promise<void> {
    const { link } = await connectLink(url, { role: 'panel' });
    const ended = once(relay, 'exit');
    let answered = 0;
    let killed = false;
    const count = (): void => {
      if (++answered < enough || killed) return;
      killed = relay.kill('SIGKILL');
    };
    const ever = async (act: (turn: number) => Promise<unknown>): Promise<void> => {
      for (let turn = 0; !killed; turn++) await act(turn).then(count, () => {});
    };
    await Promise.all([
      ever(async (turn) => {
        const response = await fetch(`${url}/api/avatars?name=Own`, { method: 'POST', body: content(turn % 200, 300_000) });
        const { id } = (await response.json()) as { id: string };
        await link.command('avatar.rename', { avatar: id, name: `Own ${turn}` });
        await link.command('avatar.duplicate', { avatar: id });
        await link.command('avatar.delete', { avatar: id });
        await link.command('history.undo', {});
        await link.command('avatar.delete', { avatar: id });
      }),
      ever((turn) => fetch(`${url}/analyses/ash/${revision}-1536-v${turn % 3}`, { method: 'PUT', body: content(7, 2_000_000) })),
      ever((turn) => link.command('obs.password', { password: `password ${turn}` })),
      ever((turn) => link.command('settings.change', { motion: { strength: (turn % 100) / 100 } })),
    ]);
    link.close();
    await ended;
  }

  test('when it is killed, everything is there whole or not at all', async () => {
    const folder = temporaryFolder();
    const dataDir = path.join(folder, 'data');
    for (const enough of [5, 15, 35]) await work(await startRelayProcess(folder), enough);
    const { url, log } = await startRelay({ dataDir });
    const { snapshots } = await connectLink(url, { role: 'panel' });
    const [{ avatars, damaged, obs }] = snapshots.all;
    expect([damaged, log]).toEqual([[], []]);
    expect(obs.passwordSet).toBe(true);
    const own = avatars.filter(({ source }) => source === 'user');
    expect(own.length).toBeGreaterThan(0);
    for (const { id, picture } of own) {
      const bytes = Buffer.from(await (await fetch(`${url}/avatars/${id}/${picture}`)).arrayBuffer());
      expect(bytes.equals(content(bytes[8], 300_000)), id).toBe(true);
    }
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name, parentPath } of files) {
      if (name.startsWith('ash.')) expect(readFileSync(path.join(parentPath, name)).equals(content(7, 2_000_000)), name).toBe(true);
    }
    const kinds = new Set(files.map(({ name }) => name.replace(/^ash\..*-v\d$/, 'analysis')));
    expect([...kinds].sort()).toEqual(['analysis', 'avatar.json', 'picture.png', 'secrets.json', 'settings.json']);
    expect(readdirSync(path.join(dataDir, 'avatars')).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 120_000);
});
