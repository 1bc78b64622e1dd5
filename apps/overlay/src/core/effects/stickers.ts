import { EXPRESSION_EFFECTS, type ExpressionEffect } from '@masque/config/expression';
import { MIRRORED_POINTS } from '../face/mirrored-points.ts';
import { EYE_CORNERS, type EyeSide } from '../rig/eye/eye-frame.ts';
import type { Rig } from '../rig/rig.ts';
import { clamp, smoothstep } from '../rig/smoothstep.ts';
import type { Deformation } from '../warp/deformer.ts';

/** The drawings, in the order of the atlas' cells. */
export const STICKERS = ['star', 'glint', 'drop', 'brim', 'anger', 'sweat'] as const;
type Sticker = (typeof STICKERS)[number];

/** Cells in a row of the atlas, and rows. */
export const ATLAS_COLUMNS = 4;
export const ATLAS_ROWS = 2;

/** Quads that are there for everything at once. */
const MOST = 24;
export const STICKER_VERTICES = 4 * MOST;

/** Drawings that stick to the face. All arrays are reused from frame to frame. */
export interface Stickers {
  /** STICKER_VERTICES x (x, y), picture pixels. */
  readonly positions: Float32Array;
  /** STICKER_VERTICES x (u, v) of the atlas. */
  readonly uvs: Float32Array;
  /** How strongly each vertex is drawn, 0..1. */
  readonly strengths: Float32Array;
  readonly triangles: Uint16Array;
  /**
   * Places the drawings on the face.
   * @param effects strength of each of EXPRESSION_EFFECTS, 0..1
   * @param time milliseconds, for what glitters and runs
   */
  update(deformation: Deformation, effects: Float32Array, time: number): void;
}

const indexOf = (effect: ExpressionEffect): number => EXPRESSION_EFFECTS.indexOf(effect);
const SPARKLE = indexOf('sparkle');
const TEAR = indexOf('tear');
const ANGER = indexOf('anger');
const SWEAT = indexOf('sweat');

/** Whether any effect needs a drawing: red cheeks are the skin's own. */
export function needStickers(effects: Float32Array): boolean {
  return effects[SPARKLE] > 0 || effects[TEAR] > 0 || effects[ANGER] > 0 || effects[SWEAT] > 0;
}

/** Landmarks of the subject's right side: a tear's way, the temple where anger swells, a drop of sweat's way, where it glitters. */
const TEAR_WAY = [144, 118, 50, 207] as const;
const TEMPLE = [104, 68] as const;
const LOWER_LID = [145, 145] as const;
const SWEAT_WAY = [54, 162, 127] as const;
const GLITTER = [
  { at: [139, 139], out: 0.5, up: 0.9, size: 0.95, phase: 0 },
  { at: [116, 116], out: 0.6, up: -0.6, size: 0.62, phase: 0.45 },
] as const;
/** Degrees from which a head that looks aside shows more of one side. */
const ASIDE = 8;
const SIDES: readonly EyeSide[] = ['right', 'left'];

/** How far the water on a lower lid stands above its middle, eye widths. */
const BRIM_RAISED = 0.1;

/** Seconds. */
const TEAR_TIME = 3.2;
/** Where on its way each of an eye's tears is, as a share of that time. */
const TEAR_PHASES = [0, 0.5] as const;
const SWEAT_TIME = 3.6;
const GLITTER_TIME = 1.5;
const THROB_TIME = 0.9;

const fraction = (x: number): number => x - Math.floor(x);

