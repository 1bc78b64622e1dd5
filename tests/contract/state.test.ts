import type { Patch, Snapshot } from '@masque/config/messages';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { describe, expect, test } from 'vitest';
import { avatarJson, connectLink, createHearing, hello, next, rawSocket, startRelay, writeFiles } from './relay-fixture.ts';

describe('state of the relay', () => {
  test('a hello is answered by one snapshot', async () => {
    const { url } = await startRelay();
    const socket = rawSocket(url, hello({ role: 'show' }));
    const { revision, state } = await next<Snapshot>(socket, 'snapshot');
    expect(revision).toBeGreaterThan(0);
    expect(state.settings).toEqual(DEFAULT_SETTINGS);
    expect(state.avatars.map(({ id, source }) => [id, source])).toEqual([
      ['ash', 'shipped'],
      ['birch', 'shipped'],
    ]);
    expect(state.presence.main).toEqual({ show: 1, track: 0, preview: 0, panel: 0, pad: 0 });
  });

  test('patches are numbered without gaps from the snapshot on, and carry only what changed', async () => {
    const { url } = await startRelay();
    const socket = rawSocket(url);
    const patches = createHearing<Patch>();
    socket.on('patch', patches.hear);
    const { revision } = await next<Snapshot>(socket, 'snapshot');
    const { link } = await connectLink(url, { role: 'panel' });
    await link.command('settings.change', { motion: { strength: 1.5 } });
    await link.command('avatar.show', { slot: 'main', avatar: 'birch' });
    const heard = await patches.until((all) => all.length === 5);
    expect(heard.map((patch) => patch.revision)).toEqual([1, 2, 3, 4, 5].map((step) => revision + step));
    expect(heard.map(({ changes }) => Object.keys(changes))).toEqual([['presence'], ['settings'], ['history'], ['settings'], ['history']]);
  });

  test('a change of the settings reaches every client', async () => {
    const { url } = await startRelay();
    const clients = await Promise.all([
      connectLink(url),
      connectLink(url, { role: 'track' }),
      connectLink(url, { role: 'panel', slot: 'other' }),
    ]);
    await clients[2].link.command('settings.change', { tracking: { stability: 0.9 }, motion: { mirror: false } });
    for (const { patches } of clients) {
      const heard = await patches.until((all) => all.some(({ settings }) => settings?.tracking.stability === 0.9));
      expect(heard.findLast(({ settings }) => settings)?.settings).toEqual({
        ...DEFAULT_SETTINGS,
        tracking: { ...DEFAULT_SETTINGS.tracking, stability: 0.9 },
        motion: { ...DEFAULT_SETTINGS.motion, mirror: false },
      });
    }
  });

  test('an avatar is put live in one slot', async () => {
    const { url } = await startRelay();
    const [panel, overlay] = await Promise.all([connectLink(url, { role: 'panel' }), connectLink(url, { slot: 'guest' })]);
    await panel.link.command('avatar.show', { slot: 'guest', avatar: 'birch' });
    const heard = await overlay.patches.until((all) => all.some((changes) => changes.settings));
    const settings = heard.findLast((changes) => changes.settings)?.settings;
    expect(settings?.live).toEqual({ ...DEFAULT_SETTINGS.live, guest: 'birch' });
  });

  test('a client that missed a patch asks for the snapshot and has the truth again', async () => {
    const { url } = await startRelay();
    const panel = await connectLink(url, { role: 'panel' });
    const socket = rawSocket(url);
    const first = await next<Snapshot>(socket, 'snapshot');
    await panel.link.command('settings.change', { motion: { strength: 0.5 } });
    socket.emit('request-snapshot');
    const second = await next<Snapshot>(socket, 'snapshot');
    expect(second.revision).toBe(first.revision + 2);
    expect(second.state.settings.motion.strength).toBe(0.5);
  });

  test('a folder added to the library appears after a reload, and a wrong one is left out and named', async () => {
    const { url, dataDir } = await startRelay();
    const panel = await connectLink(url, { role: 'panel' });
    writeFiles(dataDir, { 'avatars/cedar/avatar.json': avatarJson('cedar', 'Cedar'), 'avatars/dogwood/avatar.json': avatarJson('elm') });
    await panel.link.command('avatars.reload', {});
    const heard = await panel.patches.until((all) => all.some((changes) => changes.avatars));
    expect(heard.findLast((changes) => changes.avatars)?.avatars?.map(({ id, source }) => [id, source])).toEqual([
      ['ash', 'shipped'],
      ['birch', 'shipped'],
      ['cedar', 'user'],
    ]);
    expect((await panel.patches.until((all) => all.some((changes) => changes.damaged))).at(-1)?.damaged).toEqual([
      { file: expect.stringContaining('dogwood'), keptAs: null, reason: expect.stringContaining('elm') },
    ]);
  });

  test('a client that leaves is no longer counted', async () => {
    const { url } = await startRelay();
    const panel = await connectLink(url, { role: 'panel' });
    const tracker = await connectLink(url, { role: 'track' });
    await panel.patches.until((all) => all.at(-1)?.presence?.main.track === 1);
    tracker.link.close();
    await panel.patches.until((all) => all.at(-1)?.presence?.main.track === 0);
  });
});
