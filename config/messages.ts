import { z } from 'zod';
import { actionSchema } from './action.ts';
import { type Avatar, avatarIdSchema, avatarNameSchema } from './avatar.ts';
import { type Device, deviceIdSchema, devicesSchema, type NetworkState } from './device.ts';
import { expressionCommandSchema, expressionIdSchema, expressionSchema } from './expression.ts';
import { bindingIdSchema, bindingSchema, type GlobalKeysState } from './hotkey.ts';
import { lookChangeSchema } from './look.ts';
import { OBS_OUTPUTS, type ObsState } from './obs-state.ts';
import type { Problem } from './refusal.ts';
import { type reportSchema, type SentReport, type TrackerOrder, trackerOrderSchema } from './reports.ts';
import { rigPointsSchema } from './rig-points.ts';
import { type SceneRule, type SlotStage, sceneNameSchema, sceneRuleSchema } from './scene-rules.ts';
import { cameraChangeSchema, cameraNameSchema, type Settings, settingsChangeSchema } from './settings.ts';
import { slotSchema } from './slot.ts';
import { type PlayedTake, TAKE_OPS, type TakeEntry, takeIdSchema, takeNameSchema } from './take.ts';

/** Version of everything in this file; a page and a relay that disagree do not talk. */
export const PROTOCOL = 4;

/** What a page does: `show` is what OBS loads, `track` sends motion, `preview` is inside the panel, `pad` has buttons to press. */
export const ROLES = ['show', 'track', 'preview', 'panel', 'pad'] as const;
export type Role = (typeof ROLES)[number];

/** The first word of a client, sent as the handshake's `auth`. */
export const helloSchema = z.object({
  protocol: z.int(),
  role: z.enum(ROLES),
  slot: slotSchema,
  /** When the page was started, milliseconds since 1970: of a slot's trackers the one started last drives it, reconnects or not. */
  startedAt: z.number().nonnegative(),
  /** A tracker that has no camera yet: it drives nothing until it reports one that runs. */
  idle: z.boolean().default(false),
});
export type Hello = z.output<typeof helloSchema>;

/** An avatar of the library: a folder we ship, or one of the user's own. */
export type LibraryAvatar = Avatar & {
  source: 'shipped' | 'user';
  /** Hash of its picture, landmarks and points: another one when they change. Missing where no relay has read them. */
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
  /** Name of the camera that is followed in a slot, or was last. */
  cameras: Readonly<Record<string, string>>;
  /** What the scene that is on does to each slot; a slot without an entry is as DEFAULT_STAGE. */
  stage: Readonly<Record<string, SlotStage>>;
  /** Ids of the expressions that are on in each slot, the one that came last at the end; a slot without an entry has none. */
  expressions: Readonly<Record<string, readonly string[]>>;
  /** Recorded takes, the newest first. */
  takes: readonly TakeEntry[];
  /** The take that each slot shows in place of its tracker; a slot without an entry shows none. */
  playing: Readonly<Record<string, PlayedTake>>;
  /** Slots whose motion is being recorded, and since when, milliseconds since 1970. */
  recording: Readonly<Record<string, number>>;
  obs: ObsState;
  globalKeys: GlobalKeysState;
  network: NetworkState;
  /** Devices and programs that were let in. */
  devices: readonly Device[];
  /** Ids of the devices that have a page open now. */
  connected: readonly string[];
  /** How many changes can be undone, and done again. */
  history: { undo: number; redo: number };
  /** Files that could not be read, and what became of them. */
  damaged: readonly DamagedFile[];
}

