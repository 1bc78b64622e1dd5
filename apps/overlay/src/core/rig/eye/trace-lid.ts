import { cheapestPath } from './cheapest-path.ts';
import { EYES, type EyeFrame, type EyeSide, localX, localY, pictureX, pictureY } from './eye-frame.ts';
import { type Iris, trackedIris } from './fit-iris.ts';
import { lidContour } from './lid-contour.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';

const COLUMNS = 15;
const ROWS = 27;
/** Half the traced width, in half eye widths. */
const REACH = 0.8;
/** What is traced: the upper lid, the lower lid (roughly, finely), the inner edge of a dark line along the lower lid. */
export type Lid = 'upper' | 'lower' | 'lower fine' | 'lower line';
/** Traced offsets, in openings: away from the eye's middle is positive. */
const OFFSETS = { upper: [0, 0.4], lower: [-0.04, 0.42], 'lower fine': [-0.05, 0.12], 'lower line': [-0.24, 0] } as const;
/** Cost of a step between columns and of an offset, per squared opening. */
const STEP_COST = 30;
const OFFSET_COST = 7;
const SMOOTHING = 3;
/** Extra cost of an offset at both ends, where the lids meet. */
const END_COST = 6;

/** Cost of every row of a column, before smoothness: x, height of the tracked lid, opening there, height of each row. */
type ColumnCost = (x: number, lidY: number, open: number, rows: Float64Array) => Float64Array;

/**
 * Moves the lid's inner points (and, weaker, the skin ring beside it) onto the edge of the drawn eye: what every column
 * says, then the smoothest path that agrees, by dynamic programming. The lower lid's edge is where colour becomes that of
 * the skin below. The upper lid is only ever raised, to where the white of the eye ends in the lash line; a dark line
 * along the lower lid is likewise left to the skin.
 * @param landmarks 478 x (x, y, z), picture pixels; changed
 * @returns mean and largest shift in half eye widths
 */
export function traceLid(
  lid: Lid,
  side: EyeSide,
  frame: EyeFrame,
  landmarks: Float32Array,
  sample: PixelSampler,
): { mean: number; most: number } {
  const contour = lidContour(side, frame, landmarks);
  const opening = Math.max(0.15, contour.lower(0) - contour.upper(0));
  const edge = lid === 'upper' ? 'upper' : 'lower';
  const away = lid === 'upper' ? -1 : 1;
  const [low, high] = OFFSETS[lid];
  const offset = (row: number) => low + (row / (ROWS - 1)) * (high - low);
  const costOf =
    lid === 'lower' || lid === 'lower fine'
      ? skinEdgeCost(frame, opening, REACHES[lid], sample)
      : whiteEndCost(lid, frame, trackedIris(side, frame, landmarks), sample);
  const costs = Array.from({ length: COLUMNS }, (_, c) => {
    const x = ((c / (COLUMNS - 1)) * 2 - 1) * REACH;
    const y = contour[edge](x);
    return costOf(
      x,
      y,
      contour.lower(x) - contour.upper(x),
      Float64Array.from({ length: ROWS }, (_, row) => y + away * offset(row) * opening),
    );
  });
  if (lid === 'lower' || lid === 'lower fine') {
    const strongest = costs.reduce((most, column) => Math.max(most, ...column.map((v) => -v)), WEAK_EDGE);
    for (const column of costs)
      column.forEach((v, row) => {
        column[row] = v / strongest;
      });
  }
  const path = cheapestPath(
    COLUMNS,
    ROWS,
    (c, row) => {
      const o = offset(row);
      return costs[c][row] + (OFFSET_COST + (c === 0 || c === COLUMNS - 1 ? END_COST : 0)) * o * o;
    },
    (a, b) => STEP_COST * (offset(a) - offset(b)) ** 2,
  );
  const offsets = smooth(Float64Array.from(path, offset));
  return moveLid(edge, side, frame, landmarks, (x) => {
    const t = Math.max(0, Math.min(COLUMNS - 1.001, ((x / REACH + 1) / 2) * (COLUMNS - 1)));
    const c = Math.floor(t);
    const o = offsets[c] + (offsets[c + 1] - offsets[c]) * (t - c);
    return away * o * opening * Math.max(0, Math.min(1, (1 - Math.abs(x)) / (1 - REACH)));
  });
}

/** Binomial smoothing along the lid; the ends stay. */
function smooth(values: Float64Array): Float64Array {
  for (let round = 0; round < SMOOTHING; round++) {
    values = values.map((v, i) => (i === 0 || i === values.length - 1 ? v : (values[i - 1] + 2 * v + values[i + 1]) / 4));
  }
  return values;
}

/** Edges are measured against the lid's strongest, but never against less than this (0..255). */
const WEAK_EDGE = 25;
/** How far to both sides of an edge colours are compared, in half eye widths. */
const REACHES = { lower: 0.11, 'lower fine': 0.05 } as const;

