import { clamp } from '../smoothstep.ts';
import { EYES, type EyeFrame, type EyeSide, eyeFrame, localX, localY, pictureX, pictureY } from './eye-frame.ts';
import { createVisibility, lidContour, type Visibility } from './lid-contour.ts';
import { luma, type PixelSampler } from './pixel-sampler.ts';

/** The iris as an ellipse along the eye's axes, in half eye widths. */
export interface Iris {
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
}

export interface IrisFit {
  iris: Iris;
  /** Mean step of colour across the visible rim, about -1..1: 0 where there is no iris, or none of its rim shows. */
  rim: number;
  /** How much darker than the white the iris is: 0 not at all, 1 black on white. */
  contrast: number;
}

/** An iris is darker than the white by this share, and its rim steps by this much. */
const LEAST_IRIS = { contrast: 0.02, rim: 0.12 } as const;

/** Whether an iris can be told from the white. */
export function isIris({ contrast, rim }: IrisFit): boolean {
  return contrast >= LEAST_IRIS.contrast && rim >= LEAST_IRIS.rim;
}

/** Grid step of the compared points, in half eye widths, and how far around the tracked iris they lie, in its radii. */
const STEP = 0.035;
const AROUND = 1.75;
/** Corners (pink, shaded) say nothing about the iris. */
const CORNER = 0.85;
/** Width of the soft rim that a point is counted with, in radii. */
const SOFT_RIM = 0.08;
/** Directions in which the step across the rim is measured, its radii, and its weight against the regions. */
const ANGLES = 40;
const INSIDE = [0.92, 0.84] as const;
const OUTSIDE = [1.08, 1.16] as const;
const RIM_WEIGHT = 0.35;
/** A rim seen in few directions counts less, in hardly any not at all. */
const FEW_ANGLES = 8;
const LEAST_ANGLES = 4;
/** Cost of moving by a radius, of a radius e times as long, of an ellipse e times as wide against its height as the tracked one. */
const COST = { shift: 0.15, size: 0.4, knownSize: 6, shape: 2 };
/** Logarithm of the ratio of both irises' radii that is taken for the same. */
const SAME_SIZE = 0.1;

/**
 * Finds the iris near the tracked one: the ellipse that best parts the visible eye into white outside and other
 * colours inside (the region term of T. Chan and L. Vese 2001 with fixed levels), with the greatest step across its rim
 * (after J. Daugman 1993). Tracked irises have the size of an average human's, drawn ones often not. Both eyes' irises are
 * of one size: where they come out differently, the one found less clearly is looked for again near the other's size.
 * @param landmarks 478 x (x, y, z), picture pixels
 */
export function fitIris(side: EyeSide, landmarks: ArrayLike<number>, sample: PixelSampler): IrisFit {
  const own = search(side, landmarks, sample, 1, COST.size);
  const other = search(side === 'right' ? 'left' : 'right', landmarks, sample, 1, COST.size);
  const ratio = other.pixels / own.pixels;
  if (other.clarity <= own.clarity || Math.abs(Math.log(ratio)) < SAME_SIZE) return own;
  return search(side, landmarks, sample, (ratio * own.iris.radiusY) / own.tracked.radiusY, COST.knownSize);
}

/**
 * @param size expected radius as a share of the tracked one's
 * @param sizeCost cost of a radius e times as long as expected
 */
function search(side: EyeSide, landmarks: ArrayLike<number>, sample: PixelSampler, size: number, sizeCost: number) {
  const frame = eyeFrame(side, landmarks);
  const visible = createVisibility(lidContour(side, frame, landmarks), frame);
  const tracked = trackedIris(side, frame, landmarks);
  const judge = createJudge(frame, visible, tracked, sample, size, sizeCost);
  const start = { ...tracked, radiusX: size * tracked.radiusX, radiusY: size * tracked.radiusY };
  let best = start;
  let bestScore = judge(best).score;
  const consider = (iris: Iris) => {
    const value = judge(iris).score;
    if (value > bestScore) [best, bestScore] = [iris, value];
  };
  const r = start.radiusY;
  for (const dx of [-0.2, -0.1, 0, 0.1, 0.2]) {
    for (const dy of [-0.2, -0.1, 0, 0.1, 0.2]) {
      for (const k of [0.75, 0.85, 0.92, 1, 1.1, 1.2, 1.3, 1.4]) {
        consider({ x: start.x + dx * r, y: start.y + dy * r, radiusX: start.radiusX * k, radiusY: r * k });
      }
    }
  }
  for (let step = 0.06; step > 0.01; step /= 2) {
    for (let round = 0; round < 3; round++) {
      for (const d of [-step, step]) {
        consider({ ...best, x: best.x + d * r });
        consider({ ...best, y: best.y + d * r });
        consider({ ...best, radiusX: best.radiusX * (1 + d), radiusY: best.radiusY * (1 + d) });
        consider({ ...best, radiusX: best.radiusX * (1 + d) });
      }
    }
  }
  const { rim, score } = judge(best);
  const contrast = irisContrast(frame, best, visible, sample);
  return { iris: best, rim, contrast, tracked, clarity: score, pixels: best.radiusY * frame.halfWidth };
}

/** The iris as the face model saw it. */
export function trackedIris(side: EyeSide, frame: EyeFrame, landmarks: ArrayLike<number>): Iris {
  const [centre, right, top, left, bottom] = EYES[side].iris;
  const apart = (a: number, b: number) =>
    Math.hypot(landmarks[3 * a] - landmarks[3 * b], landmarks[3 * a + 1] - landmarks[3 * b + 1]) / (2 * frame.halfWidth);
  return {
    x: localX(frame, landmarks[3 * centre], landmarks[3 * centre + 1]),
    y: localY(frame, landmarks[3 * centre], landmarks[3 * centre + 1]),
    radiusX: apart(right, left),
    radiusY: apart(top, bottom),
  };
}

