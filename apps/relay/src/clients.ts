import type { Device } from '@masque/config/device';
import {
  type ClientToServer,
  type CommandName,
  commandSchema,
  commandSchemas,
  type Hello,
  helloSchema,
  PROTOCOL,
  type RelayState,
  type Role,
  type ServerToClient,
  type Snapshot,
} from '@masque/config/messages';
import { isMotionFrame } from '@masque/config/motion-frame';
import { check, type Problem, RefusedError } from '@masque/config/refusal';
import type { TrackerOrder } from '@masque/config/reports';
import type { Server, Socket } from 'socket.io';
import { type Door, mayCommand, mayConnect } from './access/door.ts';
import type { Execute } from './commands.ts';
import { createSlot, type Slot, type Tracker, type Viewer } from './motion.ts';
import { encodeMotionPacket } from './motion-packet.ts';
import { createNewestOnly } from './newest-only.ts';
import { createReports } from './reports.ts';
import { changesBetween, type StateEvent } from './state.ts';

/** What is known of a client: its hello, and its device where it is another one than this computer. */
export type ClientData = Hello & { device: Device | null };
export type ClientsServer = Server<ClientToServer, ServerToClient, Record<string, never>, ClientData>;
type Client = Socket<ClientToServer, ServerToClient, Record<string, never>, ClientData>;

export interface ClientsOptions {
  /** The state now, and the state after an event. */
  state: () => RelayState;
  apply: (event: StateEvent) => void;
  /** Carries out a command that was checked; settles when its effect is on disk. */
  execute: Execute;
  door: Door;
  /** A motion frame that drives a slot. */
  onMotion: (slot: string, bytes: Uint8Array) => void;
  /** A page is closed; what it held is let go. */
  onLeft: (page: string) => void;
  log: (line: string) => void;
}

/** Everyone who was given the snapshot, and so can use patches. */
const GREETED = 'greeted';

export interface Clients {
  /** Tells everyone what changed since. */
  publish(before: RelayState): void;
  /** Asks something of the tracker that drives a slot; false when there is none. */
  order(slot: string, order: TrackerOrder): boolean;
  /** Closes the pages of devices that are not among these any more. */
  keepOnly(devices: readonly Device[]): void;
}

