import type { Action } from '@masque/config/action';
import { builtInExpression, type Expression } from '@masque/config/expression';
import type { Binding, Trigger } from '@masque/config/hotkey';
import type { CommandName, CommandPayload, RelayState } from '@masque/config/messages';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FakeObs, startFakeObs } from '../support/fake-obs.ts';
import { connectLink, createHearing, startRelay, type TestRelay } from './relay-fixture.ts';

const slot = 'main';
const press = (id: string, op: 'press' | 'on' | 'off' = 'press'): Action => ({ do: 'expression', slot, id, op });
const show = (id: string): Action => ({ do: 'avatar', slot, id });
const f9: Trigger = { kind: 'key', code: 'F9', modifiers: [] };

function binding(id: string, action: Action, trigger: Trigger | null = f9): Binding {
  return { id, name: '', trigger, action };
}

/** A page of a relay, and a way to wait for a state of it. */
async function open(relay: TestRelay, role: 'panel' | 'show' | 'pad' | 'track' = 'panel') {
  const states = createHearing<RelayState>();
  const page = await connectLink(relay.url, { role, onPatch: (_, state) => states.hear(state) });
  if (states.all.length === 0) states.hear(page.snapshots.all[0]);
  return {
    close: page.link.close,
    command: <Name extends CommandName>(name: Name, payload: CommandPayload<Name>) => page.link.command(name, payload),
    state: () => states.all.at(-1) as RelayState,
    states,
    until: async (what: (state: RelayState) => boolean) =>
      (await states.until((all) => what(all.at(-1) as RelayState))).at(-1) as RelayState,
  };
}

const active = (state: RelayState): readonly string[] => state.expressions[slot] ?? [];

