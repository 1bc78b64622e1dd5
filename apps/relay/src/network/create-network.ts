import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { DevicesSettings, NetworkState } from '@masque/config/device';
import type { Certificate } from './certificate.ts';

export interface NetworkOptions {
  /** This computer's addresses in the local network, now. */
  addresses: () => readonly string[];
  certificate: (addresses: readonly string[]) => Promise<Certificate>;
  onRequest: RequestListener;
  onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  onChange: (state: NetworkState) => void;
  log: (line: string) => void;
}

export interface Network {
  /** Listens as is wanted, on this port, and on the next one for https. Resolves when it does, or said why not. */
  aim(wanted: DevicesSettings, port: number): Promise<void>;
  close(): Promise<void>;
}

/** Connections that one address holds open at the same time. */
const MOST_CONNECTIONS = 200;
/** Milliseconds between two looks at the computer's addresses: a laptop changes its network. */
const LOOK_EVERY = 5000;

interface Listener {
  url: string;
  secure: boolean;
  close(): Promise<void>;
}

/**
 * The relay's second door, for other devices. It is bound to each private address by itself, never to all: an address that the
 * internet reaches is not listened on, and what comes in on this computer's own address is told apart for sure.
 */
export function createNetwork({ addresses, certificate, onRequest, onUpgrade, onChange, log }: NetworkOptions): Network {
  let listeners: Listener[] = [];
  let target = '';
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  async function open(address: string, port: number, credentials: Certificate | null): Promise<Listener> {
    const server: Server = credentials ? createHttpsServer(credentials, onRequest) : createHttpServer(onRequest);
    server.maxConnections = MOST_CONNECTIONS;
    server.on('upgrade', onUpgrade);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, resolve);
    });
    const secure = credentials !== null;
    const connections = new Set<Duplex>();
    server.on('connection', (connection: Duplex) => {
      connections.add(connection);
      connection.once('close', () => connections.delete(connection));
    });
    return {
      url: `${secure ? 'https' : 'http'}://${address}:${port}`,
      secure,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const connection of connections) connection.destroy();
        }),
    };
  }

  async function closeAll(): Promise<void> {
    const open = listeners;
    listeners = [];
    await Promise.all(open.map((listener) => listener.close()));
  }

  async function listen({ enabled, secure }: DevicesSettings, port: number): Promise<void> {
    const here = enabled ? [...addresses()] : [];
    const next = JSON.stringify([enabled, secure, port, here]);
    if (next === target) return;
    target = next;
    await closeAll();
    let problem: NetworkState['problem'] = enabled && here.length === 0 ? 'no-network' : null;
    try {
      const credentials = secure && here.length > 0 ? await certificate(here) : null;
      for (const address of here) {
        listeners.push(await open(address, port, null));
        if (credentials) listeners.push(await open(address, port + 1, credentials));
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      problem = code === 'EADDRINUSE' ? 'port-taken' : 'failed';
      log(`The network could not be listened on: ${message}`);
    }
    if (listeners.length > 0) log(`Devices that you pair reach Masque at ${listeners.map(({ url }) => url).join(' and ')}`);
    onChange({ addresses: listeners.map((listener) => ({ url: listener.url, secure: listener.secure })), problem });
  }

  return {
    aim(wanted, port) {
      clearInterval(timer);
      const look = (): Promise<void> => (turn = turn.then(() => listen(wanted, port)));
      if (wanted.enabled) timer = setInterval(() => void look(), LOOK_EVERY).unref();
      return look();
    },
    async close() {
      clearInterval(timer);
      await turn;
      await closeAll();
    },
  };
}
