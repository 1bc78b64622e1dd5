import {
  type Answer,
  applyPatch,
  type ClientToServer,
  type CommandName,
  type CommandPayload,
  type Hello,
  type Patch,
  PROTOCOL,
  type RelayState,
  type Role,
  type ServerToClient,
  type Snapshot,
} from '@masque/config/messages';
import { type Problem, RefusedError } from '@masque/config/refusal';
import type { OverlayReport, TrackerOrder, TrackerReport, VoiceReport } from '@masque/config/reports';
import { io, type Socket } from 'socket.io-client';

/**
 * `outdated`: the page and the relay are of different versions; only a reload of the page helps, and the link goes on
 * trying for the case that the relay is the one that changes.
 */
export type LinkState = 'connecting' | 'online' | 'offline' | 'outdated';

export interface LinkOptions {
  /** The relay's origin, for example `location.origin`. */
  url: string;
  role: Role;
  slot: string;
  /** For a tracker whose camera is yet to come: it drives nothing until it reports one that runs. */
  idle?: boolean;
  /** The whole state: after every connect, and when patches were missed. All that is shown must follow from it. */
  onSnapshot?: (state: RelayState) => void;
  /** What changed, and the whole state after it. */
  onPatch?: (changes: Partial<RelayState>, state: RelayState) => void;
  /** A Motion frame of this slot; the bytes are the receiver's. Null when nobody drives the slot any more. */
  onMotion?: (bytes: Uint8Array | null) => void;
  /** True when a tracker started later drives the slot now, false when this one does again. */
  onTakenOver?: (takenOver: boolean) => void;
  /** Something that a panel asks of this tracker. */
  onOrder?: (order: TrackerOrder) => void;
  onState?: (state: LinkState) => void;
  /** The relay refused something that was sent without an answer. */
  onProblem?: (problem: Problem) => void;
}

export interface Link {
  /** Sends a Motion frame if it can leave at once and this tracker drives its slot; drops it otherwise. */
  sendMotion(bytes: Uint8Array): void;
  /** Tells the panels how this page is doing, if it can leave at once. */
  report(report: TrackerReport | OverlayReport | VoiceReport): void;
  /**
   * Asks the relay to do something; resolves when it is done and on disk.
   * @throws RefusedError with the relay's reason, or `offline`
   */
  command<Name extends CommandName>(name: Name, payload: CommandPayload<Name>): Promise<void>;
  close(): void;
}

/** Milliseconds to the next attempt after the relay refused a hello; other attempts are the socket's own. */
const RETRY_REFUSED = 2000;

/**
 * The link to the relay, for a page or a worker. It reconnects for ever and holds nothing over while offline:
 * what a client shows is rebuilt from the snapshot that follows each connect.
 */
export function createLink(options: LinkOptions): Link {
  const { onSnapshot, onPatch, onMotion, onTakenOver, onOrder, onState, onProblem } = options;
  const { url, role, slot, idle = false } = options;
  const hello: Hello = { protocol: PROTOCOL, role, slot, startedAt: Date.now(), idle };
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    auth: hello,
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
  });
  const waiting = new Map<number, { resolve: () => void; reject: (error: RefusedError) => void }>();
  let snapshot: Snapshot | null = null;
  let driving = true;
  let nextId = 1;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let state: LinkState | null = null;

  function enter(next: LinkState): void {
    if (next === state) return;
    state = next;
    onState?.(next);
  }

  function lose(): void {
    snapshot = null;
    for (const { reject } of waiting.values()) reject(new RefusedError('offline', 'The connection to Masque was lost.'));
    waiting.clear();
    onMotion?.(null);
  }

  socket.on('connect', () => enter('online'));
  socket.on('disconnect', (reason) => {
    lose();
    enter('offline');
    // The socket comes back by itself only from a broken connection, not from one that the relay ended.
    if (reason === 'io server disconnect') retry = setTimeout(() => socket.connect(), RETRY_REFUSED);
  });
  socket.on('connect_error', (error: Error & { data?: Problem }) => {
    enter(error.data?.code === 'other-protocol' ? 'outdated' : 'offline');
    if (error.data) onProblem?.(error.data);
    if (!socket.active) retry = setTimeout(() => socket.connect(), RETRY_REFUSED);
  });
  socket.on('snapshot', (next) => {
    snapshot = next;
    onSnapshot?.(next.state);
  });
  socket.on('patch', (patch: Patch) => {
    // Without a snapshot one is already on its way.
    if (!snapshot) return;
    snapshot = applyPatch(snapshot, patch);
    if (snapshot) onPatch?.(patch.changes, snapshot.state);
    else socket.emit('request-snapshot');
  });
  socket.on('motion', (bytes) => onMotion?.(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)));
  socket.on('motion-end', () => onMotion?.(null));
  socket.on('driving', (now) => {
    if (now === driving) return;
    driving = now;
    onTakenOver?.(!now);
  });
  socket.on('order', (order) => onOrder?.(order));
  socket.on('problem', (problem) => onProblem?.(problem));
  socket.on('answer', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asker?.resolve();
    else asker?.reject(new RefusedError(answer.error.code, answer.error.message));
  });
  enter('connecting');

  return {
    sendMotion(bytes) {
      if (socket.connected && driving) socket.volatile.emit('motion', bytes);
    },
    report(report) {
      if (socket.connected) socket.volatile.emit('report', report);
    },
    command(name, payload) {
      return new Promise((resolve, reject) => {
        if (!socket.connected) {
          reject(new RefusedError('offline', 'Masque is not reachable. Is it running?'));
          return;
        }
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        socket.emit('command', { id, name, payload });
      });
    },
    close() {
      clearTimeout(retry);
      socket.disconnect();
    },
  };
}
