import { BLENDSHAPE_INDEX, BLENDSHAPES } from '@masque/config/blendshapes';
import { CONTROL_POINT_COUNT, CONTROL_POINTS, copyMotion, createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { LIP_RINGS, SPOKES } from '../../rig/mouth/lip-topology.ts';
import type { BasisData } from '../basis.ts';
import { mirrorMotion } from '../mirror.ts';
import { lipShare, priorOf } from './authored-fields.ts';
import { accumulate, createNormal, solveRidge } from './ridge.ts';

/** The linear model of expression, in centimetres a unit, outputs 478 x (x, y, z). */
export interface FittedBasis {
  /** 52 x 1434. */
  shapes: Float64Array;
  /** 36 x 1434: what a centimetre of a control point's residual does to the face. */
  points: Float64Array;
}

const SHAPES = BLENDSHAPES.length;
const INPUTS = 3 * CONTROL_POINT_COUNT;
const OUTPUTS = 3 * LANDMARK_COUNT;
/** Ridge penalty in squared units: a shape whose mean square in the clips is below it stays mostly as authored. */
const SHAPE_PENALTY = 0.005;
/** Penalty where a shape has no business. */
const OUT_OF_REACH = 1;
/** The shapes that part the lips. */
const PARTING = /^(jawOpen|mouthClose|mouthFunnel|mouthUpperUp|mouthLowerDown)/;
/** Facing points (upper, lower) of the two innermost rings of the lips. */
const FACING = LIP_RINGS.slice(2).flatMap((ring) => ring.slice(1, 10).map((upper, i) => [upper, ring[SPOKES - 1 - i]] as const));
const LOWER_RIM = new Set(FACING.map(([, lower]) => lower));
/** Penalty of the control points' map, square centimetres. */
const POINT_PENALTY = 0.0002;

/**
 * Fits what blendshapes do to a face, and what control points say beyond them, to tracked clips and their mirror images.
 * Shapes are drawn towards the authored ones and held inside their reach. What blinks and gaze do to lids and brows is fitted
 * along with them, so that it does not colour the others, and then left out: lids and irises have motions of their own.
 * @param clips dense motions of every clip
 */
export function fitBasis(clips: readonly (readonly Motion[])[]): FittedBasis {
  const frames = clips.flatMap((clip) => clip.flatMap((motion) => [motion, mirrorMotion(copyMotion(motion, createMotion()))]));
  const shapes = fitShapes(frames);
  deriveMouthClose(shapes);
  const points = fitPoints(frames, shapes);
  BLENDSHAPES.forEach((name, i) => {
    if (!priorOf(name) && name !== 'mouthClose') shapes.fill(0, i * OUTPUTS, (i + 1) * OUTPUTS);
  });
  return { shapes, points };
}

/**
 * Fits the shapes' rows. Facing points of the lips' inner rims are fitted as their middle and their gap, so that shapes
 * that part no lips can be held to exactly that: a smile with a shut mouth stays shut.
 */
function fitShapes(frames: readonly Motion[]): Float64Array {
  const normal = createNormal(SHAPES, OUTPUTS);
  for (const motion of frames) accumulate(normal, motion.blendshapes, toGaps(Float64Array.from(denseOf(motion))));
  const priors = BLENDSHAPES.map(priorOf);
  const prior = new Float64Array(SHAPES * OUTPUTS);
  priors.forEach((shape, i) => {
    if (!shape) return;
    const row = toGaps(shape.field.slice());
    if (!PARTING.test(BLENDSHAPES[i])) for (const [, lower] of FACING) row.fill(0, 3 * lower, 3 * lower + 3);
    prior.set(row, i * OUTPUTS);
  });
  const penalty = (shape: number, point: number): number => {
    const authored = priors[shape];
    if (!authored) return SHAPE_PENALTY;
    if (LOWER_RIM.has(point) && !PARTING.test(BLENDSHAPES[shape])) return OUT_OF_REACH;
    return SHAPE_PENALTY * authored.trust + OUT_OF_REACH * (1 - authored.reach[point]) ** 4;
  };
  const rows = solveRidge(normal, penalty, prior);
  for (let i = 0; i < SHAPES; i++) fromGaps(rows.subarray(i * OUTPUTS, (i + 1) * OUTPUTS));
  return rows;
}

/** Turns facing points (upper, lower) into (middle, gap), in place. */
function toGaps(row: Float64Array): Float64Array {
  for (const [upper, lower] of FACING) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [row[3 * upper + k], row[3 * lower + k]];
      row[3 * upper + k] = (a + b) / 2;
      row[3 * lower + k] = a - b;
    }
  }
  return row;
}

