import { clamp, smoothstep } from './smoothstep.ts';
import { solve } from './sparse-weights.ts';

/**
 * What the face model reads of a portrait's features while only its head turns, per signal five coefficients of yaw, pitch,
 * their squares and their product (angles in units of 10 degrees, as asked for). A warped picture of a head that was painted
 * from the side seems to smile, frown or look away as it turns; so much is taken off again.
 */
export interface TurnDrift {
  /** The mouth's width, canonical centimetres. */
  width: readonly number[];
  /** Height of its corners against the lips' middle, centimetres. */
  corner: readonly number[];
  /** Height of the brows above the eyes, centimetres. */
  brow: readonly number[];
  /** Eye widths, x to the image's right, y up. */
  gazeX: readonly number[];
  gazeY: readonly number[];
}
export type DriftSignal = keyof TurnDrift;

/** Most that is taken off, in the signals' units: more would show as an expression of its own. */
const MOST: Readonly<Record<DriftSignal, number>> = { width: 0.45, corner: 0.3, brow: 0.25, gazeX: 0.08, gazeY: 0.05 };
/** Root mean squares over the turns that were read which are noise, and which are surely none, in the signals' units. */
const CERTAIN: Readonly<Record<DriftSignal, readonly [number, number]>> = {
  width: [0.1, 0.17],
  corner: [0.08, 0.13],
  brow: [0.07, 0.12],
  gazeX: [0.018, 0.035],
  gazeY: [0.018, 0.035],
};
/** The coefficients hold for such angles, units of 10 degrees. */
const RANGE = { yaw: 2.4, pitch: 1.5 } as const;
/** Weight of "no drift" against one reading: single readings are noisy. */
const DOUBT = 0.5;

const NONE = [0, 0, 0, 0, 0] as const;
export const NO_DRIFT: Readonly<TurnDrift> = { width: NONE, corner: NONE, brow: NONE, gazeX: NONE, gazeY: NONE };

function termsOf(yaw: number, pitch: number): number[] {
  return [yaw, pitch, yaw * yaw, pitch * pitch, yaw * pitch];
}

/**
 * Coefficients of one signal by ridge regression; none where the signal drifts by no more than the model errs.
 * @param readings what the signal reads at turns in degrees, one of them none
 */
export function fitDrift(signal: DriftSignal, readings: readonly { yaw: number; pitch: number; value: number }[]): number[] {
  // The value at rest is one unknown more: a reading too, it may not bend all the others.
  const rows = readings.map(({ yaw, pitch }) => [...termsOf(yaw / 10, pitch / 10), 1]);
  const size = rows[0].length;
  const indices = Array.from({ length: size }, (_, i) => i);
  const normal = indices.map((i) =>
    indices.map((j) => rows.reduce((sum, row) => sum + row[i] * row[j], i === j && i < size - 1 ? DOUBT : 0)),
  );
  const right = indices.map((i) => rows.reduce((sum, row, k) => sum + row[i] * readings[k].value, 0));
  const found = solve(normal, right).slice(0, size - 1);
  const squares = rows.map((row) => found.reduce((sum, c, i) => sum + c * row[i], 0) ** 2);
  const certainty = smoothstep(...CERTAIN[signal], Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / rows.length));
  return found.map((c) => certainty * c);
}

/** How far a signal drifts at a turn, in its own unit, within what may be taken off. @param yaw, pitch degrees */
export function driftAt(drift: TurnDrift, signal: DriftSignal, yaw: number, pitch: number): number {
  const c = drift[signal];
  const x = clamp(yaw / 10, -RANGE.yaw, RANGE.yaw);
  const y = clamp(pitch / 10, -RANGE.pitch, RANGE.pitch);
  const most = MOST[signal];
  return clamp(c[0] * x + c[1] * y + c[2] * x * x + c[3] * y * y + c[4] * x * y, -most, most);
}
