import { BLENDSHAPES } from '@masque/config/blendshapes';
import { CONTROL_POINT_COUNT, CONTROL_POINTS, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { MIRRORED_POINTS } from '../face/mirrored-points.ts';
import committed from './basis-data.json' with { type: 'json' };
import { REGION_WEIGHTS, REGIONS } from './regions.ts';

/** The committed form of the basis, in whole steps of `unit` centimetres; right sides mirror the left ones. */
export interface BasisData {
  unit: number;
  /** Name of a blendshape to 478 x (x, y, z): displacement at full strength. */
  shapes: Record<string, number[]>;
  /** Landmark of a control point to what a centimetre of its residual along x, y and z does to 478 x (x, y, z). */
  points: Record<string, number[][]>;
}

/** What is shown where expressions are laid over a tracked face. */
export interface FinalExpression {
  /** 52 coefficients: what the face shall show. */
  blendshapes: Float32Array;
  /** Per region of REGIONS, 0..1: how far an expression owns it, so that the tracked face's residual is left out there. */
  ownership: Float32Array;
}

const SIZE = 3 * LANDMARK_COUNT;

/** 52 x 1434 and 36 x 1434, centimetres. */
const { shapes: SHAPES, points: POINTS } = unpack(committed as BasisData);

/** Done while the page loads: plain loops over typed arrays, which are quick from the first time on. */
function unpack({ unit, shapes: given, points: givenPoints }: BasisData): { shapes: Float32Array; points: Float32Array } {
  const shapes = new Float32Array(BLENDSHAPES.length * SIZE);
  BLENDSHAPES.forEach((name, i) => {
    const twin = name.replace('Right', 'Left');
    if (given[name]) shapes.set(given[name], i * SIZE);
    else if (given[twin]) mirrorRow(given[twin], shapes, i * SIZE);
  });
  const points = new Float32Array(3 * CONTROL_POINT_COUNT * SIZE);
  CONTROL_POINTS.forEach((landmark, i) => {
    for (let k = 0; k < 3; k++) {
      const at = (3 * i + k) * SIZE;
      const own = givenPoints[landmark]?.[k];
      if (own) points.set(own, at);
      else {
        mirrorRow(givenPoints[MIRRORED_POINTS[landmark]][k], points, at);
        if (k === 0) for (let j = at; j < at + SIZE; j++) points[j] = -points[j];
      }
    }
  });
  for (const rows of [shapes, points]) for (let i = 0; i < rows.length; i++) rows[i] *= unit;
  return { shapes, points };
}

function mirrorRow(steps: readonly number[], out: Float32Array, at: number): void {
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const from = 3 * MIRRORED_POINTS[i];
    out[at + 3 * i] = -steps[from];
    out[at + 3 * i + 1] = steps[from + 1];
    out[at + 3 * i + 2] = steps[from + 2];
  }
}

/** 52 x 36: what the shapes do to the control points. */
const SHAPES_AT_POINTS = controlRows(SHAPES);

function controlRows(rows: Float32Array): Float32Array {
  const width = 3 * CONTROL_POINT_COUNT;
  const out = new Float32Array(BLENDSHAPES.length * width);
  BLENDSHAPES.forEach((_, i) => {
    pickControlPoints(rows.subarray(i * SIZE, (i + 1) * SIZE), out.subarray(i * width, (i + 1) * width));
  });
  return out;
}

/** The rows that addRows is at work on. */
const active = new Uint16Array(BLENDSHAPES.length);

/** Adds weights x rows of a basis to `out`, whose length is that of a row; four rows at a time, so that `out` is passed over less often. */
function addRows(basis: Float32Array, weights: Float32Array, out: Float32Array): void {
  const size = out.length;
  let count = 0;
  for (let row = 0; row < weights.length; row++) if (weights[row] !== 0) active[count++] = row;
  for (let k = 0; k < count; k += 4) {
    const a = active[k];
    const b = k + 1 < count ? active[k + 1] : a;
    const c = k + 2 < count ? active[k + 2] : a;
    const d = k + 3 < count ? active[k + 3] : a;
    const wa = weights[a];
    const wb = k + 1 < count ? weights[b] : 0;
    const wc = k + 2 < count ? weights[c] : 0;
    const wd = k + 3 < count ? weights[d] : 0;
    for (let i = 0; i < size; i++) {
      out[i] += wa * basis[a * size + i] + wb * basis[b * size + i] + wc * basis[c * size + i] + wd * basis[d * size + i];
    }
  }
}

/**
 * What blendshapes alone do to a face (lids, gaze and tongue excepted: they are no displacement of skin).
 * @param out 478 x (x, y, z), canonical centimetres
 */
export function expressionOf(blendshapes: Float32Array, out: Float32Array): Float32Array {
  out.fill(0);
  addRows(SHAPES, blendshapes, out);
  return out;
}

const scratch = new Float32Array(SIZE);
const residual = new Float32Array(3 * CONTROL_POINT_COUNT);

/**
 * Sets the control points to what the motion's blendshapes say, and drops the dense form: for sources that are not tracked
 * (idle, demo, microphone, outside trackers without landmarks). Without it their control points would deny their blendshapes.
 */
export function fillControlPoints(motion: Motion): Motion {
  addRows(SHAPES_AT_POINTS, motion.blendshapes, motion.controlPoints.fill(0));
  motion.dense = null;
  return motion;
}

/**
 * The displacement of a face: B b + residual, where B is the fitted basis, b the blendshapes, and the residual is what the
 * tracked face does beyond its own blendshapes: dense - B b where there is a dense form (so that a tracked face alone comes
 * out as it was measured), else C (control points - those of B b).
 * @param motion the tracked (or otherwise made) motion
 * @param out 478 x (x, y, z), canonical centimetres
 * @param final what is shown instead of the motion's own blendshapes, and where the residual gives way to it
 */
export function displacementOf(motion: Motion, out: Float32Array, final: FinalExpression | null = null): Float32Array {
  if (!final && motion.dense) {
    out.set(motion.dense);
    return out;
  }
  if (motion.dense) {
    expressionOf(motion.blendshapes, scratch);
    for (let i = 0; i < SIZE; i++) out[i] = motion.dense[i] - scratch[i];
  } else {
    addRows(SHAPES_AT_POINTS, motion.blendshapes, residual.fill(0));
    for (let i = 0; i < residual.length; i++) residual[i] = motion.controlPoints[i] - residual[i];
    out.fill(0);
    addRows(POINTS, residual, out);
  }
  if (final) fadeByRegion(out, final.ownership);
  addRows(SHAPES, final ? final.blendshapes : motion.blendshapes, out);
  return out;
}

function fadeByRegion(points: Float32Array, ownership: Float32Array): void {
  const count = REGIONS.length;
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    let owned = 0;
    for (let r = 0; r < count; r++) owned += REGION_WEIGHTS[i * count + r] * ownership[r];
    const kept = Math.max(0, 1 - owned);
    points[3 * i] *= kept;
    points[3 * i + 1] *= kept;
    points[3 * i + 2] *= kept;
  }
}
