import { BLENDSHAPES } from '@masque/config/blendshapes';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { smoothstep } from '../rig/smoothstep.ts';

/** Parts of the face that an expression can own, one by one. */
export const REGIONS = ['mouth', 'cheeks', 'eyes', 'brows'] as const;
export type Region = (typeof REGIONS)[number];

/** Which region every blendshape moves, as an index into REGIONS, in the order of BLENDSHAPES. */
export const REGION_OF_BLENDSHAPE: readonly number[] = BLENDSHAPES.map((name) => {
  if (name.startsWith('brow')) return REGIONS.indexOf('brows');
  if (name.startsWith('eye')) return REGIONS.indexOf('eyes');
  if (name.startsWith('cheek') || name.startsWith('nose')) return REGIONS.indexOf('cheeks');
  return REGIONS.indexOf('mouth');
});

/** 478 x 4: how much of every landmark belongs to each region; the four sum to 1. */
export const REGION_WEIGHTS: Float32Array = regionWeights();

/** Bands of the canonical face: mouth below the nose, cheeks and nose up to the lower lids, eyes, brows and forehead. */
function regionWeights(): Float32Array {
  const weights = new Float32Array(REGIONS.length * LANDMARK_COUNT);
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const y = i < 468 ? canonicalFace.points[3 * i + 1] : canonicalFace.points[3 * 159 + 1];
    const aboveMouth = smoothstep(-2.8, -1.2, y);
    const aboveCheeks = smoothstep(0.6, 1.8, y);
    const aboveEyes = smoothstep(3.4, 4.4, y);
    weights[4 * i] = 1 - aboveMouth;
    weights[4 * i + 1] = aboveMouth * (1 - aboveCheeks);
    weights[4 * i + 2] = aboveMouth * aboveCheeks * (1 - aboveEyes);
    weights[4 * i + 3] = aboveMouth * aboveCheeks * aboveEyes;
  }
  return weights;
}
