import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Hello, PROTOCOL } from '@masque/config/messages';
import { createMotion, encodeMotion, LANDMARK_COUNT } from '@masque/config/motion-frame';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { createLink, type LinkOptions, type LinkState } from '../../apps/overlay/src/link/create-link.ts';
import { createServer, type ServerOptions } from '../../apps/relay/src/server.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, by path relative to the folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

export function avatarJson(id: string, name = id): string {
  return JSON.stringify({ version: 1, id, name, picture: 'picture.png' });
}

export interface TestRelay {
  url: string;
  dataDir: string;
  log: string[];
  close(): Promise<void>;
}

/** A real relay on a free port, with two shipped avatars (ash and birch) and small pages; closed after the test. */
export async function startRelay(options: Partial<ServerOptions> = {}): Promise<TestRelay> {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'shipped/ash/avatar.json': avatarJson('ash', 'Ash'),
    'shipped/ash/picture.png': 'not really a picture',
    'shipped/birch/avatar.json': avatarJson('birch', 'Birch'),
    'overlay/index.html': '<title>overlay</title>',
    'overlay/assets/main-1a2b3c.js': 'export {};',
    'panel/index.html': '<title>panel</title>',
    'panel/pad.html': '<title>pad</title>',
    'panel/pair.html': '<title>pair</title>',
    'panel/assets/pair-1a2b3c.js': 'export {};',
    'models/face.onnx': 'not really a model',
  });
  const log: string[] = [];
  const dataDir = options.dataDir ?? path.join(folder, 'data');
  const pages = { overlay: path.join(folder, 'overlay'), panel: path.join(folder, 'panel'), models: path.join(folder, 'models') };
  const server = await createServer({
    port: 0,
    dataDir,
    pages,
    shippedAvatars: path.join(folder, 'shipped'),
    version: '0.0.0',
    log: (line) => log.push(line),
    ...options,
  });
  onTestFinished(() => server.close());
  return { url: server.url, dataDir, log, close: server.close };
}

/** A relay in a process of its own, on a free port unless told otherwise; killed after the test. */
export async function startRelayProcess(folder: string, port = 0): Promise<{ url: string; relay: ChildProcess }> {
  const script = fileURLToPath(new URL('relay-process.ts', import.meta.url));
  const relay = spawn(process.execPath, ['--import', 'tsx', script, folder, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void relay.kill('SIGKILL'));
  const [line] = await once(relay.stdout, 'data');
  return { url: String(line).trim(), relay };
}

/** What a client heard, in order, and a way to wait for more. */
export function createHearing<T>(): { all: T[]; hear(value: T): void; until(enough: (all: T[]) => boolean): Promise<T[]> } {
  const all: T[] = [];
  const waiting = new Set<() => void>();
  return {
    all,
    hear(value) {
      all.push(value);
      for (const check of waiting) check();
    },
    until(enough) {
      return new Promise((resolve) => {
        const check = (): void => {
          if (!enough(all)) return;
          waiting.delete(check);
          resolve(all);
        };
        waiting.add(check);
        check();
      });
    },
  };
}

/** A link as pages have one, and everything it reports. Online when the promise resolves. */
export async function connectLink(url: string, options: Partial<LinkOptions> = {}) {
  const states = createHearing<LinkState>();
  const snapshots = createHearing<Parameters<NonNullable<LinkOptions['onSnapshot']>>[0]>();
  const patches = createHearing<Parameters<NonNullable<LinkOptions['onPatch']>>[0]>();
  const motion = createHearing<Uint8Array | null>();
  const takeovers = createHearing<boolean>();
  const problems = createHearing<string>();
  const link = createLink({
    url,
    role: 'show',
    slot: 'main',
    onState: states.hear,
    onSnapshot: snapshots.hear,
    onPatch: patches.hear,
    onMotion: motion.hear,
    onTakenOver: takeovers.hear,
    onProblem: ({ code }) => problems.hear(code),
    ...options,
  });
  onTestFinished(() => link.close());
  await snapshots.until((all) => all.length > 0);
  return { link, states, snapshots, patches, motion, takeovers, problems };
}

export function hello(fields: Partial<Hello> = {}): Hello {
  return { protocol: PROTOCOL, role: 'panel', slot: 'main', startedAt: 1, idle: false, ...fields };
}

/** A socket without manners, for what no page of ours would send. */
export function rawSocket(url: string, auth: object = hello(), extraHeaders: Record<string, string> = {}): Socket {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, auth, extraHeaders });
  onTestFinished(() => {
    socket.disconnect();
  });
  return socket;
}

/** Waits for one event of a socket. */
export function next<T = unknown>(socket: Socket, event: string): Promise<T> {
  return new Promise((resolve) => socket.once(event, resolve));
}

/** A valid motion frame that carries a number, to tell frames apart. */
export function frame(number: number): Uint8Array {
  return encodeMotion({ ...createMotion(), time: number }, { dense: false });
}

/** The same, of the large kind. */
export function denseFrame(number: number): Uint8Array {
  return encodeMotion({ ...createMotion(), time: number, dense: new Float32Array(3 * LANDMARK_COUNT) }, { dense: true });
}

/** The numbers of frames made by `frame`. */
export function numbersOf(frames: readonly (Uint8Array | null)[]): (number | null)[] {
  return frames.map((bytes) => bytes && new DataView(bytes.buffer, bytes.byteOffset).getFloat64(4, true));
}