/** A file that Masque could not read, and goes on without. */
export interface DamagedFile {
  file: string;
  /** Where it is kept now; null when it was left where it is. */
  keptAs: string | null;
  /** What is wrong with it. */
  reason: string;
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

/**
 * Changes that carry the same text, one after the other, are one step of the history: a slider that is dragged sends many.
 */
const gesture = z.string().max(64).optional();
const nothing = z.strictObject({});

/** `tap`: pressed and not held. */
const phase = z.enum(['press', 'release', 'tap']);

/** What a client may ask for, by name, and the payload each takes. */
export const commandSchemas = {
  'settings.change': settingsChangeSchema.extend({ gesture }),
  /** Gives a camera settings of its own, changes them, or (null) forgets them. */
  'camera.change': z.strictObject({ camera: cameraNameSchema, change: cameraChangeSchema.nullable(), gesture }),
  /** Puts an avatar live in a slot. */
  'avatar.show': z.strictObject({ slot: slotSchema, avatar: avatarIdSchema }),
  /** Changes how an avatar is shown. */
  'avatar.look': z.strictObject({ avatar: avatarIdSchema, change: lookChangeSchema, gesture }),
  'avatar.rename': z.strictObject({ avatar: avatarIdSchema, name: avatarNameSchema }),
  /** Places the features of one of the user's own by hand; null finds them again by itself. */
  'avatar.points': z.strictObject({ avatar: avatarIdSchema, points: rigPointsSchema.nullable() }),
  /** Makes a copy of one's own. */
  'avatar.duplicate': z.strictObject({ avatar: avatarIdSchema }),
  /** Removes one of the user's own; it can be brought back until Masque ends. */
  'avatar.delete': z.strictObject({ avatar: avatarIdSchema }),
  'avatar.restore': z.strictObject({ avatar: avatarIdSchema }),
  /** Shows or ends an expression. */
  expression: expressionCommandSchema,
  /** Adds one of the user's own, or changes one. */
  'expression.set': z.strictObject({ expression: expressionSchema, gesture }),
  /** Deletes one of the user's own; makes a built-in one what it was. */
  'expression.forget': z.strictObject({ id: expressionIdSchema }),
  /** Shows a recorded take in a slot, or ends it. */
  take: z.strictObject({ slot: slotSchema, id: takeIdSchema, op: z.enum(TAKE_OPS) }),
  /** Records what moves a slot; kept under this name once it ends. */
  'take.record': z.strictObject({ slot: slotSchema, on: z.boolean(), name: takeNameSchema.optional() }),
  'take.rename': z.strictObject({ id: takeIdSchema, name: takeNameSchema }),
  /** It can be brought back by an undo until Masque ends. */
  'take.delete': z.strictObject({ id: takeIdSchema }),
  /** Looks into the avatar folders again. */
  'avatars.reload': nothing,
  'history.undo': nothing,
  'history.redo': nothing,
  'tracker.order': z.strictObject({ slot: slotSchema, order: trackerOrderSchema }),
  /** Sets what happens in a slot when OBS goes to a scene. */
  'scene.rule': z.strictObject({ rule: sceneRuleSchema.strict(), gesture }),
  'scene.forget': z.strictObject({ scene: sceneNameSchema, slot: slotSchema }),
  /** A browser source was told by OBS that this scene is on. */
  'scene.seen': z.strictObject({ scene: sceneNameSchema }),
  /** An empty one forgets it. */
  'obs.password': z.strictObject({ password: z.string().max(200) }),
  /** Connects at once instead of by and by. */
  'obs.connect': nothing,
  /** Goes to a scene; in studio mode takes it into the preview. */
  'obs.scene': z.strictObject({ scene: sceneNameSchema }),
  /** In studio mode, brings the preview on air. */
  'obs.transition': nothing,
  'obs.output': z.strictObject({ output: z.enum(OBS_OUTPUTS), on: z.boolean() }),
  /** Adds the overlay to a scene as a browser source of the canvas' size. */
  'obs.add-source': z.strictObject({ scene: sceneNameSchema, slot: slotSchema }),
  /** Adds a hotkey, or changes the one of that id. */
  'hotkey.set': z.strictObject({ binding: bindingSchema, gesture }),
  'hotkey.forget': z.strictObject({ id: bindingIdSchema }),
  /** What sets a hotkey off was pressed in a page, or released. */
  'hotkey.fire': z.strictObject({ id: bindingIdSchema, phase }),
  /** A button was pressed that does this. */
  'action.run': z.strictObject({ action: actionSchema, phase }),
  /** Listens to the keyboard while another window has the focus. */
  'hotkeys.global': z.strictObject({ on: z.boolean() }),
  /** A page takes the next key for itself, so it must set off nothing elsewhere either. */
  'hotkeys.hush': z.strictObject({ on: z.boolean() }),
  /** Lets other devices of the network in, or not. */
  'devices.change': z.strictObject({ change: devicesSchema.partial().strict() }),
  /** Its token is good for nothing from now on. */
  'device.revoke': z.strictObject({ id: deviceIdSchema }),
};
export type CommandName = keyof typeof commandSchemas;
export type CommandPayload<Name extends CommandName> = z.input<(typeof commandSchemas)[Name]>;
/** The same, checked. */
export type CheckedPayload<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;

/** The envelope; the payload is read by the command's own schema. */
export const commandSchema = z.object({ id: z.int().nonnegative(), name: z.string().max(64), payload: z.unknown() });
export interface Command {
  id: number;
  name: CommandName;
  payload: unknown;
}

/** The answer to the command of that id; once it is `ok`, the change is on disk. */
export type Answer = { id: number; ok: true } | { id: number; ok: false; error: Problem };

export interface ClientToServer {
  'request-snapshot': () => void;
  command: (command: Command) => void;
  /** One Motion frame; volatile. */
  motion: (bytes: Uint8Array) => void;
  /** How a tracker or an overlay is doing; volatile. */
  report: (report: z.input<typeof reportSchema>) => void;
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
  /** To the tracker that drives. */
  order: (order: TrackerOrder) => void;
  /** To panels; volatile. */
  report: (report: SentReport) => void;
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

/** Ids of the expressions that are on in a slot. */
export function activeExpressions(state: Pick<RelayState, 'expressions'>, slot: string): readonly string[] {
  return Object.hasOwn(state.expressions, slot) ? state.expressions[slot] : NONE;
}

const NONE: readonly string[] = [];

/** The rule of a scene in a slot. */
export function ruleOf(rules: readonly SceneRule[], scene: string, slot: string): SceneRule | undefined {
  return rules.find((rule) => rule.scene === scene && rule.slot === slot);
}
