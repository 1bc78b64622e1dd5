import { clamp } from '../smoothstep.ts';
import { EYES, type EyeFrame, type EyeSide, localX, localY, pictureX, pictureY } from './eye-frame.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';

/** Lid lines as parabolas over the corners, in half eye widths of the tracked eye: positive is down. */
interface LidLines {
  /** Outer and inner corner against the tracked ones; `across` is positive away from the eye's middle. */
  outer: { across: number; down: number };
  inner: { across: number; down: number };
  /** Rise of the upper and fall of the lower line in the middle. */
  rise: number;
  fall: number;
}

/** Limits of what is searched, and the steps from coarse to fine. */
const MOST = { across: 0.3, down: 0.65, rise: [0.15, 0.7], fall: [0.05, 0.5] } as const;
const STEPS = [0.16, 0.08, 0.04, 0.02] as const;
const SAMPLES = 21;
/** Corners end in points: lines are compared within this share of the eye. */
const REACH = 0.9;
/** How far from a line its surround is compared, in half eye widths and picture pixels at least. */
const BESIDE = { share: 0.1, pixels: 1.6 } as const;
/** A sample's contrast counts up to this (0..255); the least mean of both lines, and its least gain, that move the eye. */
const MOST_CONTRAST = 50;
const LEAST_CONTRAST = 12;
const LEAST_GAIN = 9;
const COST = { corner: 14, opening: 4 } as const;

/**
 * Finds an eye that is drawn or carved as lines only, with no white unlike the skin: two dark lines that meet in corners.
 * Trackers put their contours beside such eyes. Moves corners, lids, the skin around and the iris if both lines are clear.
 * @param landmarks 478 x (x, y, z), picture pixels; changed
 * @returns whether the eye was moved
 */
export function fitLidLines(side: EyeSide, frame: EyeFrame, landmarks: Float32Array, sample: PixelSampler): boolean {
  const { upper, lower } = EYES[side];
  const outward = Math.sign(localX(frame, landmarks[3 * upper[0]], landmarks[3 * upper[0] + 1])) || 1;
  const contrast = createLineContrast(frame, outward, sample);
  const y = (p: number) => localY(frame, landmarks[3 * p], landmarks[3 * p + 1]);
  const tracked: LidLines = {
    outer: { across: 0, down: 0 },
    inner: { across: 0, down: 0 },
    rise: Math.max(MOST.rise[0], -y(upper[4])),
    fall: Math.max(MOST.fall[0], y(lower[4])),
  };
  const before = contrast(tracked);
  let best = tracked;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const outer of [-0.3, 0, 0.3]) {
    for (const inner of [-0.3, 0, 0.3, 0.6]) {
      const start = { ...tracked, outer: { across: 0, down: outer }, inner: { across: 0, down: inner } };
      const [lines, score] = climb(start, (l) => contrast(l) - cost(l, tracked));
      if (score > bestScore) [best, bestScore] = [lines, score];
    }
  }
  const after = contrast(best);
  if (after < LEAST_CONTRAST || after - before < LEAST_GAIN) return false;
  moveEye(side, frame, landmarks, best, outward);
  return true;
}

function cost(lines: LidLines, tracked: LidLines): number {
  const corners = lines.outer.across ** 2 + lines.inner.across ** 2 + 0.5 * (lines.outer.down ** 2 + lines.inner.down ** 2);
  return COST.corner * corners + COST.opening * ((lines.rise - tracked.rise) ** 2 + (lines.fall - tracked.fall) ** 2);
}

/** Ascent along the coordinates, and along what moves only one of the lines. */
function climb(start: LidLines, score: (lines: LidLines) => number): [LidLines, number] {
  let best = start;
  let bestScore = score(start);
  for (const step of STEPS) {
    for (let round = 0; round < 4; round++) {
      for (const d of [-step, step]) {
        const { outer, inner, rise, fall } = best;
        const tilt = { outer: { ...outer, down: outer.down + d }, inner: { ...inner, down: inner.down - d } };
        const shift = { outer: { ...outer, down: outer.down + d }, inner: { ...inner, down: inner.down + d } };
        for (const next of [
          { ...best, ...tilt },
          { ...best, ...shift },
          { ...best, ...shift, rise: clamp(rise + d, MOST.rise[0], MOST.rise[1]) },
          { ...best, ...shift, fall: clamp(fall - d, MOST.fall[0], MOST.fall[1]) },
          { ...best, outer: { ...outer, down: clamp(outer.down + d, -MOST.down, MOST.down) } },
          { ...best, inner: { ...inner, down: clamp(inner.down + d, -MOST.down, MOST.down) } },
          { ...best, outer: { ...outer, across: clamp(outer.across + d, -MOST.across, MOST.across) } },
          { ...best, inner: { ...inner, across: clamp(inner.across + d, -MOST.across, MOST.across) } },
          { ...best, rise: clamp(rise + d, MOST.rise[0], MOST.rise[1]) },
          { ...best, fall: clamp(fall + d, MOST.fall[0], MOST.fall[1]) },
        ]) {
          const value = score(next);
          if (value > bestScore) [best, bestScore] = [next, value];
        }
      }
    }
  }
  return [best, bestScore];
}

