import type { ObsLink } from '@masque/config/obs-state';
import { type ErrorCode, RefusedError } from '@masque/config/refusal';
import {
  EventSubscription,
  type OBSEventTypes,
  type OBSRequestTypes,
  type OBSResponseTypes,
  OBSWebSocket,
  OBSWebSocketError,
} from 'obs-websocket-js/json';

/** Where OBS is. */
export interface ObsTarget {
  enabled: boolean;
  host: string;
  port: number;
  password: string;
}

/** A running connection to OBS; it is not used again after it was lost. */
export interface ObsSession {
  /**
   * @throws RefusedError `obs-timeout`, `obs-offline`, or what OBS' status stands for
   */
  call<Type extends keyof OBSRequestTypes>(type: Type, data?: OBSRequestTypes[Type]): Promise<OBSResponseTypes[Type]>;
  on<Type extends keyof OBSEventTypes>(type: Type, listener: (data: OBSEventTypes[Type]) => void): void;
}

export interface ObsConnection {
  /** Connects to this OBS from now on, or to none. */
  aim(target: ObsTarget): void;
  /** Tries at once, wrong password or not. */
  retry(): void;
  /** @throws RefusedError `obs-offline` */
  session(): ObsSession;
  close(): void;
}

export interface ObsConnectionOptions {
  onLink: (link: ObsLink) => void;
  onSession: (session: ObsSession) => void;
  /** Milliseconds that OBS has to answer a request, or a hello. */
  patience?: number;
}

const PATIENCE = 4000;
/** Milliseconds before the next try: the first, and the longest; each is twice the one before. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 3000;

/** Close codes and request statuses of the obs-websocket 5 protocol. */
const AUTHENTICATION_FAILED = 4009;
const REFUSALS: Partial<Record<number, ErrorCode>> = { 600: 'unknown-scene', 605: 'no-browser-source' };

/** Keeps a connection to OBS: tries again for ever, except with a password that OBS refused. */
export function createObsConnection({ onLink, onSession, patience = PATIENCE }: ObsConnectionOptions): ObsConnection {
  let target: ObsTarget = { enabled: false, host: '', port: 0, password: '' };
  let current: { obs: OBSWebSocket; session: ObsSession } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let wait = FIRST_WAIT;
  // What an older round still brings is not wanted any more.
  let round = 0;

  function drop(): number {
    clearTimeout(timer);
    const left = current;
    current = null;
    if (left) void left.obs.disconnect().catch(() => {});
    return ++round;
  }

  async function connect(): Promise<void> {
    const mine = drop();
    if (!target.enabled) {
      onLink('off');
      return;
    }
    onLink('connecting');
    const obs = new OBSWebSocket();
    const closed = new Promise<OBSWebSocketError>((resolve) => obs.once('ConnectionClosed', resolve));
    try {
      await inTime(obs.connect(urlOf(target), target.password, { eventSubscriptions: EventSubscription.All }), patience);
      if (mine !== round) {
        void obs.disconnect().catch(() => {});
        return;
      }
      wait = FIRST_WAIT;
      current = { obs, session: createSession(obs, closed, patience) };
      onLink('online');
      onSession(current.session);
      await closed;
      if (mine === round) again();
    } catch (error) {
      void obs.disconnect().catch(() => {});
      if (mine !== round) return;
      if (error instanceof OBSWebSocketError && error.code === AUTHENTICATION_FAILED) onLink('wrong-password');
      else again();
    }
  }

  function again(): void {
    current = null;
    onLink('waiting');
    timer = setTimeout(() => void connect(), wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }

  return {
    aim(next) {
      if (JSON.stringify(next) === JSON.stringify(target)) return;
      target = next;
      wait = FIRST_WAIT;
      void connect();
    },
    retry() {
      wait = FIRST_WAIT;
      if (!current) void connect();
    },
    session() {
      if (!current) throw offline();
      return current.session;
    },
    close: () => void drop(),
  };
}

function createSession(obs: OBSWebSocket, closed: Promise<unknown>, patience: number): ObsSession {
  const lost = closed.then(() => {
    throw offline();
  });
  lost.catch(() => {});
  return {
    async call(type, data) {
      try {
        return await inTime(Promise.race([obs.call(type, data), lost]), patience);
      } catch (error) {
        if (!(error instanceof OBSWebSocketError)) throw error;
        throw new RefusedError(REFUSALS[error.code] ?? 'obs-refused', `OBS refused ${type}: ${error.message}`);
      }
    },
    on: (type, listener) => void obs.on(type, listener as never),
  };
}

async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RefusedError('obs-timeout', 'OBS did not answer in time.')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function offline(): RefusedError {
  return new RefusedError('obs-offline', 'OBS is not connected.');
}

function urlOf({ host, port }: ObsTarget): string {
  return `ws://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
