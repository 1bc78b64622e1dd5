import { z } from 'zod';
import { avatarIdSchema } from './avatar.ts';
import { DocumentError, type Migration, migrate } from './versioned.ts';

/** The relay's port; fixed, since OBS keeps the overlay's address and the browser keeps the camera's permission by it. */
export const DEFAULT_PORT = 8517;
/** The slot of a show with one avatar. */
export const DEFAULT_SLOT = 'main';

const migrations: readonly Migration[] = [];

/** One avatar position in a show. */
export const slotSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'a slot is made of small letters, digits and dashes');

const fraction = z.number().min(0).max(1);

const tracking = z.object({
  /** Score at which a face is acquired, 0..1. */
  detectionThreshold: fraction,
  /** How many faces are followed, the largest first. */
  maxFaces: z.int().min(1).max(4),
  /** Smoothing of the tracked motion: 0 follows at once, 1 is the calmest. */
  stability: fraction,
});

const motion = z.object({
  /** Lean left and the picture leans left on screen. */
  mirror: z.boolean(),
  /** How much of the motion reaches the picture; 1 is the tracked amount. */
  strength: z.number().min(0).max(2),
  /** Show what an avatar can do until a tracker is there for the first time; otherwise it only breathes and blinks. */
  demo: z.boolean(),
});

export const settingsSchema = z.object({
  version: z.literal(migrations.length + 1),
  tracking,
  motion,
  /** Who is live: the avatar of each slot. */
  live: z.record(slotSchema, avatarIdSchema),
});

/** Everything the user chose; what the relay keeps on disk. */
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  tracking: { detectionThreshold: 0.7, maxFaces: 1, stability: 0.3 },
  motion: { mirror: true, strength: 1, demo: true },
  live: { [DEFAULT_SLOT]: 'rowan' },
};

/** Some fields of some groups; who is live is changed by a command of its own. */
export const settingsChangeSchema = z.strictObject({
  tracking: z.strictObject(tracking.partial().shape).optional(),
  motion: z.strictObject(motion.partial().shape).optional(),
});

export type SettingsChange = z.output<typeof settingsChangeSchema>;

/**
 * Settings with some fields changed.
 * @returns the same object when the change changes nothing
 */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  const tracking = { ...settings.tracking, ...change.tracking } as Settings['tracking'];
  const motion = { ...settings.motion, ...change.motion } as Settings['motion'];
  const same = JSON.stringify([tracking, motion]) === JSON.stringify([settings.tracking, settings.motion]);
  return same ? settings : { ...settings, tracking, motion };
}

/**
 * Reads saved settings, of this version or an older one; fields that the file lacks get their defaults.
 * @throws DocumentError with what is wrong with them
 */
export function parseSettings(document: unknown): Settings {
  const saved = migrate(document, migrations);
  const filled: Record<string, unknown> = { ...saved };
  for (const [group, defaults] of Object.entries(DEFAULT_SETTINGS)) {
    const value = saved[group] ?? {};
    if (typeof defaults === 'object' && typeof value === 'object') filled[group] = { ...defaults, ...value };
  }
  const result = settingsSchema.safeParse(filled);
  if (!result.success) throw new DocumentError(z.prettifyError(result.error));
  return result.data;
}
