import { DRAWN_CHIN, DRAWN_MOUTH, DRAWN_NOSE, DRAWN_OUTLINE } from '@masque/config/drawn-points';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { canonicalFace } from '@masque/models/canonical-face';
import { splineWeights } from '../../warp/thin-plate-spline.ts';
import { clamp } from '../smoothstep.ts';
import { alongCurve, evenly, mix, type Point, smoothCurve } from './curves.ts';
import {
  type DrawnEyeTarget,
  EYE_TARGETS,
  LIP_RINGS,
  MOUTH_SIDES,
  NOSE_POINTS,
  OUTLINE_BESIDE_EYE,
  OUTLINE_HALVES,
} from './drawn-topology.ts';

const CANONICAL = canonicalFace.points;
/** Rings around an eye as its lids' outlines, enlarged: across, down, and moved away from the eye, in half eye widths. */
const RINGS = {
  upper: { across: 1.1, down: 1.2, away: 0.12 },
  brow: { across: 1.25, down: 1.6, away: 0.15 },
  lower: { across: 1.16, down: 1.24, away: 0.03 },
  low: { across: 1.3, down: 1.48, away: 0.03 },
  cheek: { across: 1.38, down: 1.68, away: 0.03 },
} as const;
/** A ring keeps below the brow by this share of the way from the lid to the brow. */
const UNDER_BROW = { upper: 0.5, brow: 0.85 } as const;
/** Half a drawn brow's thickness, in eye distances. */
const BROW = 0.035;
/** Lips are drawn as lines with a little skin: their height above and below a mouth's opening, in its widths. */
const LIPS = { above: 0.09, below: 0.14, beside: 0.1 } as const;
/** The lips' outer rim is as much wider than the opening, and as full towards its corners (exponent of a sine). */
const RIM = { wider: 1.06, fullness: 0.7 } as const;
/** A gap under this share of the mouth's width is a line. */
const LINE = 0.09;
/** Half the gap left between shut lips, in eye distances. */
const SHUT = 0.003;
/** The forehead under the hair: as high above the eyes as this many heights from eyes to chin. */
const FOREHEAD = 1.1;
/** The face's side goes on straight from the cheek up to beside the eye, by this share of the height between. */
const BESIDE_EYE = 0.85;
/** There it is as much further from the middle than the cheek, in their distance. */
const OUT_BESIDE_EYE = 0.03;
/** And it passes the eye's corner at least at this distance, in eye widths: an eye on the outline would be torn by a turn. */
const OUTSIDE_EYE = 0.2;
/** Roundness of the forehead's outline (exponent of a superellipse). */
const ROUND = 2.3;
/** Drawn noses are narrow: this share of a canonical nose's width. */
const NOSE_WIDTH = 0.47;
/** Its lowest points lie this share of the way from the tip to the mouth. */
const UNDER_NOSE = 0.85;
/** Of the spline: some of its sources nearly coincide. */
const SMOOTHING = 1e-5;
/** Canonical cm: depth at which the picture's plane lies. */
const PLANE = 3.5;
/** The features move by this share of half the face's width for the sine of a turn; the share that is no turn yet; the most. */
const TURN = { radius: 0.92, none: 0.06, most: 0.6 } as const;

/** Points at once in the frame of the face: x along the eyes, y down to the chin. */
interface FaceFrame {
  at(point: number): Point;
  /** Middle between the inner corners. */
  middle: Point;
  chin: Point;
  /** Between the eyes' middles. */
  eyeDistance: number;
}

/**
 * Lays out Face Mesh's landmarks on a drawn face: lids, irises, brows, mouth, nose and outline where they are drawn, the skin
 * between them by a thin-plate spline from the canonical face. Depth is the canonical face's, turned as far as the features
 * lie aside of the outline's middle.
 * @param points 46 x (x, y), picture pixels
 * @returns 478 x (x, y, z), picture pixels, z negative toward the camera
 */
