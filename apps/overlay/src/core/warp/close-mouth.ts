import { BLENDSHAPE_INDEX, BLENDSHAPES } from '@masque/config/blendshapes';
import { INNER_LIPS } from '../face/topology.ts';
import { expressionOf } from '../motion/basis.ts';
import { LIP_RINGS, SPOKES } from '../rig/mouth/lip-topology.ts';
import { createLipTurn } from '../rig/mouth/lip-turn.ts';
import type { MouthStyle } from '../rig/mouth/mouth-style.ts';
import { skinFollow } from '../rig/mouth/skin-follow.ts';
import { smoothstep } from '../rig/smoothstep.ts';

/** Share of an opening that the jaw made: a grin parts the lips without it, a shout is nearly all jaw. Openings in cm. */
const JAW_IN_GRIN = 0.35;
const JAW_IN_SHOUT = 0.85;
const GRIN = 0.5;
const SHOUT = 2.5;
/** Where between the lower (0) and the upper lip (1) the two meet after the jaw has come up. */
const MEETING = 0.62;

const [OUTER, , , INNER] = LIP_RINGS;

/**
 * What shuts the mouth of a portrait whose lips are apart: jaw, chin and cheeks come up as they do in tracked faces, then the lips
 * go the rest of the way and the skin around follows them.
 * @param neutral 478 x (x, y, z): the portrait's neutral in canonical cm (lips tidied)
 * @returns the displacement, 478 x (x, y, z); null where the lips are shut already
 */
export function closingOf(neutral: Float32Array, { shut }: Pick<MouthStyle, 'shut'>): Float32Array | null {
  if (shut) return null;
  const jaw = jawOpening(neutral.length);
  const opening = neutral[3 * 13 + 1] - neutral[3 * 14 + 1];
  const share = JAW_IN_GRIN + (JAW_IN_SHOUT - JAW_IN_GRIN) * smoothstep(GRIN, SHOUT, opening);
  const raise = (share * opening) / (jaw[3 * 13 + 1] - jaw[3 * 14 + 1]);
  const closed = neutral.map((v, i) => v - raise * jaw[i]);
  for (let i = 1; i < INNER_LIPS.upper.length - 1; i++) {
    const [u, l] = [3 * INNER_LIPS.upper[i], 3 * INNER_LIPS.lower[i]];
    for (let c = 0; c < 3; c++) closed[u + c] = closed[l + c] = MEETING * closed[u + c] + (1 - MEETING) * closed[l + c];
  }
  const turn = new Float32Array(2 * SPOKES);
  createLipTurn(neutral)(closed, turn);
  const moves = new Float32Array(3 * SPOKES);
  for (let k = 0; k < SPOKES; k++) {
    const [o, n] = [3 * OUTER[k], 3 * INNER[k]];
    const [x, y, z] = [0, 1, 2].map((c) => neutral[o + c] - neutral[n + c]);
    const [cosine, sine] = turn.subarray(2 * k, 2 * k + 2);
    const spoke = [cosine * x - sine * y, sine * x + cosine * y, z];
    for (let c = 0; c < 3; c++) {
      moves[3 * k + c] = closed[n + c] + spoke[c] - closed[o + c];
      closed[o + c] += moves[3 * k + c];
    }
  }
  const skin = skinFollow(neutral);
  skin.point.forEach((p, i) => {
    for (let j = skin.start[i]; j < skin.start[i + 1]; j++) {
      for (let c = 0; c < 3; c++) closed[3 * p + c] += skin.weight[j] * moves[3 * skin.spoke[j] + c];
    }
  });
  return closed.map((v, i) => v - neutral[i]);
}

function jawOpening(length: number): Float32Array {
  const blendshapes = new Float32Array(BLENDSHAPES.length);
  blendshapes[BLENDSHAPE_INDEX.jawOpen] = 1;
  return expressionOf(blendshapes, new Float32Array(length));
}
