import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClientToServer, PROTOCOL, type ServerToClient, type Snapshot } from '@masque/config/messages';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { Server, type Socket } from 'socket.io';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLink, type LinkState } from '../../../apps/overlay/src/link/create-link.ts';
import { createState } from '../../../apps/relay/src/state.ts';

type RelaySocket = Socket<ClientToServer, ServerToClient>;

const snapshot = (revision: number): Snapshot => ({ revision, state: createState(DEFAULT_SETTINGS, []) });

/** A relay of which a test writes every word. */
async function scriptedRelay(
  onConnect: (socket: RelaySocket) => void,
  admit: () => (Error & { data?: unknown }) | undefined = () => undefined,
) {
  const http = createServer();
  const io = new Server<ClientToServer, ServerToClient>(http, { transports: ['websocket'] });
  io.use((_, next) => next(admit()));
  io.on('connection', onConnect);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => io.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

function until(done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (!done()) return;
      clearInterval(look);
      resolve();
    }, 2);
  });
}

describe('createLink', () => {
  test('says who it is', async () => {
    let auth: unknown;
    const url = await scriptedRelay((socket) => (auth = socket.handshake.auth));
    const link = createLink({ url, role: 'preview', slot: 'guest' });
    onTestFinished(() => link.close());
    await until(() => auth !== undefined);
    expect(auth).toEqual({ protocol: PROTOCOL, role: 'preview', slot: 'guest', startedAt: expect.any(Number), idle: false });
  });

  test('asks once for the snapshot after a gap, and applies no patch until it has it', async () => {
    const heard: string[] = [];
    let asked = 0;
    const url = await scriptedRelay((socket) => {
      socket.on('request-snapshot', () => {
        asked++;
        socket.emit('patch', { revision: 6, changes: { avatars: [] } });
        socket.emit('snapshot', snapshot(6));
        socket.emit('patch', { revision: 7, changes: { presence: {} } });
      });
      socket.emit('snapshot', snapshot(1));
      socket.emit('patch', { revision: 2, changes: { settings: DEFAULT_SETTINGS } });
      socket.emit('patch', { revision: 4, changes: { avatars: [] } });
      socket.emit('patch', { revision: 5, changes: { avatars: [] } });
    });
    const link = createLink({
      url,
      role: 'show',
      slot: 'main',
      onSnapshot: () => heard.push('snapshot'),
      onPatch: (changes) => heard.push(...Object.keys(changes)),
    });
    onTestFinished(() => link.close());
    await until(() => heard.length === 4);
    expect(heard).toEqual(['snapshot', 'settings', 'snapshot', 'presence']);
    expect(asked).toBe(1);
  });

  test('of another protocol says so, and comes in when the relay is its own again', async () => {
    let admitted = false;
    const refusal = Object.assign(new Error('no'), { data: { code: 'other-protocol', message: 'no' } });
    const url = await scriptedRelay(
      (socket) => socket.emit('snapshot', snapshot(1)),
      () => (admitted ? undefined : refusal),
    );
    const states: LinkState[] = [];
    const link = createLink({ url, role: 'show', slot: 'main', onState: (state) => states.push(state) });
    onTestFinished(() => link.close());
    await until(() => states.includes('outdated'));
    admitted = true;
    await until(() => states.includes('online'));
    expect(states).toEqual(['connecting', 'outdated', 'online']);
  });

  test('comes back after the relay ended the connection', async () => {
    let connects = 0;
    const url = await scriptedRelay((socket) => {
      connects++;
      if (connects === 1) socket.disconnect();
    });
    const link = createLink({ url, role: 'show', slot: 'main' });
    onTestFinished(() => link.close());
    await until(() => connects === 2);
  });

  test('sends no motion while another tracker drives, and refuses what was asked when it loses the relay', async () => {
    const motion: number[] = [];
    let relay: RelaySocket | undefined;
    const url = await scriptedRelay((socket) => {
      relay = socket;
      socket.on('motion', (bytes) => motion.push(bytes[0]));
      socket.emit('snapshot', snapshot(1));
      socket.emit('driving', false);
    });
    const taken: boolean[] = [];
    const link = createLink({ url, role: 'track', slot: 'main', onTakenOver: (takenOver) => taken.push(takenOver) });
    onTestFinished(() => link.close());
    await until(() => taken.length === 1);
    link.sendMotion(Uint8Array.of(1));
    relay?.emit('driving', true);
    await until(() => taken.length === 2);
    link.sendMotion(Uint8Array.of(2));
    await until(() => motion.length === 1);
    expect(motion).toEqual([2]);
    const answer = link.command('avatars.reload', {});
    relay?.conn.close();
    await expect(answer).rejects.toMatchObject({ code: 'offline' });
  });
});