export function placeLandmarks(points: ArrayLike<number>): Float32Array {
  const [left, right] = EYE_TARGETS.map((eye) => eyeMiddle(eye, (p) => [points[2 * p], points[2 * p + 1]]));
  const roll = Math.atan2(right[1] - left[1], right[0] - left[0]);
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  const at = (p: number): Point => [cos * points[2 * p] + sin * points[2 * p + 1], cos * points[2 * p + 1] - sin * points[2 * p]];
  const inner = EYE_TARGETS.map(({ drawn }) => at(drawn.upper[4]));
  const frame: FaceFrame = {
    at,
    middle: mix(inner[0], inner[1], 0.5),
    chin: at(DRAWN_CHIN),
    eyeDistance: Math.hypot(right[0] - left[0], right[1] - left[1]),
  };
  const placed = new Map<number, Point>();
  const put: Put = (ids, to) => {
    for (const [i, id] of ids.entries()) placed.set(id, to[i]);
  };
  placeOutline(frame, put);
  for (const eye of EYE_TARGETS) placeEye(frame, eye, put);
  placeMouth(frame, put);
  const scale = scaleOf(placed);
  placeNose(frame, scale, put);
  spread(placed);
  const turn = turnOf(frame);
  const out = new Float32Array(3 * LANDMARK_COUNT);
  for (let id = 0; id < LANDMARK_COUNT; id++) {
    const [x, y] = placed.get(id) ?? frame.middle;
    out[3 * id] = cos * x - sin * y;
    out[3 * id + 1] = sin * x + cos * y;
    out[3 * id + 2] = -depthOf(id, turn) * scale;
  }
  return out;
}

type Put = (ids: readonly number[], to: readonly Point[]) => void;

function eyeMiddle({ drawn }: DrawnEyeTarget, at: (p: number) => Point): Point {
  const outline = [...drawn.upper, ...drawn.lower.slice(1, -1)].map(at);
  return [outline.reduce((sum, [x]) => sum + x, 0) / outline.length, outline.reduce((sum, [, y]) => sum + y, 0) / outline.length];
}

function placeOutline({ at, middle, chin }: FaceFrame, put: Put): void {
  const top: Point = [middle[0] - FOREHEAD * (chin[0] - middle[0]), middle[1] - FOREHEAD * (chin[1] - middle[1])];
  OUTLINE_HALVES.forEach((half, side) => {
    const drawn = (side === 0 ? DRAWN_OUTLINE.slice(0, 4) : DRAWN_OUTLINE.slice(3).reverse()).map(at);
    const cheek = drawn[0];
    const out = side === 0 ? -1 : 1;
    const { upper } = EYE_TARGETS[side].drawn;
    const corner = at(upper[0])[0] + out * OUTSIDE_EYE * Math.abs(at(upper[0])[0] - at(upper[4])[0]);
    const straight = cheek[0] + OUT_BESIDE_EYE * (cheek[0] - middle[0]);
    const beside: Point = [out * Math.max(out * corner, out * straight), cheek[1] + BESIDE_EYE * Math.min(0, middle[1] - cheek[1])];
    const arc = Array.from({ length: 40 }, (_, i): Point => {
      const t = (i / 39) * (Math.PI / 2);
      const along = Math.sin(t) ** (2 / ROUND);
      const up = Math.cos(t) ** (2 / ROUND);
      const centre = top[0] + (1 - up) * (middle[0] - top[0]);
      return [centre + along * (beside[0] - centre), beside[1] - up * (beside[1] - top[1])];
    });
    spreadAlong(half.slice(0, OUTLINE_BESIDE_EYE + 1), arc, put);
    spreadAlong(half.slice(OUTLINE_BESIDE_EYE), smoothCurve([beside, ...drawn]), put);
  });
}

/** Puts landmarks along a curve in the proportions that they have on the canonical face. */
function spreadAlong(ids: readonly number[], curve: readonly Point[], put: Put): void {
  const lengths = [0];
  for (let i = 1; i < ids.length; i++) {
    const [a, b] = [3 * ids[i - 1], 3 * ids[i]];
    lengths.push(lengths[i - 1] + Math.hypot(CANONICAL[b] - CANONICAL[a], CANONICAL[b + 1] - CANONICAL[a + 1]));
  }
  put(
    ids,
    alongCurve(
      curve,
      lengths.map((l) => l / lengths[lengths.length - 1]),
    ),
  );
}

