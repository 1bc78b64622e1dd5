import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { smoothstep } from '../rig/smoothstep.ts';

const { mouthSmileRight, mouthSmileLeft, noseSneerRight, noseSneerLeft, browInnerUp, browOuterUpRight, browOuterUpLeft } = BLENDSHAPE_INDEX;

/**
 * How deep the skin folds: nasolabial folds with a smile or a sneer, the forehead with raised brows.
 * @param blendshapes ARKit's 52, 0..1
 * @param out right fold, left fold, forehead; 0..1
 */
export function creasesOf(blendshapes: Float32Array, out: Float32Array): Float32Array {
  out[0] = smoothstep(0.1, 0.8, Math.max(blendshapes[mouthSmileRight], 0.7 * blendshapes[noseSneerRight]));
  out[1] = smoothstep(0.1, 0.8, Math.max(blendshapes[mouthSmileLeft], 0.7 * blendshapes[noseSneerLeft]));
  const raised = (2 * blendshapes[browInnerUp] + blendshapes[browOuterUpRight] + blendshapes[browOuterUpLeft]) / 4;
  out[2] = smoothstep(0.15, 0.9, raised);
  return out;
}
