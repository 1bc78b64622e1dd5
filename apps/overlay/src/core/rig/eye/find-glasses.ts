import type { Picture } from '../picture.ts';
import { smoothstep } from '../smoothstep.ts';
import { cheapestPath } from './cheapest-path.ts';
import { EYES } from './eye-frame.ts';
import { createPixelSampler, luma, type PixelSampler } from './pixel-sampler.ts';

/** Landmarks between the eyes from above the nose's root downwards, and the inner corners of the eyes. */
const ROOT = 168;
const BELOW_ROOT = 195;
const INNER = [133, 362] as const;
/** Columns and rows that are looked at, and the widths of lines, as shares of the distance between the inner corners. */
const COLUMNS = 15;
const ROWS = 48;
const LINE_WIDTHS = [0.07, 0.12, 0.2] as const;
/** Contrast of a line against what is above and below it, as a share of light: none, and clear. */
const BRIDGE = [0.16, 0.28] as const;
const RIM = [0.09, 0.16] as const;
/** Cost of a line that runs up or down, per squared row. */
const STEP_COST = 0.012;

/**
 * How surely the portrait wears glasses, 0..1: a line runs across the root of the nose, and one below an eye, on the cheek.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function findGlasses(landmarks: ArrayLike<number>, picture: Picture): number {
  const sample = createPixelSampler(picture);
  const at = (p: number): [number, number] => [landmarks[3 * p], landmarks[3 * p + 1]];
  const unit = Math.hypot(at(INNER[1])[0] - at(INNER[0])[0], at(INNER[1])[1] - at(INNER[0])[1]);
  const root = at(ROOT);
  const nose = at(BELOW_ROOT);
  const [ax, ay] = [(at(INNER[1])[0] - at(INNER[0])[0]) / unit, (at(INNER[1])[1] - at(INNER[0])[1]) / unit];
  const bridge = lineContrast(
    (t) => [
      root[0] + ax * unit * (t - 0.5) * 0.7 - (nose[0] - root[0]) * 0.25,
      root[1] + ay * unit * (t - 0.5) * 0.7 - (nose[1] - root[1]) * 0.25,
    ],
    [0.95 * (nose[0] - root[0]), 0.95 * (nose[1] - root[1])],
    unit,
    sample,
  );
  let rim = 0;
  for (const side of ['right', 'left'] as const) {
    const { lower, lowerRing } = EYES[side];
    const from = at(lowerRing[3]);
    const to = at(lowerRing[6]);
    const eye = at(lower[4]);
    const below = at(lowerRing[4]);
    const length = Math.hypot(below[0] - eye[0], below[1] - eye[1]) || 1;
    const [dx, dy] = [(below[0] - eye[0]) / length, (below[1] - eye[1]) / length];
    const contrast = lineContrast(
      (t) => [from[0] + (to[0] - from[0]) * t + 0.1 * unit * dx, from[1] + (to[1] - from[1]) * t + 0.1 * unit * dy],
      [1.1 * unit * dx, 1.1 * unit * dy],
      unit,
      sample,
    );
    rim = Math.max(rim, contrast);
  }
  return smoothstep(BRIDGE[0], BRIDGE[1], bridge) * smoothstep(RIM[0], RIM[1], rim);
}

/**
 * Contrast of the clearest line that crosses a patch from its first column to its last: mean, over the columns, of how much
 * it differs from both sides, as a share of light.
 * @param top where column t (0..1) begins
 * @param down from the first row to the last
 */
function lineContrast(top: (t: number) => [number, number], down: [number, number], unit: number, sample: PixelSampler): number {
  const colour = new Float64Array(3);
  const length = Math.hypot(...down) || 1;
  const step = length / (ROWS - 1);
  const light = Array.from({ length: COLUMNS }, (_, c) => {
    const [x, y] = top(c / (COLUMNS - 1));
    return (row: number) => luma(sample(x + (down[0] * row) / (ROWS - 1), y + (down[1] * row) / (ROWS - 1), colour));
  });
  let best = 0;
  for (const width of LINE_WIDTHS) {
    const away = (width * unit) / step;
    for (const sign of [1, -1]) {
      const contrast = light.map((at) =>
        Float64Array.from({ length: ROWS }, (_, row) => {
          const [above, here, below] = [at(row - away), at(row), at(row + away)];
          const against = sign > 0 ? Math.min(above, below) : Math.max(above, below);
          return (sign * (against - here)) / Math.max(20, above, below);
        }),
      );
      const path = cheapestPath(
        COLUMNS,
        ROWS,
        (c, row) => -contrast[c][row],
        (a, b) => STEP_COST * (a - b) ** 2,
      );
      const along = Array.from(path, (row, c) => contrast[c][row]).sort((a, b) => a - b);
      // A quarter of the columns may show no line: glints and shades.
      const kept = along.slice(COLUMNS >> 2);
      best = Math.max(best, kept.reduce((sum, v) => sum + v, 0) / kept.length - 0.5 * Math.max(0, -along[0]));
    }
  }
  return best;
}