describe('a hotkey', () => {
  test('shows an expression as long as it is held, from any page', async () => {
    const relay = await startRelay();
    const [panel, overlay] = [await open(relay), await open(relay, 'show')];
    await panel.command('expression.set', { expression: { ...joy(), id: 'grin', name: 'Grin', mode: 'hold' } });
    await panel.command('hotkey.set', { binding: binding('a', press('grin')) });
    await overlay.command('hotkey.fire', { id: 'a', phase: 'press' });
    await panel.until((state) => active(state).includes('grin'));
    await overlay.command('hotkey.fire', { id: 'a', phase: 'release' });
    await panel.until((state) => active(state).length === 0);
  });

  test('and another of the same expression hold it together, until both are up', async () => {
    const relay = await startRelay();
    const panel = await open(relay);
    await panel.command('expression.set', { expression: { ...joy(), id: 'grin', name: 'Grin', mode: 'hold' } });
    await panel.command('hotkey.set', { binding: binding('a', press('grin')) });
    await panel.command('hotkey.set', { binding: binding('b', press('grin'), null) });
    for (const id of ['a', 'b']) await panel.command('hotkey.fire', { id, phase: 'press' });
    await panel.command('hotkey.fire', { id: 'a', phase: 'release' });
    await panel.command('settings.change', { motion: { muted: true } });
    expect(active(panel.state())).toEqual(['grin']);
    await panel.command('hotkey.fire', { id: 'b', phase: 'release' });
    await panel.until((state) => active(state).length === 0);
  });

  test('that is held by a page that closes is let go', async () => {
    const relay = await startRelay();
    const [panel, overlay] = [await open(relay), await open(relay, 'show')];
    await panel.command('expression.set', { expression: { ...joy(), id: 'grin', name: 'Grin', mode: 'hold' } });
    await panel.command('hotkey.set', { binding: binding('a', press('grin')) });
    await overlay.command('hotkey.fire', { id: 'a', phase: 'press' });
    await panel.until((state) => active(state).includes('grin'));
    overlay.close();
    await panel.until((state) => active(state).length === 0);
  });

  test('that two pages tell of acts once, and again when it is pressed again', async () => {
    const relay = await startRelay();
    const [panel, overlay] = [await open(relay), await open(relay, 'show')];
    await panel.command('hotkey.set', { binding: binding('a', press('joy')) });
    const tell = (page: typeof panel) => (['press', 'release'] as const).map((phase) => page.command('hotkey.fire', { id: 'a', phase }));
    // All that was changed before has arrived with the answer to one command more.
    const arrived = () => panel.command('avatars.reload', {});
    await Promise.all([panel, overlay].flatMap(tell));
    await arrived();
    expect(active(panel.state())).toEqual(['joy']);
    await Promise.all([overlay, panel].flatMap(tell));
    await arrived();
    expect(active(panel.state())).toEqual([]);
  });

  test('changes avatar, placement and muting, which no undo takes back', async () => {
    const relay = await startRelay();
    const panel = await open(relay);
    const placement = { x: 0.25, y: 0, size: 0.5, rotation: 0, flip: false };
    await panel.command('settings.change', { motion: { strength: 1.5 } });
    for (const [i, action] of [show('birch'), { do: 'placement', slot, placement }, { do: 'muteMotion', op: 'toggle' }].entries()) {
      await panel.command('hotkey.set', { binding: binding(`k${i}`, action as Action, null) });
      await panel.command('hotkey.fire', { id: `k${i}`, phase: 'tap' });
    }
    const { settings, history } = panel.state();
    expect([settings.live.main, settings.looks.birch?.placement, settings.motion.muted]).toEqual(['birch', placement, true]);
    for (let i = 0; i < history.undo; i++) await panel.command('history.undo', {});
    expect(panel.state().settings).toMatchObject({
      live: { main: 'birch' },
      motion: { strength: 1, muted: true },
      hotkeys: { bindings: [] },
    });
  });

  test('asks the tracker, or says that there is none', async () => {
    const relay = await startRelay();
    const panel = await open(relay);
    await panel.command('hotkey.set', { binding: binding('a', { do: 'recentre', slot }) });
    await expect(panel.command('hotkey.fire', { id: 'a', phase: 'tap' })).rejects.toMatchObject({ code: 'no-tracker' });
    const orders = createHearing<unknown>();
    await connectLink(relay.url, { role: 'track', onOrder: orders.hear });
    await panel.command('hotkey.fire', { id: 'a', phase: 'tap' });
    expect(await orders.until((all) => all.length === 1)).toEqual([{ do: 'recentre' }]);
  });

  test('that was deleted says so; one whose expression is gone says so, and the show goes on', async () => {
    const relay = await startRelay();
    const panel = await open(relay);
    await expect(panel.command('hotkey.fire', { id: 'nobody', phase: 'press' })).rejects.toMatchObject({ code: 'unknown-hotkey' });
    await panel.command('hotkey.set', { binding: binding('a', press('no-more')) });
    await expect(panel.command('hotkey.fire', { id: 'a', phase: 'tap' })).rejects.toMatchObject({ code: 'unknown-expression' });
    await panel.command('hotkey.forget', { id: 'a' });
    expect(panel.state().settings.hotkeys.bindings).toEqual([]);
    await panel.command('history.undo', {});
    expect(panel.state().settings.hotkeys.bindings).toHaveLength(1);
  });

  test('may share its key: both are kept, and kept over a restart', async () => {
    const relay = await startRelay();
    const panel = await open(relay);
    const both = [binding('a', press('joy')), binding('b', press('anger'))];
    for (const one of both) await panel.command('hotkey.set', { binding: one });
    await relay.close();
    const again = await open(await startRelay({ dataDir: relay.dataDir }));
    expect(again.state().settings.hotkeys).toEqual({ bindings: both, global: false });
  });
});

describe('a sequence', () => {
  test('runs its steps in order, also past one that is refused, and ends where it is started anew', async () => {
    const panel = await open(await startRelay());
    const steps = [press('joy', 'on'), press('no-more', 'on'), press('anger', 'on')].map((action) => ({ action, delayMs: 20 }));
    await panel.command('action.run', { action: { do: 'sequence', steps: steps as never }, phase: 'tap' });
    expect(active(await panel.until((state) => active(state).length === 2))).toEqual(['joy', 'anger']);
    const long = [{ action: press('joy', 'off'), delayMs: 150 }] as never;
    await panel.command('hotkey.set', { binding: binding('a', { do: 'sequence', steps: long }) });
    for (let i = 0; i < 3; i++) await panel.command('hotkey.fire', { id: 'a', phase: 'tap' });
    await panel.until((state) => !active(state).includes('joy'));
  });

  test('is refused while too many are running', async () => {
    const panel = await open(await startRelay());
    const run = (i: number) =>
      panel.command('action.run', {
        action: { do: 'sequence', steps: [{ action: press(`x${i}`), delayMs: 60_000 }] as never },
        phase: 'tap',
      });
    for (let i = 0; i < 16; i++) await run(i);
    await expect(run(16)).rejects.toMatchObject({ code: 'too-many' });
  });
});

