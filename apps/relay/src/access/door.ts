import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Device, DeviceScope } from '@masque/config/device';
import type { CommandName, Role } from '@masque/config/messages';

/** How a request came in. */
export interface Door {
  /** On the address that only this computer reaches. */
  isLocal(request: Pick<IncomingMessage, 'socket'>): boolean;
  /** Marks a connection as one of this computer's own; every other came from the network. */
  admitLocal(connection: Socket): void;
  /** Who sent it, by its cookie; null for a stranger, or for one of this computer's own pages. */
  deviceOf(request: Pick<IncomingMessage, 'headers'>): Device | null;
}

/** Of our pages on a device that was let in; no script can read it. */
export const COOKIE = 'masque';

export function createDoor(find: (token: string) => Device | null): Door {
  const own = new WeakSet<Socket>();
  return {
    isLocal: ({ socket }) => own.has(socket),
    admitLocal: (connection) => void own.add(connection),
    deviceOf({ headers }) {
      const pair = headers.cookie?.split(/;\s*/).find((text) => text.startsWith(`${COOKIE}=`));
      return pair ? find(pair.slice(COOKIE.length + 1)) : null;
    },
  };
}

/** What is served to anyone on the network: the page by which a device is paired, and the built scripts, which hold no secrets. */
const OPEN_PATHS = /^\/(pair|panel\/assets\/[\w.-]+|api\/pair)$/;
/** Called with a token of its own instead of a cookie. */
export const API_PATHS = /^\/api\/(expressions|avatars|scenes)\/[^/]+$/;
/** Letting others in is for this computer alone. */
const OWN_PATHS = /^\/api\/access(\/|$)/;

const READ_OVERLAY = /^\/(overlay|avatars|analyses|models|api\/takes)(\/|$)/;
const READ_TRACKER = /^\/(overlay|tracker|models)(\/|$)/;
const READ_PAD = /^\/(pad|avatars)(\/|$)/;
const SCOPE_PATHS: Record<DeviceScope, RegExp | null> = {
  overlay: READ_OVERLAY,
  tracker: READ_TRACKER,
  pad: READ_PAD,
  panel: /^/,
  api: null,
};

/** Whether someone from the network may ask for this; null stands for a stranger. */
export function mayRequest(device: Device | null, method: string, path: string): boolean {
  if (OPEN_PATHS.test(path)) return true;
  if (method === 'POST' && API_PATHS.test(path)) return true;
  if (!device || OWN_PATHS.test(path)) return false;
  const reads = method === 'GET' || method === 'HEAD';
  return (reads || device.scope === 'panel') && (SCOPE_PATHS[device.scope]?.test(path) ?? false);
}

const SCOPE_ROLES: Record<DeviceScope, readonly Role[]> = {
  overlay: ['show'],
  tracker: ['track'],
  pad: ['pad'],
  panel: ['panel', 'show', 'preview', 'track', 'pad'],
  api: [],
};

/** Whether a page of a device may connect in this role. */
export function mayConnect({ scope }: Device, role: Role): boolean {
  return SCOPE_ROLES[scope].includes(role);
}

/** What pages other than the panel may ask for: an overlay knows OBS' scene, and a tracker sees the face that calls an expression. */
const ROLE_COMMANDS: Record<Exclude<Role, 'panel'>, readonly CommandName[]> = {
  show: ['scene.seen', 'hotkey.fire'],
  preview: ['scene.seen', 'hotkey.fire'],
  track: ['scene.seen', 'expression'],
  pad: ['action.run', 'hotkey.fire'],
};
/**
 * What no other device may ask for, not even a panel: who is let in, what is heard of this computer's keyboard (whoever bound
 * every letter to something could read along), and where OBS' password is sent.
 */
const OWN_COMMANDS: readonly CommandName[] = [
  'devices.change',
  'device.revoke',
  'hotkeys.global',
  'hotkeys.hush',
  'hotkey.set',
  'obs.password',
];

/** @param device null for a page of this computer */
export function mayCommand(device: Device | null, role: Role, name: CommandName, payload: unknown): boolean {
  if (device && (OWN_COMMANDS.includes(name) || aimsObs(name, payload))) return false;
  if (role === 'panel') return true;
  // Another computer's overlay only reads.
  if (device?.scope === 'overlay') return false;
  if (device?.scope === 'tracker') return name === 'expression';
  return ROLE_COMMANDS[role].includes(name);
}

function aimsObs(name: CommandName, payload: unknown): boolean {
  return name === 'settings.change' && typeof payload === 'object' && payload !== null && 'obs' in payload;
}