/** Greets clients, carries motion, and answers commands. Whatever a client sends is checked here. */
export function attachClients(io: ClientsServer, options: ClientsOptions): Clients {
  const slots = new Map<string, Slot>();
  const reports = createReports(io);
  let revision = 1;

  io.use((client, next) => {
    try {
      const hello = check(helloSchema, client.handshake.auth, 'bad-hello');
      if (hello.protocol !== PROTOCOL) {
        throw new RefusedError('other-protocol', `The page speaks protocol ${hello.protocol}, this Masque ${PROTOCOL}: reload the page.`);
      }
      client.data = { ...hello, startedAt: Math.min(hello.startedAt, Date.now()), device: deviceOf(client, hello.role) };
      next();
    } catch (error) {
      next(Object.assign(error as RefusedError, { data: problemOf(error) }));
    }
  });

  /** @throws RefusedError `not-paired`, `not-allowed` */
  function deviceOf({ request }: Client, role: Role): Device | null {
    if (options.door.isLocal(request)) return null;
    const device = options.door.deviceOf(request);
    if (!device) throw new RefusedError('not-paired', 'This device is not paired with Masque, or not any more.');
    if (!mayConnect(device, role)) throw new RefusedError('not-allowed', `A device that was paired as ${device.scope} may not do this.`);
    return device;
  }

  function tellConnected(): void {
    const connected = [...io.sockets.sockets.values()].flatMap(({ data }) => (data.device ? [data.device.id] : []));
    options.apply({ type: 'connected-changed', connected: [...new Set(connected)].sort() });
  }

  io.on('connection', (client) => {
    const { role, slot: slotName, device } = client.data;
    const slot = slots.get(slotName) ?? createSlot();
    slots.set(slotName, slot);

    options.apply({ type: 'joined', role, slot: slotName });
    greet(client);
    void client.join(GREETED);
    client.on('request-snapshot', () => greet(client));
    client.on('command', (command: unknown) => void answer(client, command));
    const tracker = role === 'track' ? attachTracker(client, slot, (bytes) => options.onMotion(slotName, bytes)) : null;
    // What a tracker has to follow.
    let sees = false;
    let hears = false;
    if (!tracker)
      client.on('motion', () => complain(client, { code: 'not-a-tracker', message: 'Only a page with the role "track" sends motion.' }));
    if (role === 'show' || role === 'preview') attachViewer(client, slot);
    reports.attach(client, {
      onReport(report) {
        if (!tracker || report.kind === 'overlay') return false;
        if (report.kind === 'tracker') sees = report.state === 'running';
        else hears = report.microphone !== null;
        slot.setReady(tracker, sees || hears);
        const driving = slot.isDriver(tracker);
        if (report.kind === 'voice') return driving;
        const camera = report.cameras.find(({ id }) => id === report.camera)?.label;
        if (driving && camera) options.apply({ type: 'camera-followed', slot: slotName, camera });
        return driving;
      },
      onBad: (error) => complain(client, problemOf(error)),
    });
    client.onAny((event: string) => {
      if (client.listenerCount(event as keyof ClientToServer) > 0) return;
      complain(client, { code: 'unknown-message', message: `There is no message "${event.slice(0, 64)}".` });
    });
    client.on('disconnect', () => {
      options.apply({ type: 'left', role, slot: slotName });
      options.onLeft(client.id);
      if (device) tellConnected();
    });
    if (device) tellConnected();
  });

  function greet(client: Client): void {
    client.emit('snapshot', { revision, state: options.state() } satisfies Snapshot);
  }

  async function answer(client: Client, message: unknown): Promise<void> {
    let id: number | null = null;
    try {
      const command = check(commandSchema, message, 'bad-command');
      id = command.id;
      if (!Object.hasOwn(commandSchemas, command.name)) throw new RefusedError('bad-command', `There is no command "${command.name}".`);
      const name = command.name as CommandName;
      const { role, device } = client.data;
      if (!mayCommand(device, role, name, command.payload)) {
        const who = device ? `${device.name}, paired as ${device.scope},` : `A page with the role "${role}"`;
        throw new RefusedError('not-allowed', `${who} may not ask for "${name}".`);
      }
      await options.execute(name, check<unknown>(commandSchemas[name], command.payload, 'bad-payload'), client.id);
      client.emit('answer', { id, ok: true });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'failed') options.log(`A command failed: ${(error as Error).stack}`);
      if (id === null) complain(client, problem);
      else client.emit('answer', { id, ok: false, error: problem });
    }
  }

  return {
    publish(before) {
      revision++;
      io.to(GREETED).emit('patch', { revision, changes: changesBetween(before, options.state()) });
    },
    order: (slot, order) => slots.get(slot)?.order(order) ?? false,
    keepOnly(devices) {
      for (const client of io.sockets.sockets.values()) {
        const { device } = client.data;
        if (device && !devices.some(({ id }) => id === device.id)) client.disconnect(true);
      }
    },
  };
}

function attachTracker(client: Client, slot: Slot, onMotion: (bytes: Uint8Array) => void): Tracker {
  const tracker: Tracker = {
    startedAt: client.data.startedAt,
    drive: (driving) => client.emit('driving', driving),
    order: (order) => client.emit('order', order),
  };
  slot.addTracker(tracker, !client.data.idle);
  client.on('motion', (bytes: unknown) => {
    if (bytes instanceof Uint8Array && isMotionFrame(bytes)) {
      slot.forward(tracker, encodeMotionPacket(bytes));
      if (slot.isDriver(tracker)) onMotion(bytes);
    } else complain(client, { code: 'bad-motion', message: 'This is no motion frame of this version of Masque.' });
  });
  client.on('disconnect', () => slot.removeTracker(tracker));
  return tracker;
}

function attachViewer(client: Client, slot: Slot): void {
  const { transport } = client.conn;
  const motion = createNewestOnly({
    writable: () => transport.writable,
    send(packet) {
      // The option by which Socket.IO's own broadcasts hand on finished frames.
      const options = { compress: false, wsPreEncodedFrame: [packet] };
      client.conn.write('', options);
    },
    onceReady: (callback) => transport.once('ready', callback),
  });
  const viewer: Viewer = {
    deliver: motion.send,
    end() {
      motion.clear();
      client.emit('motion-end');
    },
  };
  slot.addViewer(viewer);
  client.on('disconnect', () => slot.removeViewer(viewer));
}

/** For messages without an id; volatile, so that a flood of them does not become a flood of complaints. */
function complain(client: Client, problem: Problem): void {
  client.volatile.emit('problem', problem);
}

function problemOf(error: unknown): Problem {
  return { code: error instanceof RefusedError ? error.code : 'failed', message: (error as Error).message };
}
