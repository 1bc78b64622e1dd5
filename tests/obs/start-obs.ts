import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const OBS_INSTALLED = existsSync('/usr/bin/obs') && existsSync('/usr/bin/Xvfb');

/** Colours as OBS keeps them, 0xAABBGGRR. */
const SCENES = { Starting: 0xff0000ff, Live: 0xff00ff00, Ending: 0xffff0000 } as const;
export const CANVAS = { width: 640, height: 360 };

export interface RealObs {
  port: number;
  password: string;
  start(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Ends it for good, with its display. */
  close(): Promise<void>;
}

/** A display without a screen. */
export interface Display {
  /** As programs take it: `:97`. */
  name: string;
  close(): Promise<void>;
}

/** @param offset tells displays of one process apart */
export async function openDisplay(size: { width: number; height: number }, offset = 0): Promise<Display> {
  const number = 90 + (process.pid % 100) + 100 * offset;
  const screen = `${size.width}x${size.height}x24`;
  const xvfb = spawn('Xvfb', [`:${number}`, '-screen', '0', screen, '-nolisten', 'tcp', '+extension', 'GLX'], { stdio: 'ignore' });
  while (!existsSync(`/tmp/.X11-unix/X${number}`)) {
    if (xvfb.exitCode !== null) throw new Error('Xvfb could not start.');
    await sleep(50);
  }
  return {
    name: `:${number}`,
    async close() {
      const ended = once(xvfb, 'exit');
      xvfb.kill('SIGTERM');
      await ended;
    },
  };
}

/** A real OBS on a display of its own, with three scenes of one colour each: Starting (red), Live (green), Ending (blue). */
export async function createObs(password: string): Promise<RealObs> {
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-obs-'));
  const port = await freePort();
  writeConfig(path.join(folder, 'config', 'obs-studio'), port, password);
  for (const name of ['home', 'run']) mkdirSync(path.join(folder, name), { mode: 0o700 });
  const display = await openDisplay({ width: 800, height: 600 });
  let obs: ChildProcess | null = null;

  async function stop(): Promise<void> {
    const running = obs;
    obs = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  return {
    port,
    password,
    async start() {
      const env = {
        ...process.env,
        DISPLAY: display.name,
        HOME: path.join(folder, 'home'),
        XDG_CONFIG_HOME: path.join(folder, 'config'),
        XDG_RUNTIME_DIR: path.join(folder, 'run'),
        LIBGL_ALWAYS_SOFTWARE: '1',
        LP_NUM_THREADS: '1',
        QT_QPA_PLATFORM: 'xcb',
      };
      const options = ['--multi', '--minimize-to-tray', '--disable-missing-files-check', '--collection', 'Test', '--profile', 'Test'];
      const socket = ['--websocket_port', String(port), '--websocket_password', password, '--websocket_ipv4_only'];
      obs = spawn('obs', [...options, ...socket], { env, stdio: 'ignore' });
    },
    kill: stop,
    async close() {
      await stop();
      await display.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** What OBS 29 to 32 need to start without asking anything. */
function writeConfig(folder: string, port: number, password: string): void {
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  const ini = (groups: Record<string, Record<string, string | number | boolean>>): string =>
    Object.entries(groups)
      .map(
        ([group, values]) =>
          `[${group}]\n${Object.entries(values)
            .map(([key, value]) => `${key}=${value}\n`)
            .join('')}`,
      )
      .join('\n');
  const general = { FirstRun: true, EnableAutoUpdates: false, LastVersion: 486539266, ConfirmOnExit: false };
  const basic = { Profile: 'Test', ProfileDir: 'Test', SceneCollection: 'Test', SceneCollectionFile: 'Test' };
  const window = { PreviewEnabled: false, SysTrayEnabled: false };
  const socket = {
    FirstLoad: false,
    ServerEnabled: true,
    ServerPort: port,
    AlertsEnabled: false,
    AuthRequired: true,
    ServerPassword: password,
  };
  write('global.ini', ini({ General: general, Basic: basic, BasicWindow: window, OBSWebSocket: socket }));
  write(
    'plugin_config/obs-websocket/config.json',
    JSON.stringify({
      first_load: false,
      server_enabled: true,
      server_port: port,
      alerts_enabled: false,
      auth_required: true,
      server_password: password,
    }),
  );
  const { width, height } = CANVAS;
  write(
    'basic/profiles/Test/basic.ini',
    ini({
      General: { Name: 'Test' },
      Video: { BaseCX: width, BaseCY: height, OutputCX: width, OutputCY: height, FPSType: 0, FPSCommon: 10 },
      Output: { Mode: 'Simple' },
      SimpleOutput: { FilePath: path.join(folder, '..', '..'), RecFormat: 'mkv' },
    }),
  );
  write('basic/scenes/Test.json', JSON.stringify(sceneCollection()));
}

function sceneCollection(): unknown {
  const names = Object.keys(SCENES) as (keyof typeof SCENES)[];
  const item = { visible: true, locked: false, rot: 0, pos: { x: 0, y: 0 }, scale: { x: 1, y: 1 }, align: 5, bounds_type: 0, id: 1 };
  const sources = names.flatMap((name) => [
    { name: `${name} colour`, id: 'color_source', versioned_id: 'color_source_v3', settings: { color: SCENES[name], ...CANVAS } },
    {
      name,
      id: 'scene',
      versioned_id: 'scene',
      settings: { id_counter: 1, custom_size: false, items: [{ ...item, name: `${name} colour` }] },
    },
  ]);
  return {
    name: 'Test',
    current_scene: 'Starting',
    current_program_scene: 'Starting',
    scene_order: names.map((name) => ({ name })),
    sources,
    current_transition: 'Fade',
    transition_duration: 300,
  };
}
