import {
  applyPatch,
  type ClientToServer,
  type CommandName,
  type CommandPayload,
  PROTOCOL,
  type RelayState,
  type Role,
  type ServerToClient,
  type Snapshot,
} from '@masque/config/messages';
import type { Problem } from '@masque/config/refusal';
import type { SentReport } from '@masque/config/reports';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { type ReadonlySignal, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';

export type Connection = 'connecting' | 'online' | 'offline' | 'outdated';

export interface PanelLink {
  connection: ReadonlySignal<Connection>;
  /** The relay's state; the last known one while offline, null before the first. */
  state: ReadonlySignal<RelayState | null>;
  /** What was refused last; null again after the next success, or when a person has read it. */
  refusal: ReadonlySignal<Problem | null>;
  dismiss(): void;
  onReport(listener: (report: SentReport) => void): void;
  /** Resolves when the relay has answered: true when it is done. A refusal is shown, not thrown. */
  command<Name extends CommandName>(name: Name, payload: CommandPayload<Name>): Promise<boolean>;
  /** Shows what was refused elsewhere. */
  refuse(problem: Problem): void;
}

/** Milliseconds to the next attempt after the relay refused the hello. */
const RETRY_REFUSED = 2000;

/** The panel's link to the relay, or that of the hotkey pad; it reconnects for ever. */
export function createPanelLink(url: string, role: Extract<Role, 'panel' | 'pad'> = 'panel'): PanelLink {
  const connection = signal<Connection>('connecting');
  const state = signal<RelayState | null>(null);
  const refusal = signal<Problem | null>(null);
  const waiting = new Map<number, (done: boolean) => void>();
  const listeners: ((report: SentReport) => void)[] = [];
  let snapshot: Snapshot | null = null;
  let nextId = 1;

  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    auth: { protocol: PROTOCOL, role, slot: DEFAULT_SLOT, startedAt: Date.now() },
    transports: ['websocket'],
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
  });

  function take(next: Snapshot): void {
    snapshot = next;
    state.value = next.state;
  }

  function settle(id: number, done: boolean): void {
    waiting.get(id)?.(done);
    waiting.delete(id);
  }

  socket.on('connect', () => {
    connection.value = 'online';
    refusal.value = null;
  });
  socket.on('disconnect', (reason) => {
    connection.value = 'offline';
    snapshot = null;
    for (const id of [...waiting.keys()]) settle(id, false);
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), RETRY_REFUSED);
  });
  socket.on('connect_error', (error: Error & { data?: { code: string } }) => {
    connection.value = error.data?.code === 'other-protocol' ? 'outdated' : 'offline';
    // A device that was let in no longer can only ask to be let in again.
    if (error.data?.code === 'not-paired') location.replace('/pair');
    if (!socket.active) setTimeout(() => socket.connect(), RETRY_REFUSED);
  });
  socket.on('snapshot', take);
  socket.on('patch', (patch) => {
    if (!snapshot) return;
    const next = applyPatch(snapshot, patch);
    snapshot = next;
    if (next) take(next);
    else socket.emit('request-snapshot');
  });
  socket.on('answer', (answer) => {
    refusal.value = answer.ok ? null : answer.error;
    settle(answer.id, answer.ok);
  });
  socket.on('report', (report) => {
    for (const listener of listeners) listener(report);
  });

  return {
    connection,
    state,
    refusal,
    dismiss: () => void (refusal.value = null),
    refuse: (problem) => void (refusal.value = problem),
    onReport: (listener) => void listeners.push(listener),
    command(name, payload) {
      if (!socket.connected) {
        refusal.value = { code: 'offline', message: 'Masque is not running, so nothing was changed.' };
        return Promise.resolve(false);
      }
      return new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        socket.emit('command', { id, name, payload });
      });
    },
  };
}
