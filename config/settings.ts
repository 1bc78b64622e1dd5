import { z } from 'zod';
import { avatarIdSchema } from './avatar.ts';
import { devicesSchema } from './device.ts';
import { createExpression, type Expression, expressionsSchema } from './expression.ts';
import { hotkeysSchema } from './hotkey.ts';
import { DEFAULT_LOOK, everyGroup, type Look, type LookChange, lookSchema } from './look.ts';
import { sceneRuleSchema } from './scene-rules.ts';
import { DEFAULT_SLOT, slotSchema } from './slot.ts';
import { DocumentError, type Migration, migrate } from './versioned.ts';
import { DEFAULT_VOICE, voiceSchema } from './voice.ts';

/** The relay's port; fixed, since OBS keeps the overlay's address and the browser keeps the camera's permission by it. */
export const DEFAULT_PORT = 8517;

const migrations: readonly Migration[] = [
  // Version 1 knew no more of the motion than these fields, and neither looks, scenes nor OBS: the defaults fill them in.
  (settings) => settings,
];

const fraction = z.number().min(0).max(1);

const tracking = z.object({
  /** Score at which a face is acquired, 0..1. */
  detectionThreshold: fraction,
  /** How many faces are watched. One is followed: with 1 whoever was there first, with more whoever is clearly the largest. */
  maxFaces: z.int().min(1).max(4),
  /** Smoothing of the tracked motion: 0 follows at once, 1 is the calmest. */
  stability: fraction,
});

/** How one group of signals is tuned. */
const tuning = z.object({
  /** What the tracked motion is multiplied by. */
  sensitivity: z.number().min(0).max(3),
  /** How far it goes at most, as a share of the group's natural range; 1 limits nothing. */
  range: z.number().min(0.1).max(1),
});
export type GroupTuning = z.output<typeof tuning>;

const motion = z.object({
  /** Lean left and the picture leans left on screen. */
  mirror: z.boolean(),
  /** How much of the motion reaches the picture; 1 is the tracked amount. */
  strength: z.number().min(0).max(2),
  /** Show what an avatar can do until a tracker is there for the first time; otherwise it only breathes and blinks. */
  demo: z.boolean(),
  /** Tracked motion is not shown: the avatar breathes and blinks by itself. */
  muted: z.boolean(),
  /** Minutes without tracking and voice after which the avatar falls asleep; 0 is never. */
  sleepAfter: z.number().min(0).max(120),
  /** Degrees of turn about rest within which the head stays still. */
  deadzone: z.number().min(0).max(10),
  /** Both eyes open and close as one: no winks. */
  eyesLinked: z.boolean(),
  /** A lid that is shut by less than this share counts as open. */
  blinkOpen: z.number().min(0).max(0.45),
  /** A lid that is shut by more than this share counts as shut. */
  blinkShut: z.number().min(0.55).max(1),
  /** Whether lips that are parted in the picture close when the driver's do, or his opening is added to theirs. */
  lips: z.enum(['absolute', 'relative']),
  groups: z.object(everyGroup(() => tuning)),
});

/** A host name or address, as OBS shows it in its WebSocket settings. */
const host = z
  .string()
  .max(253)
  .regex(/^[\w.:-]+$/, 'an address is a name or an IP address, such as 127.0.0.1');

const obs = z.object({
  /** Whether to connect to OBS. The password is kept apart from the settings: it never leaves the relay. */
  enabled: z.boolean(),
  host,
  port: z.int().min(1).max(65535),
});

/** What differs from camera to camera: its light, its angle, and how it sees a face. */
const cameraProfile = z.object({
  tracking: tracking.pick({ detectionThreshold: true, stability: true }),
  motion: motion.pick({ strength: true, deadzone: true, eyesLinked: true, blinkOpen: true, blinkShut: true, groups: true }),
});
export type CameraProfile = z.output<typeof cameraProfile>;

/** A camera's name as the system gives it. */
export const cameraNameSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => name !== '__proto__', 'no camera is called that');

export const settingsSchema = z.object({
  version: z.literal(migrations.length + 1),
  tracking,
  motion,
  voice: voiceSchema,
  /** Cameras with settings of their own, which hold in place of those above while the camera is followed. */
  cameras: z.record(cameraNameSchema, cameraProfile),
  /** Who is live: the avatar of each slot. */
  live: z.record(slotSchema, avatarIdSchema),
  /** How avatars are shown, those that differ from the default. */
  looks: z.record(avatarIdSchema, lookSchema),
  scenes: z.object({ rules: z.array(sceneRuleSchema).max(500) }),
  /** The user's own expressions, and built-in ones that he changed. */
  expressions: expressionsSchema,
  hotkeys: hotkeysSchema,
  devices: devicesSchema,
  obs,
});

/** Everything the user chose; what the relay keeps on disk. */
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_TUNING: GroupTuning = { sensitivity: 1, range: 1 };

export const DEFAULT_SETTINGS: Settings = {
  version: 2,
  tracking: { detectionThreshold: 0.7, maxFaces: 1, stability: 0.3 },
  motion: {
    mirror: true,
    strength: 1,
    demo: true,
    muted: false,
    sleepAfter: 0,
    deadzone: 0,
    eyesLinked: false,
    blinkOpen: 0,
    blinkShut: 1,
    lips: 'absolute',
    groups: everyGroup(() => DEFAULT_TUNING),
  },
  voice: DEFAULT_VOICE,
  cameras: {},
  live: { [DEFAULT_SLOT]: 'rowan' },
  looks: {},
  scenes: { rules: [] },
  expressions: {},
  hotkeys: { bindings: [], global: false },
  devices: { enabled: false, secure: false },
  obs: { enabled: false, host: '127.0.0.1', port: 4455 },
};