/** The inverse of toGaps. */
function fromGaps(row: Float64Array): void {
  for (const [upper, lower] of FACING) {
    for (let k = 0; k < 3; k++) {
      const [middle, gap] = [row[3 * upper + k], row[3 * lower + k]];
      row[3 * upper + k] = middle + gap / 2;
      row[3 * lower + k] = middle - gap / 2;
    }
  }
}

/** By definition mouthClose undoes on the lips what jawOpen does, so that equal amounts of both are a shut mouth over a dropped jaw. */
function deriveMouthClose(shapes: Float64Array): void {
  const share = lipShare();
  const open = BLENDSHAPE_INDEX.jawOpen * OUTPUTS;
  const close = BLENDSHAPE_INDEX.mouthClose * OUTPUTS;
  for (let i = 0; i < OUTPUTS; i++) shapes[close + i] = -shapes[open + i] * share[Math.floor(i / 3)];
}

function fitPoints(frames: readonly Motion[], shapes: Float64Array): Float64Array {
  const normal = createNormal(INPUTS, OUTPUTS);
  const restored = new Float64Array(OUTPUTS);
  const inputs = new Float64Array(INPUTS);
  for (const motion of frames) {
    const dense = denseOf(motion);
    const residual = addRows(shapes, motion.blendshapes, restored.fill(0)).map((v, i) => dense[i] - v);
    CONTROL_POINTS.forEach((landmark, i) => {
      inputs.set(residual.subarray(3 * landmark, 3 * landmark + 3), 3 * i);
    });
    accumulate(normal, inputs, residual);
  }
  return solveRidge(normal, () => POINT_PENALTY, new Float64Array(INPUTS * OUTPUTS));
}

/** Adds weights x rows of 1434 to `out`. */
function addRows(rows: Float64Array, weights: ArrayLike<number>, out: Float64Array): Float64Array {
  for (let r = 0; r < weights.length; r++) {
    if (weights[r] !== 0) for (let o = 0; o < OUTPUTS; o++) out[o] += weights[r] * rows[r * OUTPUTS + o];
  }
  return out;
}

/** The displacement (478 x 3) that a basis makes of a motion's blendshapes and, if wanted, control points: to judge a fit by. */
export function restore({ shapes, points }: FittedBasis, motion: Motion, usePoints: boolean): Float64Array {
  const out = addRows(shapes, motion.blendshapes, new Float64Array(OUTPUTS));
  if (!usePoints) return out;
  const residual = motion.controlPoints.map((v, i) => v - out[3 * CONTROL_POINTS[Math.floor(i / 3)] + (i % 3)]);
  return addRows(points, residual, out);
}

function denseOf(motion: Motion): Float32Array {
  if (!motion.dense) throw new Error('The basis is fitted to dense motions: this one carries control points only.');
  return motion.dense;
}

/** The basis as it is committed: whole steps of `unit`, right sides left out, since they mirror the left ones. */
export function toBasisData({ shapes, points }: FittedBasis, unit = 0.005): BasisData {
  const row = (weights: Float64Array, i: number): number[] =>
    Array.from(weights.subarray(i * OUTPUTS, (i + 1) * OUTPUTS), (v) => Math.round(v / unit) + 0);
  const data: BasisData = { unit, shapes: {}, points: {} };
  BLENDSHAPES.forEach((name, i) => {
    if ((priorOf(name) || name === 'mouthClose') && !name.endsWith('Right')) data.shapes[name] = row(shapes, i);
  });
  CONTROL_POINTS.forEach((landmark, i) => {
    if (!RIGHT_POINTS.has(landmark)) data.points[landmark] = [0, 1, 2].map((k) => row(points, 3 * i + k));
  });
  return data;
}

const RIGHT_POINTS: ReadonlySet<number> = new Set([61, 172, 105, 107]);
