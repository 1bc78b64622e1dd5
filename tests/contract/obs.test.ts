import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_PLACEMENT } from '@masque/config/look';
import type { RelayState } from '@masque/config/messages';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FakeObs, type FakeObsOptions, startFakeObs } from '../support/fake-obs.ts';
import { rule } from '../support/scene-rule.ts';
import { connectLink, createHearing, startRelay, type TestRelay } from './relay-fixture.ts';

const PASSWORD = 'open sesame 1001';

async function fakeObs(options: FakeObsOptions = {}): Promise<FakeObs> {
  const obs = await startFakeObs(options);
  onTestFinished(() => obs.close());
  return obs;
}

/** A panel of a relay, and a way to wait for a state of it. */
async function openPanel(relay: TestRelay) {
  const states = createHearing<RelayState>();
  const panel = await connectLink(relay.url, { role: 'panel', onPatch: (_, state) => states.hear(state) });
  if (states.all.length === 0) states.hear(panel.snapshots.all[0]);
  return {
    command: panel.link.command,
    state: () => states.all.at(-1) as RelayState,
    async until(what: (state: RelayState) => boolean): Promise<RelayState> {
      return (await states.until((all) => what(all.at(-1) as RelayState))).at(-1) as RelayState;
    },
  };
}

async function connected(options: FakeObsOptions = {}) {
  const obs = await fakeObs(options);
  const relay = await startRelay();
  const panel = await openPanel(relay);
  if (options.password) await panel.command('obs.password', { password: options.password });
  await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
  await panel.until(({ obs: { link, version } }) => link === 'online' && version !== null);
  return { obs, relay, panel };
}