interface Spot {
  x: number;
  y: number;
  colour: Float64Array;
}

function createJudge(
  frame: EyeFrame,
  visible: Visibility,
  tracked: Iris,
  sample: PixelSampler,
  size: number,
  sizeCost: number,
): (iris: Iris) => { score: number; rim: number } {
  const r = tracked.radiusY;
  const look = (x: number, y: number, out: Float64Array): Float64Array => sample(pictureX(frame, x, y), pictureY(frame, x, y), out);
  const seenColour = new Float64Array(3);
  const spots: Spot[] = [];
  for (let y = tracked.y - AROUND * r; y <= tracked.y + AROUND * r; y += STEP) {
    for (let x = Math.max(-CORNER, tracked.x - AROUND * r); x <= Math.min(CORNER, tracked.x + AROUND * r); x += STEP) {
      if (visible(x, y)) spots.push({ x, y, colour: look(x, y, new Float64Array(3)) });
    }
  }
  const unlike = createUnlikeness(spots, tracked);
  const levels = spots.map((p) => unlike(p.x, p.colour));
  return (iris) => {
    let region = 0;
    for (let i = 0; i < spots.length; i++) region += levels[i] * clamp((1 - radii(spots[i].x, spots[i].y, iris)) / SOFT_RIM, -1, 1);
    let rim = 0;
    let seen = 0;
    for (let i = 0; i < ANGLES; i++) {
      const ux = Math.cos((2 * Math.PI * i) / ANGLES) * iris.radiusX;
      const uy = Math.sin((2 * Math.PI * i) / ANGLES) * iris.radiusY;
      if (!visible(iris.x + OUTSIDE[1] * ux, iris.y + OUTSIDE[1] * uy)) continue;
      const level = (k: number) => unlike(iris.x + k * ux, look(iris.x + k * ux, iris.y + k * uy, seenColour));
      rim += (level(INSIDE[0]) + level(INSIDE[1]) - level(OUTSIDE[0]) - level(OUTSIDE[1])) / 4;
      seen++;
    }
    const moved = ((iris.x - tracked.x) ** 2 + (iris.y - tracked.y) ** 2) / r ** 2;
    const grown = Math.log(iris.radiusY / (size * r)) ** 2;
    const squeezed = Math.log((iris.radiusX * r) / (iris.radiusY * tracked.radiusX)) ** 2;
    const cost = COST.shift * moved + sizeCost * grown + COST.shape * squeezed;
    rim /= seen + FEW_ANGLES;
    return { score: region / Math.max(1, spots.length) + RIM_WEIGHT * rim - cost, rim: seen < LEAST_ANGLES ? 0 : rim };
  };
}

/**
 * -1 for the white's colour .. 1 for a colour as unlike it as the palest quarter of the iris. The white is measured on both sides of
 * the iris by itself: one of them often lies in shade.
 */
function createUnlikeness(spots: readonly Spot[], tracked: Iris): (x: number, colour: Float64Array) => number {
  const beyond = spots.filter((p) => radii(p.x, p.y, tracked) > 1.08);
  const white = brightest(beyond) ?? [255, 255, 255];
  const sides = [brightest(beyond.filter((p) => p.x < tracked.x)) ?? white, brightest(beyond.filter((p) => p.x > tracked.x)) ?? white];
  const distance = (x: number, colour: Float64Array): number => {
    const t = clamp((x - tracked.x) / (2 * tracked.radiusX) + 0.5, 0, 1);
    let sum = 0;
    for (let c = 0; c < 3; c++) sum += (colour[c] - sides[0][c] * (1 - t) - sides[1][c] * t) ** 2;
    return Math.sqrt(sum);
  };
  const inside = spots
    .filter((p) => radii(p.x, p.y, tracked) < 0.85)
    .map((p) => distance(p.x, p.colour))
    .sort((a, b) => a - b);
  const typical = Math.max(12, inside[inside.length >> 2] ?? 0);
  return (x, colour) => clamp((2 * distance(x, colour)) / typical - 1, -1, 1);
}

/** Mean colour of the brightest sixth; undefined where there are too few spots to tell. */
function brightest(spots: readonly Spot[]): number[] | undefined {
  if (spots.length < 8) return undefined;
  const best = [...spots].sort((a, b) => luma(b.colour) - luma(a.colour)).slice(0, Math.ceil(spots.length / 6));
  return [0, 1, 2].map((c) => best.reduce((sum, p) => sum + p.colour[c], 0) / best.length);
}

/** Distance from the iris' centre in its radii. */
function radii(x: number, y: number, iris: Iris): number {
  return Math.hypot((x - iris.x) / iris.radiusX, (y - iris.y) / iris.radiusY);
}

function irisContrast(frame: EyeFrame, iris: Iris, visible: Visibility, sample: PixelSampler): number {
  const colour = new Float64Array(3);
  const [inside, outside] = [
    [0, 0],
    [0, 0],
  ];
  for (let y = -1; y <= 1; y += 1 / 30) {
    for (let x = -1; x <= 1; x += 1 / 40) {
      if (!visible(x, y)) continue;
      const rho = radii(x, y, iris);
      const sum = rho < 0.8 ? inside : rho > 1.15 ? outside : null;
      if (!sum) continue;
      sum[0] += luma(sample(pictureX(frame, x, y), pictureY(frame, x, y), colour));
      sum[1]++;
    }
  }
  return inside[1] && outside[1] ? 1 - inside[0] / inside[1] / Math.max(1, outside[0] / outside[1]) : 0;
}