test('twenty triggers a second and many more at once do no harm: all are answered, the last one holds, and OBS is asked for no backlog', async () => {
  const obs = await fakeObs();
  const relay = await startRelay();
  const [panel, pad] = [await open(relay), await open(relay, 'pad')];
  await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
  await panel.until((state) => state.obs.scenes.length > 0);
  const jobs: Promise<void>[] = [];
  for (let i = 0; i < 200; i++) {
    const scene: Action = { do: 'scene', name: i % 2 ? 'Live' : 'Ending' };
    for (const action of [show(i % 2 ? 'ash' : 'birch'), press('joy', i % 2 ? 'off' : 'on'), scene]) {
      jobs.push(pad.command('action.run', { action, phase: 'tap' }));
    }
  }
  await Promise.all(jobs);
  await panel.until((state) => state.settings.live.main === 'ash' && active(state).length === 0 && state.obs.program === 'Live');
  expect(obs.requests.filter(({ type }) => type === 'SetCurrentProgramScene').length).toBeLessThan(60);
}, 30_000);

describe('from OBS', () => {
  async function linked() {
    const obs = await fakeObs();
    const panel = await open(await startRelay());
    await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
    await panel.until((state) => state.obs.link === 'online' && state.obs.version !== null);
    return { obs, panel };
  }

  test('a source that is shown and hidden presses and releases', async () => {
    const { obs, panel } = await linked();
    obs.items.get('Live')?.push('Background', 'Wave');
    const source = { kind: 'obs-source', source: 'Wave', scene: null } as const;
    await panel.command('hotkey.set', { binding: binding('a', press('joy', 'on'), { ...source, when: 'shown' }) });
    await panel.command('hotkey.set', { binding: binding('b', press('joy', 'off'), { ...source, when: 'hidden' }) });
    const enable = (item: number, on: boolean) =>
      obs.emit('SceneItemEnableStateChanged', { sceneName: 'Live', sceneItemId: item, sceneItemEnabled: on });
    enable(1, true);
    enable(2, true);
    expect(active(await panel.until((state) => active(state).length > 0))).toEqual(['joy']);
    enable(2, false);
    await panel.until((state) => active(state).length === 0);
  });

  test('custom events and those of vendors set off by their names', async () => {
    const { obs, panel } = await linked();
    await panel.command('hotkey.set', { binding: binding('a', press('joy', 'on'), { kind: 'obs-event', name: 'wave' }) });
    await panel.command('hotkey.set', { binding: binding('b', press('anger', 'on'), { kind: 'obs-event', name: 'Deck/pressed' }) });
    obs.emit('CustomEvent', { eventData: { masque: 7 } });
    obs.emit('CustomEvent', { eventData: { other: 'wave' } });
    obs.emit('CustomEvent', { masque: 'wave' });
    await panel.until((state) => active(state).includes('joy'));
    obs.emit('VendorEvent', { vendorName: 'Deck', eventType: 'pressed', eventData: {} });
    expect(active(await panel.until((state) => active(state).length > 1))).toEqual(['joy', 'anger']);
  });
});

test('pages ask for what is theirs: a pad runs actions and nothing else, an overlay only fires', async () => {
  const relay = await startRelay();
  const [pad, overlay] = [await open(relay, 'pad'), await open(relay, 'show')];
  await pad.command('action.run', { action: press('joy'), phase: 'tap' });
  for (const [page, name, payload] of [
    [pad, 'settings.change', { motion: { muted: true } }],
    [pad, 'hotkey.set', { binding: binding('a', press('joy')) }],
    [pad, 'devices.change', { change: { enabled: true } }],
    [overlay, 'action.run', { action: press('joy'), phase: 'tap' }],
    [overlay, 'hotkeys.global', { on: true }],
  ] as const) {
    await expect(page.command(name, payload as never)).rejects.toMatchObject({ code: 'not-allowed' });
  }
});

async function fakeObs(): Promise<FakeObs> {
  const obs = await startFakeObs();
  onTestFinished(() => obs.close());
  return obs;
}

function joy(): Expression {
  const expression = builtInExpression('joy');
  if (!expression) throw new Error('there is no joy');
  return expression;
}
