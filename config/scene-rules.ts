import { z } from 'zod';
import { avatarIdSchema } from './avatar.ts';
import { placementSchema } from './look.ts';
import { slotSchema } from './slot.ts';

/** A scene's name as OBS has it: any text. */
export const sceneNameSchema = z.string().min(1).max(256);

/** What happens in a slot when OBS goes to a scene. */
export const sceneRuleSchema = z.object({
  scene: sceneNameSchema,
  slot: slotSchema,
  /** Who goes live; null leaves whoever is. */
  avatar: avatarIdSchema.nullable(),
  /** Where the avatar stands in this scene; null leaves it where its look has it. */
  placement: placementSchema.nullable(),
  visible: z.boolean(),
});
export type SceneRule = z.output<typeof sceneRuleSchema>;

/** What a scene does to the stage of a slot, as long as it is on. */
export interface SlotStage {
  visible: boolean;
  /** In place of the look's own. */
  placement: SceneRule['placement'];
}

export const DEFAULT_STAGE: SlotStage = { visible: true, placement: null };
