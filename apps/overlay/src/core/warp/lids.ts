import { EYES, type EyeSide } from '../rig/eye/eye-frame.ts';
import { clamp, smoothstep } from '../rig/smoothstep.ts';

/** What one frame did to an eye's lids. */
export interface LidShape {
  /** 0 shut, 1 the portrait's own opening, above: wide. */
  open: number;
  /** 9 columns, outer corner first: height of the skin between lid and fold, relative to the portrait's. */
  stretch: Float32Array;
}

export type LidState = Record<EyeSide, LidShape>;

export function createLidState(): LidState {
  const shape = (): LidShape => ({ open: 1, stretch: new Float32Array(9).fill(1) });
  return { right: shape(), left: shape() };
}

/** The lids meet this share of the opening above the lower lid. */
const SHUT_AT = 0.08;
/** Below the first opening an eye is shut (so thin a slit shows as dirt), from the second on openings are taken as they are. */
const SHUT_BELOW = [0.09, 0.27] as const;
/** How much of the upper lid's way the fold and the skin below the brow go, and of the brow's way the fold. */
const FOLD_FOLLOWS = 0.36;
const BROW_SKIN_FOLLOWS = 0.12;
const FOLD_FOLLOWS_BROW = 0.45;
/** A brow pressed down leaves at least this share of the skin between lid and fold. */
const LEAST_SKIN = 0.3;
/**
 * An outer corner comes down by this share of its height over the shut lids; where long lashes stand on it by the second, for
 * they would stay behind in the air (lashes of those heights, canonical centimetres). How much of that the skin beside it does.
 */
const CORNER_FALL = { share: [0.16, 0.7], lash: [0.2, 0.7] } as const;
const BESIDE_CORNER: Readonly<Record<EyeSide, readonly (readonly [point: number, share: number])[]>> = {
  right: besideCorner([130, 226, 247, 25, 113, 35, 31, 124, 143, 111]),
  left: besideCorner([359, 446, 467, 255, 342, 265, 261, 353, 372, 340]),
};
function besideCorner(points: readonly number[]): (readonly [number, number])[] {
  const shares = [0.95, 0.8, 0.6, 0.5, 0.55, 0.6, 0.35, 0.4, 0.45, 0.35];
  return points.map((p, i) => [p, shares[i]] as const);
}
/** Most of an eye's closing that a raised cheek may do from below. */
const CHEEK_SHARE = 0.6;
/** A landmark on each cheek, how far it rises before it pushes the lower lid, in centimetres, and the push. */
const CHEEK = { right: 50, left: 280, dead: 0.06, push: 0.55 } as const;
/** How much of the expression and of the lower lid's way the skin below the eye keeps. */
const LOWER_SKIN = { expression: 0.6, lid: 0.45 };

/**
 * Sets the lids by how open each eye is; the expression's own lid positions are replaced, what it does to corners, brows
 * and cheeks is carried. The upper lid comes down to the lower one's curve, with the skin above following; where the cheek
 * rises, the lower lid comes up for part of the way.
 * @param points 478 x (x, y, z), canonical centimetres: the face after expression; changed
 * @param rest the portrait's neutral face in the same space
 * @param open 0 shut, 1 the portrait's own opening, more when wide
 * @param lash heights of the lashes, canonical centimetres
 * @param glasses 0..1: what lies beyond the lids' own skin stays, for a frame lies over it
 * @param state receives what was done
 */
export function applyLids(
  points: Float32Array,
  rest: Float32Array,
  open: Readonly<Record<EyeSide, number>>,
  lash: Readonly<Record<EyeSide, number>>,
  glasses: number,
  state: LidState,
): void {
  setLids('right', points, rest, open.right, lash.right, 1 - glasses, state.right);
  setLids('left', points, rest, open.left, lash.left, 1 - glasses, state.left);
}

