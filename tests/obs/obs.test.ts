import type { RelayState } from '@masque/config/messages';
import { OBSWebSocket } from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { createObs, OBS_INSTALLED, type RealObs } from './start-obs.ts';

const PASSWORD = 's3cret-for-tests';

describe.skipIf(!OBS_INSTALLED)('with a real OBS', () => {
  let obs: RealObs;
  let relay: BuiltRelay;
  let panel: Link;
  let state: RelayState;
  const waiting = new Set<() => void>();

  const hear = (next: RelayState): void => {
    state = next;
    for (const check of waiting) check();
  };
  const until = (what: (state: RelayState) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!what(state)) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const rule = (scene: string, avatar: string | null, visible = true) => ({ scene, slot: 'main', avatar, placement: null, visible });

  /** Someone at OBS' own window. */
  async function atObs<T>(act: (client: OBSWebSocket) => Promise<T>): Promise<T> {
    const client = new OBSWebSocket();
    await client.connect(`ws://127.0.0.1:${obs.port}`, PASSWORD);
    try {
      return await act(client);
    } finally {
      await client.disconnect();
    }
  }

  beforeAll(async () => {
    obs = await createObs(PASSWORD);
    relay = await startBuiltRelay();
    await new Promise<void>((resolve) => {
      const first = (next: RelayState): void => {
        hear(next);
        resolve();
      };
      panel = createLink({ url: relay.url, role: 'panel', slot: 'main', onSnapshot: first, onPatch: (_, next) => hear(next) });
    });
  });
  afterAll(async () => {
    panel?.close();
    await relay?.close();
    await obs?.close();
  });

  test('it is found when it starts, and a wrong password is told', async () => {
    await panel.command('obs.password', { password: 'a guess' });
    await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
    await until((now) => now.obs.link === 'waiting');
    await obs.start();
    await until((now) => now.obs.link === 'wrong-password');
    await panel.command('obs.password', { password: PASSWORD });
    await until((now) => now.obs.version !== null);
    expect(state.obs).toMatchObject({ link: 'online', scenes: ['Starting', 'Live', 'Ending'], program: 'Starting', preview: null });
    expect(state.obs.outputs).toMatchObject({ stream: 'off', record: 'off' });
  });

  test('scenes are switched from here and from there', async () => {
    await panel.command('obs.scene', { scene: 'Live' });
    await until((now) => now.obs.program === 'Live');
    expect((await atObs((client) => client.call('GetCurrentProgramScene'))).currentProgramSceneName).toBe('Live');
    await atObs((client) => client.call('SetCurrentProgramScene', { sceneName: 'Ending' }));
    await until((now) => now.obs.program === 'Ending');
    await expect(panel.command('obs.scene', { scene: 'Nowhere' })).rejects.toMatchObject({ code: 'unknown-scene' });
  });

  test('a rule acts while the transition still runs', async () => {
    await panel.command('scene.rule', { rule: rule('Live', 'kasumi') });
    await panel.command('scene.rule', { rule: rule('Starting', null, false) });
    await atObs(async (client) => {
      let over = false;
      const ended = () =>
        new Promise<void>((resolve) =>
          client.once('SceneTransitionEnded', () => {
            over = true;
            resolve();
          }),
        );
      await client.call('SetCurrentSceneTransition', { transitionName: 'Fade' });
      await client.call('SetCurrentSceneTransitionDuration', { transitionDuration: 3000 });
      const first = ended();
      await client.call('SetCurrentProgramScene', { sceneName: 'Live' });
      await until((now) => now.settings.live.main === 'kasumi');
      expect(over).toBe(false);
      await first;
      await client.call('SetCurrentSceneTransitionDuration', { transitionDuration: 100 });
      const second = ended();
      await client.call('SetCurrentProgramScene', { sceneName: 'Starting' });
      await until((now) => now.stage.main?.visible === false);
      await second;
    });
  });

  test('studio mode is respected', async () => {
    await atObs((client) => client.call('SetStudioModeEnabled', { studioModeEnabled: true }));
    await until((now) => now.obs.preview !== null);
    await panel.command('obs.scene', { scene: 'Ending' });
    await until((now) => now.obs.preview === 'Ending');
    expect(state.obs.program).toBe('Starting');
    await panel.command('obs.transition', {});
    await until((now) => now.obs.program === 'Ending');
    await atObs((client) => client.call('SetStudioModeEnabled', { studioModeEnabled: false }));
    await until((now) => now.obs.preview === null);
  });

  test('recording is started, followed and stopped', async () => {
    await panel.command('obs.output', { output: 'record', on: true });
    await until((now) => now.obs.outputs.record === 'on');
    await panel.command('obs.output', { output: 'record', on: false });
    await until((now) => now.obs.outputs.record === 'off');
  });

  test('a browser source is made, or its absence is told with the address', async () => {
    const { inputKinds } = await atObs((client) => client.call('GetInputKindList'));
    const adding = panel.command('obs.add-source', { scene: 'Live', slot: 'main' });
    if (inputKinds.includes('browser_source')) await adding;
    else
      await expect(adding).rejects.toMatchObject({ code: 'no-browser-source', message: expect.stringContaining(`${relay.url}/overlay`) });
  });

  test('a source that is shown and a custom event set off hotkeys', async () => {
    const on = (id: string) => ({ do: 'expression', slot: 'main', id, op: 'on' }) as const;
    const source = { kind: 'obs-source', source: 'Live colour', scene: null, when: 'shown' } as const;
    await panel.command('hotkey.set', { binding: { id: 'a', name: '', trigger: source, action: on('joy') } });
    await panel.command('hotkey.set', {
      binding: { id: 'b', name: '', trigger: { kind: 'obs-event', name: 'wave' }, action: on('anger') },
    });
    await atObs(async (client) => {
      const { sceneItemId } = await client.call('GetSceneItemId', { sceneName: 'Live', sourceName: 'Live colour' });
      const enable = (sceneItemEnabled: boolean) =>
        client.call('SetSceneItemEnabled', { sceneName: 'Live', sceneItemId, sceneItemEnabled });
      await enable(false);
      await enable(true);
      await until((now) => now.expressions.main?.includes('joy') ?? false);
      await client.call('BroadcastCustomEvent', { eventData: { masque: 'wave' } });
      await until((now) => now.expressions.main?.includes('anger') ?? false);
    });
  });

  test('it is found again after a crash', async () => {
    await obs.kill();
    await until((now) => now.obs.link === 'waiting');
    expect(state.obs.scenes).toEqual([]);
    await obs.start();
    await until((now) => now.obs.link === 'online' && now.obs.scenes.length === 3);
  });
});
