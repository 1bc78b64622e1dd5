import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROTOCOL, type RelayState } from '@masque/config/messages';
import { type Opening, openingOf } from '@masque/config/opening';
import { RefusedError } from '@masque/config/refusal';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { Server } from 'socket.io';
import { createAccess } from './access/access.ts';
import { createDoor } from './access/door.ts';
import { createPairingCodes } from './access/pairing.ts';
import { createAnalyses } from './analyses.ts';
import { createAccessApi } from './api/access-api.ts';
import { createActionApi } from './api/action-api.ts';
import { createAvatarApi } from './avatar-api.ts';
import { createAvatarFiles } from './avatar-files.ts';
import { createAvatarKeeper } from './avatar-keeper.ts';
import { attachClients, type ClientsServer } from './clients.ts';
import { createCommands } from './commands.ts';
import { createExpressions } from './expressions.ts';
import { networkHosts, ownHosts, refusal, schemeOf } from './guard.ts';
import { createHistory } from './history.ts';
import { createGlobalKeys } from './hotkeys/global-keys.ts';
import { createHotkeys } from './hotkeys/hotkeys.ts';
import { createActions } from './hotkeys/run-action.ts';
import { readLibrary } from './library.ts';
import { keptCertificate } from './network/certificate.ts';
import { createNetwork } from './network/create-network.ts';
import { localAddresses } from './network/local-addresses.ts';
import { createObs } from './obs/create-obs.ts';
import { createPages, type PageDirs } from './pages.ts';
import { createSecrets } from './secrets.ts';
import { createState, reduce, type StateEvent } from './state.ts';
import { createStore } from './store.ts';
import { createTakeApi } from './takes/take-api.ts';
import { createTakeFiles } from './takes/take-files.ts';
import { createTakes } from './takes/takes.ts';

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
  /** This computer's addresses in the local network, if not those of the system. */
  addresses?: () => readonly string[];
}

export interface RelayServer {
  /** For example `http://127.0.0.1:8517`. */
  url: string;
  /** Resolves when everything is saved and nothing is open any more. */
  close(): Promise<void>;
}

/** Listens to the keyboard in a process of its own; here from the sources and from the built relay alike. */
const KEYS_PROGRAM = fileURLToPath(new URL('../bin/global-keys.mjs', import.meta.url));
/** Milliseconds that open connections have to end by themselves. */
const FAREWELL = 300;

/**
 * The relay: serves the pages, keeps the state, and connects pages with one another; on this machine only, unless the user lets
 * other devices in.
 * @throws the error of the system, `EADDRINUSE` when the port is taken
 */