/** Contrast (0..255), negative, where colour turns from unlike to like the skin further down. */
function skinEdgeCost(frame: EyeFrame, opening: number, wanted: number, sample: PixelSampler): ColumnCost {
  const reach = Math.max(wanted, 1.6 / frame.halfWidth);
  const skin = new Float64Array(3);
  const colour = new Float64Array(3);
  return (x, lidY, _open, rows) => {
    skin.fill(0);
    for (let i = 0; i < 5; i++) {
      const y = lidY + (0.45 + 0.07 * i) * Math.max(0.5, opening);
      sample(pictureX(frame, x, y), pictureY(frame, x, y), colour);
      for (let c = 0; c < 3; c++) skin[c] += colour[c] / 5;
    }
    const fromSkin = (y: number): number => {
      sample(pictureX(frame, x, y), pictureY(frame, x, y), colour);
      return Math.hypot(colour[0] - skin[0], colour[1] - skin[1], colour[2] - skin[2]);
    };
    return rows.map((y) => {
      let edge = 0;
      for (let i = 1; i <= 4; i++) edge += fromSkin(y - (reach * i) / 4) - fromSkin(y + (reach * i) / 4);
      return -edge / 4;
    });
  };
}

/** From where to where, away from the eye's middle, a dark line is looked for; half eye widths from the lid, and the step. */
const LINE = { upper: [0, 0.34], 'lower line': [-0.16, 0.04] } as const;
const LINE_STEP = 0.02;
/** How far inside the eye from there its white is looked for. */
const WHITE_WITHIN = 0.12;
/** An iris that ends closer to the lid than this leaves no white there. */
const IRIS_CLEARANCE = 0.12;
/** Where the lids are closer than this, in half eye widths, the white is not wide enough to be told. */
const LEAST_OPENING = 0.32;
/** Least light that the white of the eye has over the line, 0..255. */
const LEAST_LINE_CONTRAST = 40;
/** Cost per squared half eye width of missing the end of the white. */
const MISS_COST = 80;

/** The end of the white is taken this much further, into the line. */
const INTO_LINE = 0.02;

/** Low where the white of the eye ends in a dark line; the same everywhere in columns that show none (iris, shadow, no line). */
function whiteEndCost(lid: 'upper' | 'lower line', frame: EyeFrame, iris: Iris, sample: PixelSampler): ColumnCost {
  const colour = new Float64Array(3);
  const away = lid === 'upper' ? -1 : 1;
  const [from, to] = LINE[lid];
  return (x, lidY, open, rows) => {
    const light = (d: number): number => luma(sample(pictureX(frame, x, lidY + away * d), pictureY(frame, x, lidY + away * d), colour));
    let dark = Number.POSITIVE_INFINITY;
    let line: number = from;
    for (let d: number = from; d <= to; d += LINE_STEP) {
      if (light(d) >= dark) continue;
      dark = light(d);
      line = d;
    }
    let white = 0;
    let end: number = from;
    for (let d: number = from - WHITE_WITHIN; d < line; d += LINE_STEP) {
      if (light(d) <= white) continue;
      white = light(d);
      end = d;
    }
    const irisEnd = iris.y + away * Math.sqrt(Math.max(0, iris.radiusY ** 2 - (x - iris.x) ** 2));
    const covered = Math.abs(x - iris.x) < iris.radiusY && away * (lidY - irisEnd) < IRIS_CLEARANCE;
    if (covered || open < LEAST_OPENING || white - dark < LEAST_LINE_CONTRAST) return new Float64Array(rows.length);
    while (light(end) > (white + dark) / 2) end += LINE_STEP;
    return rows.map((y) => MISS_COST * (lidY + away * (end + INTO_LINE) - y) ** 2);
  };
}

/**
 * Moves a lid's inner points, and weaker the skin ring beside it, across the eye.
 * @param shiftAt shift downwards at x, all in half eye widths
 */
export function moveLid(lid: 'upper' | 'lower', side: EyeSide, frame: EyeFrame, landmarks: Float32Array, shiftAt: (x: number) => number) {
  const points = EYES[side][lid];
  const ring = lid === 'lower' ? EYES[side].lowerRing : EYES[side].upperRing;
  const ringShare = lid === 'lower' ? 0.8 : 0.4;
  let sum = 0;
  let most = 0;
  for (let i = 1; i < 8; i++) {
    const p = points[i];
    const shift = shiftAt(localX(frame, landmarks[3 * p], landmarks[3 * p + 1]));
    for (const [q, share] of [
      [p, 1],
      [ring[i], ringShare],
    ] as const) {
      const x = localX(frame, landmarks[3 * q], landmarks[3 * q + 1]);
      const y = localY(frame, landmarks[3 * q], landmarks[3 * q + 1]) + share * shift;
      landmarks[3 * q] = pictureX(frame, x, y);
      landmarks[3 * q + 1] = pictureY(frame, x, y);
    }
    sum += Math.abs(shift) / 7;
    most = Math.max(most, Math.abs(shift));
  }
  return { mean: sum, most };
}
