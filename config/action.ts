import { z } from 'zod';
import { avatarIdSchema } from './avatar.ts';
import { expressionIdSchema } from './expression.ts';
import { placementSchema } from './look.ts';
import { sceneNameSchema } from './scene-rules.ts';
import { DEFAULT_SLOT, slotSchema } from './slot.ts';
import { TAKE_OPS, takeIdSchema } from './take.ts';

/** `press`: as if its key were held as long as the trigger is; what comes of it, is the expression's own mode. */
export const EXPRESSION_ACTION_OPS = ['press', 'on', 'off', 'toggle', 'clear'] as const;

const slot = slotSchema.default(DEFAULT_SLOT);

/** One thing that a key, a button or a program can ask for. */
export const singleActionSchema = z.discriminatedUnion('do', [
  /** `clear` ends all of the slot, whatever the id. */
  z.strictObject({ do: z.literal('expression'), slot, id: expressionIdSchema, op: z.enum(EXPRESSION_ACTION_OPS) }),
  z.strictObject({ do: z.literal('avatar'), slot, id: avatarIdSchema }),
  /** Places the avatar that is live in the slot. */
  z.strictObject({ do: z.literal('placement'), slot, placement: placementSchema }),
  z.strictObject({ do: z.literal('recentre'), slot }),
  z.strictObject({ do: z.literal('calibrate'), slot }),
  z.strictObject({ do: z.literal('muteMotion'), op: z.enum(['on', 'off', 'toggle']) }),
  /** Goes to a scene of OBS. */
  z.strictObject({ do: z.literal('scene'), name: sceneNameSchema }),
  z.strictObject({ do: z.literal('take'), slot, id: takeIdSchema, op: z.enum(TAKE_OPS) }),
]);
export type SingleAction = z.output<typeof singleActionSchema>;

/** Most steps of a sequence, and milliseconds that one may wait. */
export const MOST_STEPS = 32;
export const LONGEST_DELAY = 60_000;

/** Actions one after the other, each some milliseconds after the one before. */
const sequenceSchema = z.strictObject({
  do: z.literal('sequence'),
  steps: z
    .array(z.strictObject({ action: singleActionSchema, delayMs: z.int().min(0).max(LONGEST_DELAY) }))
    .min(1)
    .max(MOST_STEPS),
});

export const actionSchema = z.discriminatedUnion('do', [...singleActionSchema.options, sequenceSchema]);
export type Action = z.output<typeof actionSchema>;

/** What a program may send along when it shows an expression, or an avatar. */
export const slotBodySchema = z.strictObject({ slot: slotSchema.optional() });
export const expressionBodySchema = slotBodySchema.extend({ op: z.enum(EXPRESSION_ACTION_OPS).default('press') });
