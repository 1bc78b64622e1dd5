import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { type CommandName, type CommandPayload, PROTOCOL, RefusedError } from '@masque/config/messages';
import { Server } from 'socket.io';
import { createAnalyses } from './analyses.ts';
import { attachClients, type ClientsServer } from './clients.ts';
import { ownHosts, refusal } from './guard.ts';
import { readLibrary } from './library.ts';
import { createPages, type PageDirs } from './pages.ts';
import { createState, reduce, type StateEvent } from './state.ts';
import { createStore } from './store.ts';

export interface ServerOptions {
  /** 0 takes any free one. */
  port: number;
  /** Where settings and the user's avatars (`avatars/<id>/`) are kept; made where it is missing. */
  dataDir: string;
  pages: PageDirs;
  /** Folder of the avatars we ship. */
  shippedAvatars: string;
  version: string;
  log: (line: string) => void;
}

export interface RelayServer {
  /** For example `http://127.0.0.1:8517`. */
  url: string;
  /** Resolves when everything is saved and nothing is open any more. */
  close(): Promise<void>;
}

/** Milliseconds that open connections have to end by themselves. */
const FAREWELL = 300;

/**
 * The relay: serves the pages, keeps the state, and connects pages with one another; on this machine only.
 * @throws the error of the system, `EADDRINUSE` when the port is taken
 */
export async function createServer(options: ServerOptions): Promise<RelayServer> {
  const { port, dataDir, log } = options;
  const store = createStore(dataDir, log);
  const avatarsDirs = [
    { path: path.join(dataDir, 'avatars'), source: 'user' },
    { path: options.shippedAvatars, source: 'shipped' },
  ] as const;
  let state = createState(store.load(), await readLibrary(avatarsDirs, log));
  let hosts = ownHosts(port);

  const health = { name: 'masque', version: options.version, protocol: PROTOCOL };
  const pages = createPages({
    dirs: options.pages,
    avatarsDirs,
    analyses: createAnalyses(path.join(dataDir, 'analyses'), log),
    hosts: () => hosts,
    health,
  });
  const http = createHttpServer(pages);
  const io: ClientsServer = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, decide) => decide(null, refusal(request, hosts) === null),
  });
  const clients = attachClients(io, { state: () => state, apply, execute, log });

  function apply(event: StateEvent): void {
    const before = state;
    state = reduce(state, event);
    if (state !== before) clients.publish(before);
  }

  async function applyAndSave(event: StateEvent): Promise<void> {
    const before = state.settings;
    apply(event);
    if (state.settings === before) return;
    await store.save(state.settings).catch((error: Error) => {
      log(`The settings could not be saved in ${dataDir}: ${error.message}`);
      throw new RefusedError('not-saved', `The change holds until Masque ends, but could not be saved: ${error.message}`);
    });
  }

  async function execute(name: CommandName, payload: unknown): Promise<void> {
    switch (name) {
      case 'settings.change':
        return applyAndSave({ type: 'settings-changed', change: payload as CommandPayload<'settings.change'> });
      case 'avatar.show':
        return applyAndSave({ type: 'avatar-shown', ...(payload as CommandPayload<'avatar.show'>) });
      case 'avatars.reload':
        return apply({ type: 'avatars-loaded', avatars: await readLibrary(avatarsDirs, log) });
    }
  }

  const connections = new Set<Socket>();
  http.on('connection', (connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  const actual = (http.address() as AddressInfo).port;
  hosts = ownHosts(actual);

  return {
    url: `http://127.0.0.1:${actual}`,
    async close() {
      const closed = io.close();
      // A client that does not answer the farewell is cut off.
      const cut = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, FAREWELL);
      await closed;
      clearTimeout(cut);
      await store.settled();
    },
  };
}