function placeEye({ at, eyeDistance }: FaceFrame, { drawn, mesh, low, cheek, browTop, browLow }: DrawnEyeTarget, put: Put): void {
  const upper = evenly(drawn.upper.map(at), 9);
  const lower = evenly(drawn.lower.map(at), 9);
  const [outer, inner] = [upper[0], upper[8]];
  const middle = mix(outer, inner, 0.5);
  const half = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]) / 2;
  const brow = evenly(drawn.brow.map(at), 9);
  const ring = (lid: readonly Point[], { across, down, away }: { across: number; down: number; away: number }): Point[] => {
    const sign = lid === upper ? -1 : 1;
    return lid.map(([x, y]) => [middle[0] + across * (x - middle[0]), middle[1] + down * (y - middle[1]) + sign * away * half] as const);
  };
  /** Keeps a ring between lid and brow: a fold that reached the brow would drag it down with the lid. */
  const underBrow = (points: Point[], share: number): Point[] =>
    points.map(([x, y], i) => [x, Math.max(y, upper[i][1] + share * Math.min(0, brow[i][1] - upper[i][1]))] as const);
  const rings: [readonly number[], Point[], readonly number[], Point[]][] = [
    [mesh.upperRing, underBrow(ring(upper, RINGS.upper), UNDER_BROW.upper), mesh.lowerRing, ring(lower, RINGS.lower)],
    [mesh.browRing, underBrow(ring(upper, RINGS.brow), UNDER_BROW.brow), low, ring(lower, RINGS.low)],
  ];
  for (const [above, up, below, down] of rings) {
    for (const i of [0, 8]) up[i] = down[i] = mix(up[i], down[i], 0.5);
    put(above, up);
    put(below, down);
  }
  put(cheek, ring(lower, RINGS.cheek).slice(1, 8));
  put(mesh.lower, lower);
  put(mesh.upper, upper);
  const [cx, cy] = at(drawn.iris.centre);
  const radiusX = Math.max(0.1 * half, (at(drawn.iris.right)[0] - at(drawn.iris.left)[0]) / 2);
  const radiusY = Math.max(0.9 * radiusX, at(drawn.iris.bottom)[1] - cy);
  put(mesh.iris, [
    [cx, cy],
    [cx + radiusX, cy],
    [cx, cy - radiusY],
    [cx - radiusX, cy],
    [cx, cy + radiusY],
  ]);
  const spine = evenly([...drawn.brow].reverse().map(at), 5);
  const thick = (sign: number): Point[] => spine.map(([x, y], i) => [x, y + sign * BROW * eyeDistance * (i === 4 ? 0.5 : 1)] as const);
  put(browTop, thick(-1));
  put(browLow, thick(1));
}

function placeMouth({ at, eyeDistance }: FaceFrame, put: Put): void {
  let upper = evenly(DRAWN_MOUTH.upper.map(at), 11);
  let lower = evenly(DRAWN_MOUTH.lower.map(at), 11);
  const width = Math.hypot(upper[10][0] - upper[0][0], upper[10][1] - upper[0][1]);
  const gap = lower[5][1] - upper[5][1];
  if (gap < LINE * width) {
    const line = upper.map((p, i) => mix(p, lower[i], 0.5));
    const apart = (sign: number) => line.map(([x, y], i): Point => [x, y + sign * SHUT * eyeDistance * Math.sin((Math.PI * i) / 10)]);
    [upper, lower] = [apart(-1), apart(1)];
  }
  const centre = mix(upper[0], upper[10], 0.5);
  const rim = (inner: Point[], height: number): Point[] =>
    inner.map(([x, y], i) => {
      const bulge = Math.sin((Math.PI * i) / 10) ** RIM.fullness;
      return [centre[0] + RIM.wider * (x - centre[0]), y + height * width * bulge] as const;
    });
  for (const [rings, inner, outer] of [
    [LIP_RINGS.upper, upper, rim(upper, -LIPS.above)],
    [LIP_RINGS.lower, lower, rim(lower, LIPS.below)],
  ] as const) {
    for (const [k, ids] of rings.entries()) {
      put(
        ids,
        outer.map((p, i) => mix(p, inner[i], k / 3)),
      );
    }
  }
  put(MOUTH_SIDES, [
    [upper[0][0] - LIPS.beside * width, upper[0][1]],
    [upper[10][0] + LIPS.beside * width, upper[10][1]],
  ]);
}

