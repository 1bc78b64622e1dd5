import { type ChildProcess, fork } from 'node:child_process';
import { type GlobalKeysState, type Hotkeys, type KeyPress, type KeyTrigger, triggerOfKey } from '@masque/config/hotkey';
import { hookKeysOf } from './hook-keys.ts';

export interface GlobalKeysOptions {
  /** The program that listens. */
  program: string;
  onKey: (pressed: KeyTrigger, down: boolean) => void;
  onState: (state: GlobalKeysState) => void;
  log: (line: string) => void;
}

/** Keys while another window has the focus. */
export interface GlobalKeys {
  /** Listens to the bound keys, or to none. */
  aim(hotkeys: Hotkeys): void;
  close(): void;
}

type FromHook = { type: 'on' } | { type: 'failed'; code: string; message: string } | ({ type: 'key'; down: boolean } & KeyPress);

export function createGlobalKeys({ program, onKey, onState, log }: GlobalKeysOptions): GlobalKeys {
  let child: ChildProcess | null = null;
  let wanted: Hotkeys = { bindings: [], global: false };

  function start(): void {
    if (isWayland()) {
      onState({ state: 'unavailable', problem: 'wayland' });
      return;
    }
    onState({ state: 'starting', problem: null });
    const mine = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child = mine;
    // What went wrong is told once; the end of the process that follows tells nothing new.
    const fail = (problem: GlobalKeysState['problem'], reason: string): void => {
      if (child !== mine) return;
      child = null;
      log(`Global hotkeys are not available: ${reason}`);
      onState({ state: 'unavailable', problem });
    };
    mine.on('error', (error) => fail('failed', error.message));
    mine.on('exit', (_, signal) => {
      // Where there is no X display the module ends its process with no word to us.
      const problem = signal === 'SIGABRT' && process.platform === 'linux' ? 'no-display' : 'failed';
      fail(problem, 'the process that listens to the keyboard has ended.');
    });
    mine.on('message', (message: FromHook) => {
      if (child !== mine) return;
      if (message.type === 'failed') return fail(problemOf(message.code), message.message);
      if (message.type === 'on') {
        tellKeys();
        return onState({ state: 'on', problem: null });
      }
      const pressed = triggerOfKey(message);
      if (pressed) onKey(pressed, message.down);
    });
  }

  function stop(): void {
    const running = child;
    child = null;
    running?.kill();
  }

  function tellKeys(): void {
    const codes = wanted.bindings.flatMap(({ trigger }) => (trigger?.kind === 'key' ? [trigger.code] : []));
    // Where it cannot be told, it is about to end, and that is told elsewhere.
    child?.send({ names: Object.fromEntries(codes.map((code) => [code, hookKeysOf(code)])) }, () => {});
  }

  return {
    aim(hotkeys) {
      const before = wanted;
      wanted = hotkeys;
      if (hotkeys.global && !before.global) start();
      else if (!hotkeys.global && before.global) {
        stop();
        onState({ state: 'off', problem: null });
      } else if (child && hotkeys.bindings !== before.bindings) tellKeys();
    },
    close: stop,
  };
}

/** Wayland gives no program the keys of another, and X11's way sees only those of X11 windows: half a hook would be a riddle. */
function isWayland(): boolean {
  const { XDG_SESSION_TYPE, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && (XDG_SESSION_TYPE === 'wayland' || Boolean(WAYLAND_DISPLAY));
}

function problemOf(code: string): GlobalKeysState['problem'] {
  if (code === 'MODULE_NOT_FOUND') return 'not-installed';
  if (code.startsWith('UIOHOOK_ERROR_X_')) return 'no-display';
  if (code === 'UIOHOOK_ERROR_AXAPI_DISABLED' || (process.platform === 'darwin' && code === 'UIOHOOK_ERROR_CREATE_EVENT_PORT'))
    return 'permission';
  // A module without a build for this system throws an error without a code.
  return code === '' ? 'not-installed' : 'failed';
}