export function createStickers(rig: Rig): Stickers {
  const positions = new Float32Array(2 * STICKER_VERTICES);
  const uvs = new Float32Array(2 * STICKER_VERTICES);
  const strengths = new Float32Array(STICKER_VERTICES);
  const triangles = new Uint16Array(6 * MOST);
  for (let q = 0; q < MOST; q++) triangles.set([4 * q, 4 * q + 1, 4 * q + 2, 4 * q + 1, 4 * q + 3, 4 * q + 2], 6 * q);
  /** The side that the portrait shows better, and the other one where it looks straight ahead. */
  const angerSide: EyeSide = rig.angles.yaw > ASIDE ? 'right' : 'left';
  const sweatSide: EyeSide = Math.abs(rig.angles.yaw) > ASIDE ? angerSide : 'right';
  let used = 0;
  const at = { x: 0, y: 0 };
  /** Unit vectors on the picture: to the head's own right and downwards, as long as a centimetre of the head. */
  const across = { x: 0, y: 0 };
  const down = { x: 0, y: 0 };
  let angle = 0;

  /** Adds a drawing about `at`. @param radius half its side, pixels @param turn radians, clockwise */
  function put(sticker: Sticker, radius: number, turn: number, strength: number): void {
    if (used >= MOST || strength <= 0) return;
    const cell = STICKERS.indexOf(sticker);
    const column = cell % ATLAS_COLUMNS;
    const row = Math.floor(cell / ATLAS_COLUMNS);
    const cos = radius * Math.cos(turn);
    const sin = radius * Math.sin(turn);
    for (let corner = 0; corner < 4; corner++) {
      const x = 2 * (corner % 2) - 1;
      const y = corner < 2 ? -1 : 1;
      const v = 4 * used + corner;
      positions[2 * v] = at.x + x * cos - y * sin;
      positions[2 * v + 1] = at.y + x * sin + y * cos;
      uvs[2 * v] = (column + 0.5 + 0.5 * x) / ATLAS_COLUMNS;
      uvs[2 * v + 1] = (row + 0.5 + 0.5 * y) / ATLAS_ROWS;
      strengths[v] = strength;
    }
    used++;
  }

  /** Sets `at` to a place on the way over landmarks of the right side, or their mirror images. @param t 0..1 */
  function follow(points: Float32Array, way: readonly number[], side: EyeSide, t: number): void {
    const place = clamp(t, 0, 1) * (way.length - 1);
    const i = Math.min(way.length - 2, Math.floor(place));
    const a = side === 'right' ? way[i] : MIRRORED_POINTS[way[i]];
    const b = side === 'right' ? way[i + 1] : MIRRORED_POINTS[way[i + 1]];
    at.x = points[3 * a] + (place - i) * (points[3 * b] - points[3 * a]);
    at.y = points[3 * a + 1] + (place - i) * (points[3 * b + 1] - points[3 * a + 1]);
  }

  /** Moves `at` away from the face's middle and up, in centimetres. */
  function shift(side: EyeSide, out: number, up: number): void {
    const sign = side === 'right' ? -1 : 1;
    at.x += sign * out * across.x - up * down.x;
    at.y += sign * out * across.y - up * down.y;
  }

  function sparkle({ points, head, eyes, lids }: Deformation, strength: number, seconds: number): void {
    for (const side of SIDES) {
      const { part, uniforms } = eyes[side];
      const [left, right] = EYE_CORNERS[side];
      const ax = (points[3 * right] - points[3 * left]) / 2;
      const ay = (points[3 * right + 1] - points[3 * left + 1]) / 2;
      const half = Math.max(1e-3, Math.sqrt(ax * ax + ay * ay));
      const tall = (part.frame.halfWidth * head.scale) / rig.pose.scale;
      const irisX = part.noIris ? 0 : uniforms.uIris[0];
      const irisY = part.noIris ? 0 : uniforms.uIris[1];
      const x = (points[3 * left] + points[3 * right]) / 2 + irisX * ax - (irisY * tall * ay) / half;
      const y = (points[3 * left + 1] + points[3 * right + 1]) / 2 + irisX * ay + (irisY * tall * ax) / half;
      const radius = Math.max(part.iris.radiusX * half, 0.5 * tall * part.iris.radiusY);
      const seen = strength * smoothstep(0.3, 0.75, lids[side].open);
      const throb = 1 + 0.08 * Math.sin(5 * seconds + (side === 'right' ? 0 : 0.6));
      at.x = x - 0.22 * radius;
      at.y = y - 0.3 * radius;
      put('star', radius * throb, angle, seen);
      at.x = x + 0.42 * radius;
      at.y = y + 0.42 * radius;
      put('glint', 0.34 * radius * (2 - throb), angle, seen);
      for (const { at: landmark, out, up, size, phase } of GLITTER) {
        const t = fraction(seconds / GLITTER_TIME + phase + (side === 'right' ? 0 : 0.3));
        const light = Math.sin(Math.PI * t) ** 2;
        follow(points, landmark, side, 0);
        shift(side, out, up);
        put('star', size * head.scale * (0.45 + 0.55 * light), angle, strength * light);
      }
    }
  }

  function weep({ points, head, lids }: Deformation, strength: number, seconds: number): void {
    for (const side of SIDES) {
      const [left, right] = EYE_CORNERS[side];
      const width = Math.hypot(points[3 * right] - points[3 * left], points[3 * right + 1] - points[3 * left + 1]);
      const tilt = Math.atan2(points[3 * right + 1] - points[3 * left + 1], points[3 * right] - points[3 * left]);
      follow(points, LOWER_LID, side, 0);
      at.x += BRIM_RAISED * width * Math.sin(tilt);
      at.y -= BRIM_RAISED * width * Math.cos(tilt);
      put('brim', 0.5 * width, tilt, strength * (0.55 + 0.45 * smoothstep(0.1, 0.5, lids[side].open)));
      for (const phase of TEAR_PHASES) {
        const t = fraction(seconds / TEAR_TIME + phase + (side === 'right' ? 0 : 0.21));
        const run = smoothstep(0.22, 1, t) ** 1.3;
        const size = smoothstep(0, 0.22, t) * Math.max(0.7, (0.24 * width) / head.scale);
        follow(points, TEAR_WAY, side, run);
        put('drop', size * head.scale, angle, strength * (1 - smoothstep(0.86, 1, t)));
      }
    }
  }

  function fume({ points, head }: Deformation, strength: number, seconds: number): void {
    const beat = fraction(seconds / THROB_TIME);
    const swell = 1 + 0.09 * Math.exp(-5 * beat) * Math.sin(Math.PI * Math.min(1, 4 * beat));
    follow(points, TEMPLE, angerSide, 0.55);
    shift(angerSide, 0.5, 0.9);
    put('anger', 1.5 * head.scale * swell * (0.6 + 0.4 * strength), angle, strength);
  }

  function sweat({ points, head }: Deformation, strength: number, seconds: number): void {
    const t = fraction(seconds / SWEAT_TIME + 0.35);
    follow(points, SWEAT_WAY, sweatSide, 0.1 + 0.75 * smoothstep(0.15, 1, t));
    shift(sweatSide, -0.4, 0);
    put('sweat', 1.25 * head.scale * smoothstep(0, 0.15, t), angle, strength * (1 - smoothstep(0.88, 1, t)));
  }

  return {
    positions,
    uvs,
    strengths,
    triangles,
    update(deformation, effects, time) {
      const { rotation: r, scale } = deformation.head;
      const seconds = time / 1000;
      across.x = scale * r[0];
      across.y = -scale * r[3];
      down.x = -scale * r[1];
      down.y = scale * r[4];
      angle = Math.atan2(across.y, across.x);
      used = 0;
      positions.fill(0);
      if (effects[TEAR] > 0) weep(deformation, effects[TEAR], seconds);
      if (effects[SPARKLE] > 0) sparkle(deformation, effects[SPARKLE], seconds);
      if (effects[SWEAT] > 0) sweat(deformation, effects[SWEAT], seconds);
      if (effects[ANGER] > 0) fume(deformation, effects[ANGER], seconds);
    },
  };
}