export async function createServer(options: ServerOptions): Promise<RelayServer> {
  const { port, dataDir, log } = options;
  const store = createStore(dataDir);
  const secrets = createSecrets(dataDir);
  const access = createAccess(dataDir);
  const door = createDoor(access.find);
  const codes = createPairingCodes();
  const userAvatars = path.join(dataDir, 'avatars');
  const avatarsDirs = [
    { path: userAvatars, source: 'user' },
    { path: options.shippedAvatars, source: 'shipped' },
  ] as const;
  const avatarFolders = { user: userAvatars, shipped: options.shippedAvatars };
  const files = await createAvatarFiles(avatarFolders);
  const { settings, damaged: damagedSettings } = store.load();
  const takeFiles = await createTakeFiles(path.join(dataDir, 'takes'));
  const kept = await takeFiles.list();
  const damagedFiles = [...damagedSettings, ...secrets.damaged, ...access.damaged, ...kept.damaged];
  const library = await readLibrary(avatarsDirs);
  let state: RelayState = { ...createState(settings, library.avatars, [...damagedFiles, ...library.damaged]), takes: kept.takes };
  for (const { file, keptAs, reason } of state.damaged) {
    log(`${file} could not be read: ${reason}`);
    if (keptAs) log(`It is kept as ${keptAs}, and Masque goes on with its defaults.`);
  }
  let hosts = ownHosts(port);
  let url = '';
  let actual = port;

  const health = { name: 'masque', version: options.version, protocol: PROTOCOL };
  const history = createHistory();
  const keeper = createAvatarKeeper({ state: () => state, apply, save, reload, files, history });
  const analyses = createAnalyses(path.join(dataDir, 'analyses'), log);
  const actions = createActions({ state: () => state, change: saveSoon, execute: (...command) => execute(...command) });
  const hotkeys = createHotkeys({ settings: () => state.settings.hotkeys, actions, log });
  const pages = createPages({
    dirs: options.pages,
    avatarsDirs,
    analyses: analyses.router,
    opening: tellOpening,
    avatars: createAvatarApi({
      avatars: () => state.avatars,
      dirs: avatarFolders,
      files,
      lookOf: (avatar) => state.settings.looks[avatar] ?? null,
      onAdded: keeper.added,
      log,
    }),
    takes: createTakeApi({ fileOf: takeFiles.fileOf, add: (take) => takes.add(take) }),
    access: createAccessApi({ access, codes, door, addresses: () => state.network.addresses, onAdded: tellDevices, log }),
    actions: createActionApi({ access, actions, version: options.version, log }),
    overlayUrl: () => overlayUrl(DEFAULT_SLOT),
    door,
    refusal: refusalOf,
    health,
  });
  const http = createHttpServer(pages);
  const io: ClientsServer = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, decide) => decide(null, refusalOf(request) === null),
  });
  const obs = createObs({
    onChange: (change) => apply({ type: 'obs-changed', obs: change }),
    onScene: enterScene,
    onRenamed: (from, to) => void saveChange({ type: 'scene-renamed', from, to }),
    onSource: hotkeys.sourceShown,
    onEvent: hotkeys.obsEvent,
    origins: () => [...hosts].map((host) => `http://${host}`),
    overlays: () => Object.values(state.presence).reduce((sum, { show }) => sum + show, 0),
    log,
  });
  const expressions = createExpressions({ state: () => state, apply });
  const takes = createTakes({ state: () => state, apply, files: takeFiles, history, log });
  const execute = createCommands({
    state: () => state,
    apply,
    save,
    history,
    keeper,
    secrets,
    obs,
    expressions,
    takes,
    hotkeys,
    access,
    onDevices: tellDevices,
    aimObs,
    enterScene,
    order: (slot, order) => clients.order(slot, order),
    overlayUrl,
  });
  const onLeft = (page: string): void => {
    hotkeys.drop(page);
    expressions.left(page);
  };
  const clients = attachClients(io, { state: () => state, apply, execute, door, onMotion: takes.frame, onLeft, log });
  const globalKeys = createGlobalKeys({
    program: KEYS_PROGRAM,
    onKey: hotkeys.key,
    onState: (globalKeys) => apply({ type: 'global-keys-changed', globalKeys }),
    log,
  });
  const network = createNetwork({
    addresses: options.addresses ?? localAddresses,
    certificate: (addresses) => keptCertificate(dataDir, addresses),
    onRequest: pages,
    onUpgrade: (request, socket, head) => void http.emit('upgrade', request, socket, head),
    onChange: (network) => apply({ type: 'network-changed', network }),
    log,
  });
  tellDevices();
  apply({ type: 'obs-changed', obs: { passwordSet: secrets.obsPassword() !== '' } });

  async function tellOpening(query: URLSearchParams): Promise<{ opening: Opening | null; portrait: string | null }> {
    const shows = ['show', 'preview'].includes(query.get('role') ?? 'show');
    const opening = shows ? openingOf(state, query.get('slot') ?? DEFAULT_SLOT) : null;
    const { id, revision } = opening?.avatar ?? {};
    const kept = id && revision && (await analyses.find(id, revision));
    return { opening, portrait: kept ? `/analyses/${kept}` : null };
  }

  function overlayUrl(slot: string): string {
    return `${url}/overlay${slot === DEFAULT_SLOT ? '' : `?slot=${slot}`}`;
  }

  function apply(event: StateEvent): void {
    const before = state;
    state = reduce(state, event);
    if (state === before) return;
    clients.publish(before);
    if (!url) return;
    if (state.settings.hotkeys !== before.settings.hotkeys) globalKeys.aim(state.settings.hotkeys);
    if (state.settings.devices !== before.settings.devices) void network.aim(state.settings.devices, actual);
  }

  /** This computer's own names are no names for the network's door, nor the other way round. */
  function refusalOf(request: IncomingMessage): string | null {
    return door.isLocal(request) ? refusal(request, hosts) : refusal(request, networkHosts(request), schemeOf(request));
  }

  function tellDevices(): void {
    const devices = access.devices();
    apply({ type: 'devices-changed', devices });
    clients.keepOnly(devices);
  }

  async function save(): Promise<void> {
    await store.save(state.settings).catch((error: Error) => {
      log(`The settings could not be saved in ${dataDir}: ${error.message}`);
      throw new RefusedError('not-saved', `The change holds until Masque ends, but could not be saved: ${error.message}`);
    });
  }

  /** A change that nobody asked for, and that nobody can undo; a save that fails is in the log. */
  async function saveChange(event: StateEvent): Promise<void> {
    const before = state.settings;
    apply(event);
    if (state.settings !== before) await save().catch(() => {});
  }

  /** The same for what is pressed: it acts now, and is on disk by and by. */
  function saveSoon(event: StateEvent): void {
    const before = state.settings;
    apply(event);
    if (state.settings !== before) void save().catch(() => {});
  }

  async function reload(): Promise<void> {
    const { avatars, damaged } = await readLibrary(avatarsDirs);
    apply({ type: 'avatars-loaded', avatars, damaged: [...damagedFiles, ...damaged] });
  }

  function aimObs(): void {
    obs.aim({ ...state.settings.obs, password: secrets.obsPassword() });
  }

  // The scene that is on is told more than once, and again after a reconnect: its rules act when it comes, not later.
  let lastScene: string | null = null;
  function enterScene(scene: string): void {
    apply({ type: 'obs-changed', obs: { program: scene } });
    if (scene === lastScene) return;
    lastScene = scene;
    void saveChange({ type: 'scene-entered', scene });
  }

  const connections = new Set<Socket>();
  http.on('connection', (connection) => {
    door.admitLocal(connection);
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  actual = (http.address() as AddressInfo).port;
  hosts = ownHosts(actual);
  url = `http://127.0.0.1:${actual}`;
  aimObs();
  globalKeys.aim(state.settings.hotkeys);
  void network.aim(state.settings.devices, actual);

  return {
    url,
    async close() {
      obs.close();
      expressions.close();
      takes.close();
      actions.close();
      globalKeys.close();
      const networkClosed = network.close();
      const closed = io.close();
      // A client that does not answer the farewell is cut off.
      const cut = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, FAREWELL);
      await closed;
      await networkClosed;
      clearTimeout(cut);
      await store.settled();
    },
  };
}
