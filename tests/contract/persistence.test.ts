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
    expect(readdirSync(path.join(folder, 'data')).filter((name) => name !== 'settings.json')).toEqual([]);
  }, 60_000);
});