/** Pixels a canonical centimetre: between what width and height of the outline say. */
function scaleOf(placed: ReadonlyMap<number, Point>): number {
  const span = (a: number, b: number, k: number): number => {
    const [p, q] = [placed.get(a) as Point, placed.get(b) as Point];
    return Math.abs(q[k] - p[k]) / Math.abs(CANONICAL[3 * b + k] - CANONICAL[3 * a + k]);
  };
  return Math.sqrt(span(234, 454, 0) * span(10, 152, 1));
}

function placeNose({ at, middle }: FaceFrame, scale: number, put: Put): void {
  const tip = at(DRAWN_NOSE);
  const lip = at(DRAWN_MOUTH.upper[2]);
  const under = mix(tip, lip, UNDER_NOSE);
  const y = (id: number): number => CANONICAL[3 * id + 1];
  const [bridge, nose, mouth] = [6, 1, 0].map(y);
  for (const id of NOSE_POINTS) {
    const [x, height] = [CANONICAL[3 * id], y(id)];
    const [px, py] =
      height > nose ? mix(tip, middle, (height - nose) / (bridge - nose)) : mix(tip, under, clamp((nose - height) / (nose - mouth), 0, 1));
    put([id], [[px + NOSE_WIDTH * scale * x, py]]);
  }
}

/** Everything that is not placed follows what is. */
function spread(placed: Map<number, Point>): void {
  const count = CANONICAL.length / 3;
  const known = [...placed.keys()].filter((id) => id < count);
  const rest = Array.from({ length: count }, (_, id) => id).filter((id) => !placed.has(id));
  const flat = (ids: readonly number[]) => Float64Array.from(ids.flatMap((id) => [CANONICAL[3 * id], -CANONICAL[3 * id + 1]]));
  const weights = splineWeights(flat(known), flat(rest), SMOOTHING);
  rest.forEach((id, row) => {
    let [x, y] = [0, 0];
    known.forEach((source, i) => {
      const [px, py] = placed.get(source) as Point;
      x += weights[row * known.length + i] * px;
      y += weights[row * known.length + i] * py;
    });
    placed.set(id, [x, y]);
  });
}
/** Sine of the head's turn to the image's right: how far nose and mouth lie aside of the outline's middle. */
function turnOf({ at, middle }: FaceFrame): number {
  const [left, right] = [at(DRAWN_OUTLINE[0])[0], at(DRAWN_OUTLINE[6])[0]];
  const mouth = mix(at(DRAWN_MOUTH.upper[0]), at(DRAWN_MOUTH.upper[4]), 0.5)[0];
  const aside = ((middle[0] + mouth) / 2 - (left + right) / 2) / ((right - left) / 2) / TURN.radius;
  return Math.sign(aside) * clamp(Math.abs(aside) - TURN.none, 0, TURN.most);
}

/** Depth toward the camera in canonical cm, of the head turned by `turn` (a sine). */
function depthOf(id: number, turn: number): number {
  const deep = (i: number): number => {
    const [x, z] = [CANONICAL[3 * i], CANONICAL[3 * i + 2]];
    return Math.sqrt(1 - turn * turn) * z - turn * x - PLANE;
  };
  if (id < CANONICAL.length / 3) return deep(id);
  const { mesh } = EYE_TARGETS[id >= EYE_TARGETS[1].mesh.iris[0] ? 1 : 0];
  const contour = [...mesh.upper, ...mesh.lower.slice(1, -1)];
  return contour.reduce((sum, i) => sum + deep(i), 0) / contour.length;
}
