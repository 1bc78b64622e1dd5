import { BLENDSHAPES } from '@masque/config/blendshapes';
import { SIGNAL_GROUPS, type SignalGroup } from '@masque/config/look';
import type { Motion } from '@masque/config/motion-frame';
import type { SignalLevels } from '@masque/config/preview';

const GROUP: readonly (SignalGroup | null)[] = BLENDSHAPES.map((name) => {
  if (name.startsWith('eyeLook')) return null;
  if (name.startsWith('eye')) return 'eyes';
  if (name.startsWith('brow')) return 'brows';
  return name.startsWith('mouth') || name.startsWith('jaw') ? 'mouth' : null;
});

/** How far each group of signals is from rest, as a share of its natural range, at most 1. */
export function levelsOf({ head, gaze, blendshapes }: Motion): SignalLevels {
  const levels = Object.fromEntries(SIGNAL_GROUPS.map((group) => [group, 0])) as SignalLevels;
  levels.head = Math.max(Math.abs(head.yaw) / 45, Math.abs(head.pitch) / 35, Math.abs(head.roll) / 35);
  levels.body = Math.max(Math.abs(head.x), Math.abs(head.y), Math.abs(Math.log2(head.scale)));
  levels.gaze = Math.hypot(gaze.x, gaze.y) / 0.3;
  GROUP.forEach((group, i) => {
    if (group) levels[group] = Math.max(levels[group], blendshapes[i]);
  });
  for (const group of SIGNAL_GROUPS) levels[group] = Math.min(1, levels[group]);
  return levels;
}
