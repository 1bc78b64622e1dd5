import { z } from 'zod';
import { type Avatar, avatarIdSchema } from './avatar.ts';
import { type Settings, settingsChangeSchema, slotSchema } from './settings.ts';

/** Version of everything in this file; a page and a relay that disagree do not talk. */
export const PROTOCOL = 1;

/** What a page does: `show` is what OBS loads, `track` sends motion, `preview` is inside the panel. */
export const ROLES = ['show', 'track', 'preview', 'panel'] as const;
export type Role = (typeof ROLES)[number];

/** The first word of a client, sent as the handshake's `auth`. */
export const helloSchema = z.object({
  protocol: z.int(),
  role: z.enum(ROLES),
  slot: slotSchema,
  /** When the page was started, milliseconds since 1970: of a slot's trackers the one started last drives it, reconnects or not. */
  startedAt: z.number().nonnegative(),
});
export type Hello = z.output<typeof helloSchema>;

/** An avatar of the library: a folder we ship, or one of the user's own. */
export type LibraryAvatar = Avatar & {
  source: 'shipped' | 'user';
  /** Hash of its picture and landmarks: another one when they change. Missing where no relay has read them. */
  revision?: string;
};

/** How many pages of each role are connected to a slot. */
export type SlotPresence = Record<Role, number>;

/** The truth that the relay keeps and every client mirrors. */
export interface RelayState {
  settings: Settings;
  /** Sorted by name. */
  avatars: readonly LibraryAvatar[];
  presence: Readonly<Record<string, SlotPresence>>;
}

/** The whole state; every client gets one after its hello and whenever it asks. */
export interface Snapshot {
  revision: number;
  state: RelayState;
}

/** The parts that changed, each whole. It applies to revision - 1 only; after a gap the client asks for the snapshot. */
export interface Patch {
  revision: number;
  changes: Partial<RelayState>;
}

/** The snapshot after a patch, or null after a gap, when the client must ask for the snapshot. */
export function applyPatch({ revision, state }: Snapshot, patch: Patch): Snapshot | null {
  return patch.revision === revision + 1 ? { revision: patch.revision, state: { ...state, ...patch.changes } } : null;
}

/** What a client may ask for, by name, and the payload each takes. */
export const commandSchemas = {
  'settings.change': settingsChangeSchema,
  /** Puts an avatar live in a slot. */
  'avatar.show': z.strictObject({ slot: slotSchema, avatar: avatarIdSchema }),
  /** Looks into the avatar folders again. */
  'avatars.reload': z.strictObject({}),
};
export type CommandName = keyof typeof commandSchemas;
export type CommandPayload<Name extends CommandName> = z.input<(typeof commandSchemas)[Name]>;

/** The envelope; the payload is read by the command's own schema. */
export const commandSchema = z.object({ id: z.int().nonnegative(), name: z.string().max(64), payload: z.unknown() });
export interface Command {
  id: number;
  name: CommandName;
  payload: unknown;
}

/** Why something was refused. */
export type ErrorCode =
  /** The hello is not one. */
  | 'bad-hello'
  /** The page and the relay are of different versions: reload the page. */
  | 'other-protocol'
  /** The message is no command, or its name is unknown. */
  | 'bad-command'
  | 'bad-payload'
  | 'unknown-avatar'
  /** It holds, but could not be written to disk. */
  | 'not-saved'
  /** Not a motion frame of this version. */
  | 'bad-motion'
  /** Only a tracker may send motion. */
  | 'not-a-tracker'
  /** No such message. */
  | 'unknown-message'
  /** There is no connection; nothing was sent, or its answer is lost. */
  | 'offline'
  /** A fault of the relay's own; its log tells more. */
  | 'failed';

export interface Problem {
  code: ErrorCode;
  /** For people: what is wrong and what to do. */
  message: string;
}

/** The answer to the command of that id; once it is `ok`, the change is on disk. */
export type Answer = { id: number; ok: true } | { id: number; ok: false; error: Problem };

/** A refusal, thrown. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Checks what came from outside.
 * @throws RefusedError with the code, and in words what is wrong
 */
export function check<T>(schema: z.ZodType<T>, value: unknown, code: ErrorCode): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new RefusedError(code, z.prettifyError(result.error));
  return result.data;
}

export interface ClientToServer {
  'request-snapshot': () => void;
  command: (command: Command) => void;
  /** One Motion frame; volatile. */
  motion: (bytes: Uint8Array) => void;
}

export interface ServerToClient {
  snapshot: (snapshot: Snapshot) => void;
  patch: (patch: Patch) => void;
  answer: (answer: Answer) => void;
  /** One Motion frame of this client's slot; volatile, the newest wins. */
  motion: (bytes: Uint8Array | ArrayBuffer) => void;
  /** The slot's tracker has left; go on without one. */
  'motion-end': () => void;
  /** To a tracker: whether it is the one that drives its slot. */
  driving: (driving: boolean) => void;
  /** To whoever sent something that carries no id and was refused. */
  problem: (problem: Problem) => void;
}

/**
 * The avatar that is live in a slot. One that was removed, or a slot that nobody set, shows the first of the library.
 * @returns undefined only when the library is empty
 */
export function liveAvatar(state: RelayState, slot: string): LibraryAvatar | undefined {
  return state.avatars.find(({ id }) => id === state.settings.live[slot]) ?? state.avatars[0];
}