function setLids(
  side: EyeSide,
  points: Float32Array,
  rest: Float32Array,
  wanted: number,
  lash: number,
  free: number,
  shape: LidShape,
): void {
  const { upper, lower, upperRing, lowerRing, browRing } = EYES[side];
  const [shutBelow, trusted] = SHUT_BELOW;
  const open = wanted < trusted ? Math.max(0, ((wanted - shutBelow) * trusted) / (trusted - shutBelow)) : wanted;
  shape.open = open;
  const foldFollows = (0.5 + 0.5 * free) * FOLD_FOLLOWS;
  const outer = 3 * upper[0];
  const inner = 3 * upper[8];
  const lift = cheekLift(side, points, rest);
  smoothShutLine(upper, lower, rest);
  const tallest = rest[3 * upper[4] + 1] - rest[3 * lower[4] + 1];
  for (let i = 1; i < 8; i++) {
    const u = 3 * upper[i];
    const l = 3 * lower[i];
    const fold = 3 * upperRing[i];
    const skin = 3 * browRing[i];
    const below = 3 * lowerRing[i];
    const opening = rest[u + 1] - rest[l + 1];
    const share = clamp(opening / Math.max(1e-6, tallest), 0, 1);
    const raised = clamp(lift * share, 0, CHEEK_SHARE * Math.max(0, 1 - open) * opening) * Math.min(1, open / 0.3);
    const t = i / 8;
    let upperDrop = 0;
    let lowerDrop = 0;
    for (let k = 0; k < 3; k++) {
      const corner = k === 2 ? 0 : (points[outer + k] - rest[outer + k]) * (1 - t) + (points[inner + k] - rest[inner + k]) * t;
      const gap = rest[u + k] - rest[l + k];
      const shut = shutLine[3 * i + k] - rest[l + k];
      const low = shut * (1 - Math.min(1, open)) + (k === 1 ? raised : 0) + corner - SHUT_AT * 0.35 * gap * Math.max(0, open - 1);
      points[l + k] = rest[l + k] + low;
      points[u + k] = rest[l + k] + low + gap * open;
      if (k !== 1) continue;
      lowerDrop = low;
      upperDrop = points[u + 1] - rest[u + 1];
    }
    const brow = points[skin + 1] - rest[skin + 1];
    points[fold] = rest[fold] + 0.5 * (points[u] - rest[u]);
    const height = rest[fold + 1] - rest[u + 1];
    points[fold + 1] = Math.max(rest[fold + 1] + foldFollows * upperDrop + FOLD_FOLLOWS_BROW * brow, points[u + 1] + LEAST_SKIN * height);
    points[fold + 2] = rest[fold + 2];
    points[skin + 1] = rest[skin + 1] + 0.9 * brow + free * BROW_SKIN_FOLLOWS * upperDrop;
    points[below + 1] =
      rest[below + 1] + LOWER_SKIN.expression * (points[below + 1] - rest[below + 1]) + (0.4 + 0.6 * free) * LOWER_SKIN.lid * lowerDrop;
    shape.stretch[i] = (points[fold + 1] - points[u + 1]) / Math.max(0.05, height);
  }
  shape.stretch[0] = shape.stretch[1];
  shape.stretch[8] = shape.stretch[7];
  dropCorner(side, points, rest, open, lash, free);
}

function dropCorner(side: EyeSide, points: Float32Array, rest: Float32Array, open: number, lash: number, free: number): void {
  const corner = 3 * EYES[side].upper[0] + 1;
  const { share, lash: heights } = CORNER_FALL;
  const fall = share[0] + (share[1] - share[0]) * smoothstep(heights[0], heights[1], lash);
  const drop = fall * smoothstep(0.9, 0, open) * Math.max(0, rest[corner] - shutLine[3 * 4 + 1]);
  points[corner] -= drop;
  for (const [p, part] of BESIDE_CORNER[side]) points[3 * p + 1] -= free * part * drop;
}

/** 9 x (x, y, z): where the lids of the eye at hand meet. */
const shutLine = new Float32Array(27);
const SMOOTHING = 2;

/** The lower lid's curve, a little above it, smoothed along the lid: shut lids meet in an even arc. */
function smoothShutLine(upper: readonly number[], lower: readonly number[], rest: Float32Array): void {
  for (let i = 0; i < 9; i++) {
    for (let k = 0; k < 3; k++) shutLine[3 * i + k] = rest[3 * lower[i] + k] + SHUT_AT * (rest[3 * upper[i] + k] - rest[3 * lower[i] + k]);
  }
  for (let round = 0; round < SMOOTHING; round++) {
    let before = shutLine[1];
    for (let i = 1; i < 8; i++) {
      const own = shutLine[3 * i + 1];
      shutLine[3 * i + 1] = (before + 2 * own + shutLine[3 * i + 4]) / 4;
      before = own;
    }
  }
}

/** How far the skin below the eye has risen against the corners, or the cheek pushes it, in centimetres. */
function cheekLift(side: EyeSide, points: Float32Array, rest: Float32Array): number {
  const { upper, lowerRing } = EYES[side];
  const rise = (p: number): number => points[3 * p + 1] - rest[3 * p + 1];
  const skin = (rise(lowerRing[3]) + rise(lowerRing[4]) + rise(lowerRing[5])) / 3;
  return skin - (rise(upper[0]) + rise(upper[8])) / 2 + CHEEK.push * Math.max(0, rise(CHEEK[side]) - CHEEK.dead);
}
