import type { SceneRule } from '@masque/config/scene-rules';

/** A rule of the main slot that changes nothing but what is given. */
export const rule = (scene: string, fields: Partial<SceneRule> = {}): SceneRule => ({
  scene,
  slot: 'main',
  avatar: null,
  placement: null,
  visible: true,
  ...fields,
});