describe('the link to OBS', () => {
  test('tells what OBS is doing', async () => {
    const { panel } = await connected({ password: PASSWORD });
    expect(panel.state().obs).toEqual({
      link: 'online',
      passwordSet: true,
      version: '32.2.2',
      scenes: ['Starting', 'Live', 'Ending'],
      program: 'Starting',
      preview: null,
      outputs: { stream: 'off', record: 'off', virtualcam: 'off' },
    });
  });

  test('stops at a wrong password, and goes on with the right one', async () => {
    const obs = await fakeObs({ password: PASSWORD });
    const panel = await openPanel(await startRelay());
    await panel.command('obs.password', { password: 'guess' });
    await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
    await panel.until((state) => state.obs.link === 'wrong-password');
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(obs.attempts).toBe(1);
    await panel.command('obs.password', { password: PASSWORD });
    await panel.until((state) => state.obs.link === 'online');
  });

  test('waits for an OBS that is not there, finds it again after its end, and follows it to another port', async () => {
    const first = await fakeObs();
    const { port } = first;
    await first.close();
    const panel = await openPanel(await startRelay());
    await panel.command('settings.change', { obs: { enabled: true, port } });
    await panel.until((state) => state.obs.link === 'waiting');
    const second = await fakeObs({ port });
    await panel.until((state) => state.obs.link === 'online');
    await second.close();
    const lost = await panel.until((state) => state.obs.link === 'waiting');
    expect(lost.obs).toMatchObject({ scenes: [], program: null, version: null });
    const third = await fakeObs();
    await panel.command('settings.change', { obs: { port: third.port } });
    await panel.until((state) => state.obs.link === 'online');
    await panel.command('settings.change', { obs: { enabled: false } });
    await panel.until((state) => state.obs.link === 'off');
  }, 30_000);

  test('never shows the password to anybody', async () => {
    const { relay, panel } = await connected({ password: PASSWORD });
    const overlay = await connectLink(relay.url);
    await panel.command('settings.change', { motion: { strength: 1.5 } });
    const told = JSON.stringify([panel.state(), overlay.snapshots.all, overlay.patches.all, relay.log]);
    expect(told).not.toContain(PASSWORD);
    const files = readdirSync(relay.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const telling = files.filter(({ name, parentPath }) => readFileSync(path.join(parentPath, name), 'utf8').includes(PASSWORD));
    expect(telling.map(({ name }) => name)).toEqual(['secrets.json']);
    const again = await startRelay({ dataDir: relay.dataDir });
    expect((await openPanel(again)).state().obs.passwordSet).toBe(true);
  });

  test('a request that OBS leaves unanswered ends, and says so', async () => {
    const { obs, panel } = await connected();
    obs.silent = true;
    await expect(panel.command('obs.scene', { scene: 'Live' })).rejects.toMatchObject({ code: 'obs-timeout' });
    await obs.close();
    await panel.until((state) => state.obs.link !== 'online');
    await expect(panel.command('obs.scene', { scene: 'Live' })).rejects.toMatchObject({ code: 'obs-offline' });
  }, 30_000);
});

describe('scenes', () => {
  test('are switched from the panel, and followed when OBS switches', async () => {
    const { obs, panel } = await connected();
    await panel.command('obs.scene', { scene: 'Live' });
    await panel.until((state) => state.obs.program === 'Live');
    expect(obs.program()).toBe('Live');
    obs.goTo('Ending');
    await panel.until((state) => state.obs.program === 'Ending');
    await expect(panel.command('obs.scene', { scene: 'Nowhere' })).rejects.toMatchObject({ code: 'unknown-scene' });
  });

  test('act when the transition begins, not when it is over', async () => {
    const { obs, panel } = await connected();
    const placement = { ...DEFAULT_PLACEMENT, x: 0.3, size: 0.5 };
    await panel.command('scene.rule', { rule: rule('Live', { avatar: 'birch', placement }) });
    await panel.command('scene.rule', { rule: rule('Ending', { visible: false }) });
    obs.transition = 3_600_000;
    obs.goTo('Live');
    const live = await panel.until((state) => state.settings.live.main === 'birch');
    expect(live.stage).toEqual({ main: { visible: true, placement } });
    obs.goTo('Ending');
    await panel.until((state) => state.stage.main?.visible === false);
  });

  test('do not take back what the user chose during them', async () => {
    const { obs, panel } = await connected();
    await panel.command('scene.rule', { rule: rule('Live', { avatar: 'birch' }) });
    obs.goTo('Live');
    await panel.until((state) => state.settings.live.main === 'birch');
    await panel.command('avatar.show', { slot: 'main', avatar: 'ash' });
    obs.emit('CurrentProgramSceneChanged', { sceneName: 'Live' });
    obs.goTo('Starting');
    await panel.until((state) => state.obs.program === 'Starting');
    expect(panel.state().settings.live.main).toBe('ash');
  });

  test('in studio mode go to the preview first', async () => {
    const { obs, panel } = await connected();
    obs.setStudioMode(true);
    await panel.until((state) => state.obs.preview === 'Starting');
    await panel.command('obs.scene', { scene: 'Live' });
    await panel.until((state) => state.obs.preview === 'Live');
    expect(obs.program()).toBe('Starting');
    await panel.command('obs.transition', {});
    await panel.until((state) => state.obs.program === 'Live');
    obs.setStudioMode(false);
    await panel.until((state) => state.obs.preview === null);
  });

  test('that are renamed keep their rules', async () => {
    const { obs, panel } = await connected();
    await panel.command('scene.rule', { rule: rule('Live', { visible: false }) });
    obs.rename('Live', 'On air');
    const { settings } = await panel.until(
      (state) => state.obs.scenes.includes('On air') && state.settings.scenes.rules[0].scene !== 'Live',
    );
    expect(settings.scenes.rules).toEqual([rule('On air', { visible: false })]);
  });

  test('are known from the browser source where there is no link to OBS', async () => {
    const relay = await startRelay();
    const panel = await openPanel(relay);
    await panel.command('scene.rule', { rule: rule('Live', { avatar: 'birch' }) });
    const overlay = await connectLink(relay.url);
    await overlay.link.command('scene.seen', { scene: 'Live' });
    await panel.until((state) => state.settings.live.main === 'birch' && state.obs.program === 'Live');
    expect(panel.state().obs.scenes).toEqual(['Live']);
  });

  test('are believed from OBS itself where there is a link', async () => {
    const { relay, panel } = await connected();
    const overlay = await connectLink(relay.url);
    await overlay.link.command('scene.seen', { scene: 'Ending' });
    expect(panel.state().obs.program).toBe('Starting');
  });
});

describe('browser sources', () => {
  test('one is made of the canvas size, and shared by the next scene', async () => {
    const { obs, relay, panel } = await connected();
    await panel.command('obs.add-source', { scene: 'Live', slot: 'main' });
    expect([...obs.inputs]).toEqual([
      ['Masque', { kind: 'browser_source', settings: { url: `${relay.url}/overlay`, width: 1920, height: 1080, shutdown: false } }],
    ]);
    await panel.command('obs.add-source', { scene: 'Ending', slot: 'main' });
    await panel.command('obs.add-source', { scene: 'Ending', slot: 'main' });
    expect([...obs.items]).toEqual([
      ['Starting', []],
      ['Live', ['Masque']],
      ['Ending', ['Masque']],
    ]);
    await panel.command('obs.add-source', { scene: 'Live', slot: 'guest' });
    expect(obs.inputs.get('Masque 2')?.settings.url).toBe(`${relay.url}/overlay?slot=guest`);
  });

  test('an OBS without them says so, with the address to use', async () => {
    const { relay, panel } = await connected({ browserSources: false });
    await expect(panel.command('obs.add-source', { scene: 'Live', slot: 'main' })).rejects.toMatchObject({
      code: 'no-browser-source',
      message: expect.stringContaining(`${relay.url}/overlay`),
    });
  });

  test('that hold our address are loaded anew when no overlay has come, and left alone otherwise', async () => {
    const relay = await startRelay();
    const panel = await openPanel(relay);
    const refreshed = (obs: FakeObs) => obs.requests.filter(({ type }) => type === 'PressInputPropertiesButton').map(({ data }) => data);
    const meet = async () => {
      const obs = await fakeObs();
      const browser = (url: string) => ({ kind: 'browser_source', settings: { url } });
      obs.inputs.set('Face', browser(relay.url.replace('127.0.0.1', 'localhost') + '/overlay'));
      obs.inputs.set('Chat', browser(`${relay.url}0/overlay`));
      await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
      await panel.until(({ obs: { link, version } }) => link === 'online' && version !== null);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return obs;
    };
    expect(refreshed(await meet())).toEqual([{ inputName: 'Face', propertyName: 'refreshnocache' }]);
    await connectLink(relay.url);
    expect(refreshed(await meet())).toEqual([]);
  }, 30_000);
});

test('stream, recording and virtual camera are started, stopped and followed', async () => {
  const { panel } = await connected();
  for (const output of ['stream', 'record', 'virtualcam'] as const) {
    await panel.command('obs.output', { output, on: true });
    await panel.until((state) => state.obs.outputs[output] === 'on');
    await panel.command('obs.output', { output, on: false });
    await panel.until((state) => state.obs.outputs[output] === 'off');
  }
  await expect(panel.command('obs.output', { output: 'record', on: false })).rejects.toMatchObject({ code: 'obs-refused' });
});

test('an OBS without a virtual camera is told apart', async () => {
  const { panel } = await connected({ virtualcam: false });
  expect(panel.state().obs.outputs.virtualcam).toBe('unavailable');
});
