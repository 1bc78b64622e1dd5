import { BLENDSHAPES } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';

const LIDS = new Set(BLENDSHAPES.flatMap((name, i) => (/^eye(Blink|Wide|Squint)/.test(name) ? [i] : [])));

/**
 * Strengthens (over 1) or weakens a motion against rest, in place. Lids stay as they are: half a blink is no blink.
 * @param strength 0 holds the face still
 */
export function scaleMotion(motion: Motion, strength: number): Motion {
  if (strength === 1) return motion;
  const { head, gaze, blendshapes, controlPoints, dense } = motion;
  for (const key of ['yaw', 'pitch', 'roll', 'x', 'y'] as const) head[key] *= strength;
  head.scale = head.scale ** strength;
  gaze.x *= strength;
  gaze.y *= strength;
  for (let i = 0; i < blendshapes.length; i++) if (!LIDS.has(i)) blendshapes[i] = Math.min(1, blendshapes[i] * strength);
  for (let i = 0; i < controlPoints.length; i++) controlPoints[i] *= strength;
  if (dense) for (let i = 0; i < dense.length; i++) dense[i] *= strength;
  return motion;
}