const groupsChange = z
  .object(everyGroup(() => tuning.partial().strict()))
  .partial()
  .strict()
  .optional();

/** Some fields of some groups; who is live, looks, cameras and scene rules are changed by commands of their own. */
export const settingsChangeSchema = z.strictObject({
  tracking: tracking.partial().strict().optional(),
  motion: motion.omit({ groups: true }).partial().extend({ groups: groupsChange }).strict().optional(),
  voice: voiceSchema.partial().strict().optional(),
  obs: obs.partial().strict().optional(),
});

/** Some fields of a camera's settings. */
export const cameraChangeSchema = z.strictObject({
  tracking: cameraProfile.shape.tracking.partial().strict().optional(),
  motion: cameraProfile.shape.motion.omit({ groups: true }).partial().extend({ groups: groupsChange }).strict().optional(),
});
export type CameraChange = z.output<typeof cameraChangeSchema>;

export type SettingsChange = z.output<typeof settingsChangeSchema>;

/**
 * Settings with some fields changed.
 * @returns the same object when the change changes nothing
 */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  return mergeDeep(settings, change);
}

/** The settings that a camera has of its own. */
export function profileOf({ cameras }: Pick<Settings, 'cameras'>, camera: string | null | undefined): CameraProfile | null {
  return camera && Object.hasOwn(cameras, camera) ? cameras[camera] : null;
}

/** How faces are tracked and moved while a camera is followed. */
export function settingsUnder(settings: Settings, camera: string | null | undefined): Pick<Settings, 'tracking' | 'motion'> {
  const { tracking, motion } = settings;
  const profile = profileOf(settings, camera);
  return profile ? { tracking: { ...tracking, ...profile.tracking }, motion: { ...motion, ...profile.motion } } : { tracking, motion };
}

/**
 * Settings with some fields of a camera's own changed; a camera that has none yet begins with those for all. Null forgets them.
 * @returns the same object when the change changes nothing
 */
export function changeCamera(settings: Settings, camera: string, change: CameraChange | null): Settings {
  const before = profileOf(settings, camera);
  if (!change) {
    const { [camera]: _, ...cameras } = settings.cameras;
    return before ? { ...settings, cameras } : settings;
  }
  const profile = mergeDeep(before ?? cameraProfile.parse(settings), change);
  return profile === before ? settings : { ...settings, cameras: { ...settings.cameras, [camera]: profile } };
}

/** How an avatar is shown. */
export function lookOf(settings: Pick<Settings, 'looks'>, avatar: string): Look {
  return (Object.hasOwn(settings.looks, avatar) && settings.looks[avatar]) || DEFAULT_LOOK;
}

/**
 * Settings with some fields of an avatar's look changed.
 * @returns the same object when the change changes nothing
 */
export function changeLook(settings: Settings, avatar: string, change: LookChange): Settings {
  const before = lookOf(settings, avatar);
  const look = mergeDeep(before, change);
  return look === before ? settings : { ...settings, looks: { ...settings.looks, [avatar]: look } };
}

/** Settings with an expression added or changed; null forgets it, which makes a built-in one what it was. */
export function changeExpression(settings: Settings, id: string, expression: Expression | null): Settings {
  const { [id]: before, ...others } = settings.expressions;
  if (JSON.stringify(before ?? null) === JSON.stringify(expression)) return settings;
  return { ...settings, expressions: expression ? { ...others, [id]: expression } : others };
}

/** `to` with the fields of `from` that are given; objects are merged field by field. The same object when nothing changes. */
function mergeDeep<T extends object>(to: T, from: object): T {
  let merged = to as Record<string, unknown>;
  for (const [key, value] of Object.entries(from)) {
    if (value === undefined) continue;
    const old = merged[key];
    const next = isPlain(old) && isPlain(value) ? mergeDeep(old, value) : value;
    if (next === old) continue;
    if (merged === to) merged = { ...merged };
    merged[key] = next;
  }
  return merged as T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads saved settings, of this version or an older one; fields that the file lacks get their defaults.
 * @throws DocumentError with what is wrong with them
 */
export function parseSettings(document: unknown): Settings {
  const saved = migrate(document, migrations);
  const whole = {
    ...saved,
    ...filled(saved, 'looks', DEFAULT_LOOK),
    ...filled(saved, 'cameras', cameraProfile.parse(DEFAULT_SETTINGS)),
    ...filled(saved, 'expressions', createExpression('', '')),
  };
  const result = settingsSchema.safeParse(mergeDeep(DEFAULT_SETTINGS as object, whole));
  if (!result.success) throw new DocumentError(z.prettifyError(result.error));
  return result.data;
}

/** A record of the saved settings, with the fields that its entries lack. */
function filled(saved: Record<string, unknown>, key: 'looks' | 'cameras' | 'expressions', defaults: object): Record<string, unknown> {
  const record = saved[key];
  if (!isPlain(record)) return {};
  const entries = Object.entries(record).map(([name, entry]) => [name, isPlain(entry) ? mergeDeep(defaults, entry) : entry]);
  return { [key]: Object.fromEntries(entries) };
}
