import { backgroundColour } from '@masque/config/look';
import type { RelayState } from '@masque/config/messages';
import { DEFAULT_STAGE } from '@masque/config/scene-rules';
import { lookOf } from '@masque/config/settings';
import type { Stage } from '../stage/create-stage.ts';

/** Shows an avatar as its look and the scene that is on want it, with the look's colour behind it. */
export function dressStage(stage: Stage, { settings, stage: stages }: RelayState, slot: string, avatar: string): void {
  const { placement, background, effects } = lookOf(settings, avatar);
  const scene = stages[slot] ?? DEFAULT_STAGE;
  stage.setLook({ placement: scene.placement ?? placement, background: background.kind === 'picture', visible: scene.visible, effects });
  document.body.style.background = backgroundColour(background) ?? '';
}