/** Where t (-1 inner .. 1 outer corner) lies between the corners: x, y of the corner line; half eye widths. */
function base({ outer, inner }: LidLines, outward: number, t: number): [number, number] {
  const share = (t + 1) / 2;
  const x = -1 - inner.across + share * (2 + outer.across + inner.across);
  return [outward * x, inner.down + share * (outer.down - inner.down)];
}

/** How much darker both lines are than what lies above and below them: the lesser of both means. */
function createLineContrast(frame: EyeFrame, outward: number, sample: PixelSampler): (lines: LidLines) => number {
  const colour = new Float64Array(3);
  const beside = Math.max(BESIDE.share, BESIDE.pixels / frame.halfWidth);
  const light = (x: number, y: number): number => luma(sample(pictureX(frame, x, y), pictureY(frame, x, y), colour));
  return (lines) => {
    let [upper, lower] = [0, 0];
    for (let i = 0; i < SAMPLES; i++) {
      const t = REACH * ((2 * i) / (SAMPLES - 1) - 1);
      const [x, y] = base(lines, outward, t);
      const bulge = 1 - t * t;
      upper += dark(x, y - lines.rise * bulge);
      lower += dark(x, y + lines.fall * bulge);
    }
    return Math.min(upper, lower) / SAMPLES + (0.25 * Math.max(upper, lower)) / SAMPLES;
  };
  function dark(x: number, y: number): number {
    const around = (light(x, y - beside) + light(x, y + beside)) / 2;
    return clamp(around - light(x, y), -MOST_CONTRAST / 2, MOST_CONTRAST);
  }
}

/** Carries the lines over to the landmarks; what lies around the eye follows its corners. */
function moveEye(side: EyeSide, frame: EyeFrame, landmarks: Float32Array, lines: LidLines, outward: number): void {
  const { upper, lower, upperRing, lowerRing, browRing, iris } = EYES[side];
  const place = (p: number, x: number, y: number) => {
    landmarks[3 * p] = pictureX(frame, x, y);
    landmarks[3 * p + 1] = pictureY(frame, x, y);
  };
  const local = (p: number): [number, number] => [
    localX(frame, landmarks[3 * p], landmarks[3 * p + 1]),
    localY(frame, landmarks[3 * p], landmarks[3 * p + 1]),
  ];
  const along = (x: number) => clamp(outward * x, -1, 1);
  const lift = (isUpper: boolean, t: number) => (isUpper ? -lines.rise : lines.fall) * (1 - t * t);
  const done = new Set<number>();
  const old = { upper: upper.map((p) => local(p)), lower: lower.map((p) => local(p)) };
  for (const [ring, lid, isUpper, share] of [
    [upperRing, old.upper, true, 0.6],
    [lowerRing, old.lower, false, 0.85],
    [browRing, old.upper, true, 0.25],
  ] as const) {
    ring.forEach((p, i) => {
      if (done.has(p)) return;
      done.add(p);
      const [x, y] = local(p);
      const t = along(lid[i][0]);
      const [bx, by] = base(lines, outward, t);
      place(p, x + share * (bx - lid[i][0]), y + share * (by + lift(isUpper, t) - lid[i][1]));
    });
  }
  for (const [points, lid, isUpper] of [
    [upper, old.upper, true],
    [lower, old.lower, false],
  ] as const) {
    points.forEach((p, i) => {
      const t = i === 0 ? 1 : i === 8 ? -1 : along(lid[i][0]);
      const [x, y] = base(lines, outward, t);
      place(p, x, y + lift(isUpper, t));
    });
  }
  const [cx, cy] = local(iris[0]);
  const [mx, my] = base(lines, outward, along(cx));
  const shift = my + (lines.fall - lines.rise) / 2 - cy;
  for (const p of iris) {
    const [x, y] = local(p);
    place(p, x + mx - cx, y + shift);
  }
}
