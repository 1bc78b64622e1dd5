import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Action } from '@masque/config/action';
import { builtInExpression } from '@masque/config/expression';
import type { GlobalKeysState, Trigger } from '@masque/config/hotkey';
import type { RelayState } from '@masque/config/messages';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createGlobalKeys } from '../../apps/relay/src/hotkeys/global-keys.ts';
import { connectLink, createHearing, startRelay, temporaryFolder } from '../contract/relay-fixture.ts';
import { type Display, openDisplay } from '../obs/start-obs.ts';

const INSTALLED = ['xdotool', 'xev', 'Xvfb'].every((name) => existsSync(`/usr/bin/${name}`));
const PROGRAM = fileURLToPath(new URL('../../apps/relay/bin/global-keys.mjs', import.meta.url));

describe.skipIf(!INSTALLED)('global hotkeys, with real keys and another window in front', () => {
  let display: Display;
  let window: ChildProcess;
  /** What the other window got. */
  let seen = '';
  const before = { ...process.env };

  const xdotool = (...args: string[]): string =>
    execFileSync('xdotool', args, { env: { ...process.env }, encoding: 'utf8', timeout: 30_000 });

  beforeAll(async () => {
    display = await openDisplay({ width: 640, height: 480 }, 7);
    process.env.DISPLAY = display.name;
    delete process.env.WAYLAND_DISPLAY;
    delete process.env.XDG_SESSION_TYPE;
    window = spawn('xev', ['-event', 'keyboard'], { env: process.env, stdio: ['ignore', 'pipe', 'ignore'] });
    window.stdout?.setEncoding('utf8').on('data', (text: string) => (seen += text));
    xdotool('search', '--sync', '--name', 'Event Tester', 'windowfocus');
  });
  afterAll(async () => {
    process.env = before;
    const ended = once(window, 'exit');
    window.kill();
    await ended;
    await display.close();
  });

  async function start(bindings: { id: string; trigger: Trigger; action: Action }[]) {
    const relay = await startRelay();
    const states = createHearing<RelayState>();
    const panel = await connectLink(relay.url, { role: 'panel', onPatch: (_, state) => states.hear(state) });
    const until = async (what: (state: RelayState) => boolean) =>
      void (await states.until((all) => all.length > 0 && what(all.at(-1) as RelayState)));
    for (const binding of bindings) await panel.link.command('hotkey.set', { binding: { name: '', ...binding } });
    await panel.link.command('hotkeys.global', { on: true });
    await until((state) => state.globalKeys.state === 'on');
    return { relay, command: panel.link.command, until, active: () => states.all.at(-1)?.expressions.main ?? [] };
  }

  const key = (code: string, ...modifiers: ('ctrl' | 'alt' | 'shift' | 'meta')[]): Trigger => ({ kind: 'key', code, modifiers });
  const act = (id: string, op: 'press' | 'on' | 'off'): Action => ({ do: 'expression', slot: 'main', id, op });

  test('act once, as long as they are held, and reach the window all the same', async () => {
    const { relay, command, until } = await start([]);
    const joy = builtInExpression('joy');
    if (!joy) throw new Error('there is no joy');
    await command('expression.set', { expression: { ...joy, id: 'grin', name: 'Grin', mode: 'hold' } });
    await command('hotkey.set', { binding: { id: 'a', name: '', trigger: key('F9'), action: act('grin', 'press') } });
    await command('hotkey.set', { binding: { id: 'b', name: '', trigger: key('KeyK', 'ctrl', 'shift'), action: act('anger', 'on') } });
    seen = '';
    xdotool('keydown', 'F9');
    await until((state) => state.expressions.main?.includes('grin') ?? false);
    xdotool('keyup', 'F9');
    await until((state) => !state.expressions.main);
    // A player who runs holds Shift.
    xdotool('keydown', 'Shift_L', 'keydown', 'F9');
    await until((state) => state.expressions.main?.includes('grin') ?? false);
    xdotool('keyup', 'F9', 'keyup', 'Shift_L');
    await until((state) => !state.expressions.main);
    xdotool('key', 'k', 'ctrl+k');
    xdotool('key', 'ctrl+shift+k');
    await until((state) => state.expressions.main?.includes('anger') ?? false);
    await expect.poll(() => seen, { timeout: 30_000 }).toContain('keysym 0xffc6, F9');
    await expect.poll(() => seen, { timeout: 30_000 }).toMatch(/keysym 0x4b, K/);
    expect(relay.log).toEqual([]);
  });

  test('are deaf once they are turned off', async () => {
    const { command, until, active } = await start([{ id: 'a', trigger: key('F8'), action: act('joy', 'on') }]);
    xdotool('key', 'F8');
    await until((state) => state.expressions.main?.includes('joy') ?? false);
    await command('expression', { slot: 'main', op: 'clear' });
    await command('hotkeys.global', { on: false });
    await until((state) => state.globalKeys.state === 'off');
    seen = '';
    xdotool('key', 'F8');
    await expect.poll(() => seen, { timeout: 30_000 }).toContain('F8');
    await command('expression', { slot: 'main', id: 'anger', op: 'on' });
    expect(active()).toEqual(['anger']);
  });

  test('come back with the relay, since the user wanted them', async () => {
    const { relay } = await start([{ id: 'a', trigger: key('F7'), action: act('joy', 'on') }]);
    await relay.close();
    const again = await startRelay({ dataDir: relay.dataDir });
    const states = createHearing<RelayState>();
    const panel = await connectLink(again.url, { role: 'panel', onPatch: (_, state) => states.hear(state) });
    states.hear(panel.snapshots.all[0]);
    await states.until((all) => all.at(-1)?.globalKeys.state === 'on');
  });
});

describe('where the hook cannot load', () => {
  async function problem(program: string, env: Record<string, string | undefined>): Promise<GlobalKeysState['problem']> {
    const before = { ...process.env };
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const states = createHearing<GlobalKeysState>();
    const keys = createGlobalKeys({ program, onKey: () => {}, onState: states.hear, log: () => {} });
    onTestFinished(() => keys.close());
    keys.aim({ bindings: [], global: true });
    process.env = before;
    return (await states.until((all) => all.at(-1)?.state === 'unavailable')).at(-1)?.problem ?? null;
  }
  const PLAIN = { WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: undefined };

  test.skipIf(process.platform !== 'linux')('on Wayland it says so and does not try', async () => {
    expect(await problem(PROGRAM, { ...PLAIN, WAYLAND_DISPLAY: 'wayland-0' })).toBe('wayland');
    expect(await problem(PROGRAM, { ...PLAIN, XDG_SESSION_TYPE: 'wayland' })).toBe('wayland');
  });

  test.skipIf(process.platform !== 'linux' || !existsSync(path.join(PROGRAM, '../../../../node_modules/uiohook-napi')))(
    'without a display it says so',
    async () => {
      expect(await problem(PROGRAM, { ...PLAIN, DISPLAY: undefined })).toBe('no-display');
    },
  );

  test('where the optional package is not installed it says so', async () => {
    const elsewhere = path.join(temporaryFolder(), 'global-keys.mjs');
    copyFileSync(PROGRAM, elsewhere);
    expect(await problem(elsewhere, PLAIN)).toBe('not-installed');
  });

  test('where its process ends by itself it says so', async () => {
    expect(await problem(path.join(temporaryFolder(), 'nothing.mjs'), PLAIN)).toBe('failed');
  });
});
