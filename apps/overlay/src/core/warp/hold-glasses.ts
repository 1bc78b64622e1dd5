import { EYES } from '../rig/eye/eye-frame.ts';
import { smoothstep } from '../rig/smoothstep.ts';

/** How far beyond the eyes' corners, above them and below them glasses reach, in centimetres, and where their hold ends. */
const BESIDE = [1.9, 3] as const;
const ABOVE = [1.7, 3.2] as const;
const BELOW = [2.9, 4.2] as const;
/** Most of an expression that is held back. */
const HELD = 0.94;

/**
 * Glasses are rigid, but on a picture they are one with the skin: what an expression does to the skin behind them, brows
 * included, is held back there. The lids are set afterwards.
 * @param neutral 478 x (x, y, z): the portrait's neutral face, canonical centimetres
 * @param glasses how surely there are some, 0..1
 * @returns takes the face after expression and brings it back to neutral where it is held
 */
export function createGlassesHold(neutral: Float32Array, glasses: number): (points: Float32Array) => void {
  const corners = [EYES.right.upper[0], EYES.right.upper[8], EYES.left.upper[8], EYES.left.upper[0]];
  const x = corners.map((p) => neutral[3 * p]);
  const y = corners.map((p) => neutral[3 * p + 1]);
  const [left, right, level] = [Math.min(...x), Math.max(...x), y.reduce((sum, v) => sum + v, 0) / y.length];
  const held = Float32Array.from({ length: neutral.length / 3 }, (_, p) => {
    const [px, py] = [neutral[3 * p], neutral[3 * p + 1]];
    const beside = 1 - smoothstep(BESIDE[0], BESIDE[1], Math.max(left - px, px - right));
    const above = 1 - smoothstep(ABOVE[0], ABOVE[1], py - level);
    const below = 1 - smoothstep(BELOW[0], BELOW[1], level - py);
    return glasses * HELD * beside * above * below;
  });
  return (points) => {
    if (glasses === 0) return;
    for (let i = 0; i < points.length; i++) points[i] += held[(i / 3) | 0] * (neutral[i] - points[i]);
  };
}
