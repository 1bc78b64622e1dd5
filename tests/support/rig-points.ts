import { readFileSync } from 'node:fs';
import type { RigPoints } from '@masque/config/rig-points';
import { drawnPointsOf } from '../../apps/overlay/src/core/rig/drawn/drawn-points-of.ts';

/** Where the drawn features of a shipped avatar lie, by the landmarks that it is shipped with. */
export function kasumiPoints(): RigPoints {
  const file = new URL('../../config/avatars/kasumi/landmarks.json', import.meta.url);
  const { width, height, points } = JSON.parse(readFileSync(file, 'utf8')) as { width: number; height: number; points: number[][] };
  const flat = drawnPointsOf(points.flat());
  return { version: 1, width, height, points: Array.from({ length: flat.length / 2 }, (_, p) => [flat[2 * p], flat[2 * p + 1]]) };
}
