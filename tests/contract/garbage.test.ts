import type { Answer, Snapshot } from '@masque/config/messages';
import type { Problem } from '@masque/config/refusal';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { afterEach, describe, expect, test } from 'vitest';
import { hello, next, rawSocket, startRelay, type TestRelay } from './relay-fixture.ts';

let relay: TestRelay;

/** Whatever a test sent, the relay still greets the next client, with unharmed settings and nothing to report. */
afterEach(async () => {
  const { state } = await next<Snapshot>(rawSocket(relay.url), 'snapshot');
  expect(state.settings).toEqual(DEFAULT_SETTINGS);
  expect(relay.log).toEqual([]);
});

async function greeted(role: 'panel' | 'track') {
  relay = await startRelay();
  const socket = rawSocket(relay.url, hello({ role }));
  await next(socket, 'snapshot');
  return socket;
}

describe('what no page of ours would send', () => {
  test('is answered with a code where it carries an id', async () => {
    const socket = await greeted('panel');
    const cases: [name: string, payload: unknown, code: string][] = [
      ['no.such', {}, 'bad-command'],
      ['constructor', {}, 'bad-command'],
      ['settings.change', { tracking: { stability: 2 } }, 'bad-payload'],
      ['settings.change', { motion: { unknown: 1 } }, 'bad-payload'],
      ['settings.change', JSON.parse('{"__proto__":{"mirror":false}}'), 'bad-payload'],
      ['settings.change', null, 'bad-payload'],
      ['avatar.show', { slot: 'main', avatar: '../../etc' }, 'bad-payload'],
      ['avatar.show', { slot: 'main', avatar: 'nobody' }, 'unknown-avatar'],
    ];
    for (const [id, [name, payload, code]] of cases.entries()) {
      socket.emit('command', { id, name, payload });
      const answer = await next<Answer>(socket, 'answer');
      expect(answer, name).toMatchObject({ id, ok: false, error: { code } });
    }
  });

  test('a page may not ask for what its role has no business with', async () => {
    const socket = await greeted('track');
    socket.emit('command', { id: 1, name: 'obs.output', payload: { output: 'stream', on: true } });
    expect(await next<Answer>(socket, 'answer')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test('is reported where it carries none', async () => {
    const socket = await greeted('track');
    const cases: [event: string, argument: unknown, code: string][] = [
      ['command', 'settings', 'bad-command'],
      ['command', { id: -1, name: 'settings.change', payload: {} }, 'bad-command'],
      ['command', undefined, 'bad-command'],
      ['motion', 'text', 'bad-motion'],
      ['motion', new Uint8Array(0), 'bad-motion'],
      ['motion', new Uint8Array(178), 'bad-motion'],
      ['motion', { bytes: new Uint8Array(10) }, 'bad-motion'],
      ['nonsense', 1, 'unknown-message'],
      ['snapshot', {}, 'unknown-message'],
    ];
    for (const [event, argument, code] of cases) {
      socket.emit(event, argument);
      expect(await next<Problem>(socket, 'problem'), event).toMatchObject({ code });
    }
  });

  test('a hello that is none, or of another protocol, is refused with its reason', async () => {
    relay = await startRelay();
    const cases: [auth: object, code: string][] = [
      [{}, 'bad-hello'],
      [{ ...hello(), role: 'admin' }, 'bad-hello'],
      [{ ...hello(), slot: '__proto__' }, 'bad-hello'],
      [{ ...hello(), startedAt: 'now' }, 'bad-hello'],
      [{ ...hello(), protocol: 999 }, 'other-protocol'],
    ];
    for (const [auth, code] of cases) {
      const error = await next<Error & { data: Problem }>(rawSocket(relay.url, auth), 'connect_error');
      expect(error.data.code).toBe(code);
    }
  });

  test('what is no message at all, or too long, ends its connection only', async () => {
    for (const text of [
      '4zzz',
      '42["disconnect"]',
      '42{',
      '451-["motion",{"_placeholder":true,"num":9}]',
      `42["command","${'x'.repeat(100_000)}"]`,
    ]) {
      const socket = await greeted('track');
      const { ws } = socket.io.engine.transport as unknown as { ws: { send(text: string): void } };
      const gone = next(socket, 'disconnect');
      ws.send(text);
      if (text.startsWith('451')) ws.send('42["command"]');
      await gone;
    }
  });
});
