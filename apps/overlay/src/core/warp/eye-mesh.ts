import { catmullRomBasis } from '../rig/eye/catmull-rom.ts';
import { EYE_CORNERS, EYES } from '../rig/eye/eye-frame.ts';
import { COLUMNS_PER_SPAN, type EyePart } from '../rig/eye/eye-part.ts';
import type { Gains } from '../rig/gains.ts';
import { clamp, smoothstep } from '../rig/smoothstep.ts';

/** The eyeball of one eye: a strip under the opening between the lids. All arrays are reused from frame to frame. */
export interface EyeMesh {
  part: EyePart;
  /** EYE_VERTICES x (x, y), stage pixels: per column a vertex above the upper lid and one below the lower lid. */
  positions: Float32Array;
  /** EYE_VERTICES x (x, y), eye-local. */
  local: Float32Array;
  /** EYE_VERTICES x (below the upper lid's edge, above the lower lid's, below the upper lid's on the portrait), eye-local. */
  depth: Float32Array;
  triangles: Uint16Array;
  uniforms: EyeUniforms;
  /** How far the upper lid is below where the portrait has it, half eye widths. */
  lidDrop: number;
  /** 1 while the lids are where the portrait has them, 0 when they have moved. */
  lidsAtRest: number;
  /** Distance of the corners relative to the portrait's, the head's size and turn taken out: what the expression did. */
  cornerStretch: number;
}

/** By the names of the shader's uniforms. */
export interface EyeUniforms {
  /** Centre of the iris, then of its highlights; eye-local. */
  uIris: Float32Array;
  /** 2x2, column by column: offset from a centre in eye-local units to iris radii. */
  uIrisShape: Float32Array;
  /** Shift of the whole eye, eye-local: for eyes without an iris. */
  uShift: Float32Array;
  /** Strength and reach of the upper lid's shade. */
  uShade: Float32Array;
  /** Strength of the shadow of a closing lid; 1 while lids and gaze rest, 0 when they moved; 1 if there is an iris; lids moved. */
  uEye: Float32Array;
  /** How far from a lid's edge its colour blends into the eyeball. */
  uEdgeBand: Float32Array;
  /** 3x3, column by column: eye-local to the portrait's texture coordinates. */
  uEyeToPicture: Float32Array;
}

const BASIS = catmullRomBasis(9, COLUMNS_PER_SPAN);
/** A column per sample of the lids, and one beyond each corner. */
const COLUMNS = BASIS.samples + 2;
export const EYE_VERTICES = 2 * COLUMNS;
/** The strip reaches under the skin by this much, in half eye widths; beyond the corners by the second. */
const MARGIN = 0.1;
const CORNER_MARGIN = 0.06;
/** How dark a closing lid makes the eyeball, and a nearly shut eye's slit in addition. */
const SHADOW = 0.25;
const SLIT_SHADOW = 0.35;
/** An eye without an iris turns by this share of the gaze. */
const BLIND_SHARE = 0.3;
/** Highlights are reflections: they follow the iris by this share only. */
const HIGHLIGHT_SHARE = 0.7;
/** Radius of the eyeball in half eye widths: a turned iris is seen from the side. */
const EYEBALL = 1.05;
/** How far the iris lies before its eye's corners, in eye widths (in the canonical face the lids do by .14). */
const IRIS_DEPTH = 0.15;
/** A warped gaze reads as turned by less than it was: measured on photos and 3-D faces. */
const GAZE_GAIN = { x: 1.35, y: 1.5 } as const;

export function createEyeMesh(part: EyePart): EyeMesh {
  const triangles = new Uint16Array(6 * (COLUMNS - 1));
  for (let c = 0; c + 1 < COLUMNS; c++) triangles.set([2 * c, 2 * c + 1, 2 * c + 2, 2 * c + 1, 2 * c + 3, 2 * c + 2], 6 * c);
  const { originX, originY, axisX, axisY } = part.frame;
  const [width, height] = part.pictureSize;
  const uniforms = {
    uIris: Float32Array.of(part.iris.x, part.iris.y, part.iris.x, part.iris.y),
    uIrisShape: Float32Array.of(1 / part.iris.radiusX, 0, 0, 1 / part.iris.radiusY),
    uShift: new Float32Array(2),
    uShade: Float32Array.of(part.shade.strength, part.shade.reach),
    uEye: Float32Array.of(0, 1, part.noIris ? 0 : 1, 0),
    uEdgeBand: Float32Array.of(part.edgeBand),
    uEyeToPicture: Float32Array.of(
      axisX / width,
      axisY / height,
      0,
      -axisY / width,
      axisX / height,
      0,
      originX / width,
      originY / height,
      1,
    ),
  };
  return {
    part,
    positions: new Float32Array(2 * EYE_VERTICES),
    local: new Float32Array(2 * EYE_VERTICES),
    depth: new Float32Array(3 * EYE_VERTICES),
    triangles,
    uniforms,
    lidDrop: 0,
    lidsAtRest: 1,
    cornerStretch: 1,
  };
}

/**
 * Lays the strip under the lids where they are now. The eye's frame moves with its corners, but its height scales with the
 * head, never with the opening: lids move over an eyeball that keeps its shape.
 * @param points 478 x (x, y, z): the moved face, stage pixels
 * @param headScale size of the head relative to the portrait's
 */
export function updateEyeMesh(mesh: EyeMesh, points: Float32Array, headScale: number): void {
  const { part, positions, local, depth, uniforms } = mesh;
  const [left, right] = EYE_CORNERS[part.side];
  const { upper, lower } = EYES[part.side];
  const ox = (points[3 * left] + points[3 * right]) / 2;
  const oy = (points[3 * left + 1] + points[3 * right + 1]) / 2;
  const ax = (points[3 * right] - points[3 * left]) / 2;
  const ay = (points[3 * right + 1] - points[3 * left + 1]) / 2;
  const half = Math.max(1e-3, Math.sqrt(ax * ax + ay * ay));
  const tall = part.frame.halfWidth * headScale;
  const nx = -ay / half;
  const ny = ax / half;
  let raised = 0;
  let opening = 0;
  let drop = 0;
  for (let s = 0; s < BASIS.samples; s++) {
    let ux = 0;
    let uy = 0;
    let lx = 0;
    let ly = 0;
    for (let k = 0; k < 4; k++) {
      const w = BASIS.weight[4 * s + k];
      const u = 3 * upper[BASIS.index[4 * s + k]];
      const l = 3 * lower[BASIS.index[4 * s + k]];
      ux += w * points[u];
      uy += w * points[u + 1];
      lx += w * points[l];
      ly += w * points[l + 1];
    }
    const upperEdge = ((ux - ox) * nx + (uy - oy) * ny) / tall;
    const lowerEdge = ((lx - ox) * nx + (ly - oy) * ny) / tall;
    const at = 4 * (s + 1);
    const margin = MARGIN * half;
    positions[at] = ux - nx * margin;
    positions[at + 1] = uy - ny * margin;
    positions[at + 2] = lx + nx * margin;
    positions[at + 3] = ly + ny * margin;
    local[at] = ((ux - ox) * ax + (uy - oy) * ay) / (half * half);
    local[at + 1] = upperEdge - margin / tall;
    local[at + 2] = ((lx - ox) * ax + (ly - oy) * ay) / (half * half);
    local[at + 3] = lowerEdge + margin / tall;
    const below = 6 * (s + 1);
    depth[below] = -margin / tall;
    depth[below + 1] = lowerEdge - upperEdge + margin / tall;
    depth[below + 2] = local[at + 1] - part.upperEdge[s];
    depth[below + 3] = depth[below + 1];
    depth[below + 4] = depth[below];
    depth[below + 5] = local[at + 3] - part.upperEdge[s];
    raised += Math.abs(upperEdge - part.upperEdge[s]) / BASIS.samples;
    drop += (upperEdge - part.upperEdge[s]) / BASIS.samples;
    opening += Math.max(0, lowerEdge - upperEdge) / BASIS.samples;
  }
  extendCorner(mesh, 0, 1, ax, ay);
  extendCorner(mesh, COLUMNS - 1, COLUMNS - 2, ax, ay);
  const dz = points[3 * right + 2] - points[3 * left + 2];
  mesh.cornerStretch = Math.sqrt(4 * half * half + dz * dz) / (part.span * headScale);
  mesh.lidDrop = drop;
  mesh.lidsAtRest = 1 - smoothstep(0.015, 0.06, raised);
  uniforms.uEye[3] = 1 - mesh.lidsAtRest;
  const open = opening / Math.max(1e-3, part.opening);
  uniforms.uEye[0] = SHADOW * smoothstep(1, 0.3, open) + SLIT_SHADOW * smoothstep(0.3, 0.05, open);
}

/** The column beyond a corner: the corner's own, shifted outwards. */
function extendCorner({ positions, local, depth }: EyeMesh, column: number, corner: number, ax: number, ay: number): void {
  const outwards = local[4 * corner] < 0 ? -CORNER_MARGIN : CORNER_MARGIN;
  for (let row = 0; row < 2; row++) {
    const to = 4 * column + 2 * row;
    const from = 4 * corner + 2 * row;
    positions[to] = positions[from] + outwards * ax;
    positions[to + 1] = positions[from + 1] + outwards * ay;
    local[to] = local[from] + outwards;
    local[to + 1] = local[from + 1];
  }
  depth.copyWithin(6 * column, 6 * corner, 6 * corner + 6);
}

/** How far a gaze brings the irises down before they reach their limits, half eye widths. @param gaze eye widths, y up */
export function gazeDown(gaze: { y: number }, gains: Readonly<Gains>): number {
  return -2 * GAZE_GAIN.y * gains.gazeY * gaze.y;
}

/**
 * Turns both eyes together: along the head's axes, not each along its own corners, and by the same amount, so that they
 * never cross; near its limit the gaze eases out for both. When the head turns, the irises pass before the corners: without
 * that a face reads as looking away from where it turns (measured: .1 eye widths at 30 degrees, on photos and drawings).
 * @param gaze eye widths away from the portrait's own gaze; x to the image's right, y up
 * @param facing where the face looks against the portrait's (see facingOf)
 */
export function turnEyes(
  right: EyeMesh,
  left: EyeMesh,
  gaze: { x: number; y: number },
  facing: { x: number; y: number },
  gains: Readonly<Gains>,
): void {
  const x = 2 * GAZE_GAIN.x * gains.gazeX * gaze.x;
  const y = gazeDown(gaze, gains);
  // A lid that comes down doesn't leave the iris behind it.
  const drop = Math.max(0, Math.min(right.lidDrop, left.lidDrop));
  const passedX = 2 * IRIS_DEPTH * facing.x;
  const passedY = -2 * IRIS_DEPTH * facing.y;
  const shareX = Math.min(
    reachable(right.part.iris.x + passedX, x, right.part.range.left, right.part.range.right),
    reachable(left.part.iris.x + passedX, x, left.part.range.left, left.part.range.right),
  );
  const shareY = Math.min(
    reachable(right.part.iris.y + passedY, y, right.part.range.up + drop, right.part.range.down),
    reachable(left.part.iris.y + passedY, y, left.part.range.up + drop, left.part.range.down),
  );
  turnEye(right, shareX * x + passedX, shareY * y + passedY);
  turnEye(left, shareX * x + passedX, shareY * y + passedY);
}

/**
 * By how much what lies before the eyes' corners moves against them, on the image and along the head's own axes, per unit of
 * depth: x to the image's right in the foreshortened unit of the corners, y up.
 * @param r 3x3 row-major rotation of the head
 */
export function facingOf(r: ArrayLike<number>, out: { x: number; y: number }): void {
  const square = r[0] * r[0] + r[3] * r[3];
  out.x = (r[0] * r[2] + r[3] * r[5]) / square;
  out.y = (r[0] * r[5] - r[3] * r[2]) / Math.sqrt(square);
}

/** The share of a shift that stays within a range: all of it up to 60 % of the room, then easing out. */
function reachable(from: number, shift: number, low: number, high: number): number {
  const used = Math.abs(shift) / Math.max(1e-3, shift < 0 ? from - low : high - from);
  return used <= 0.6 ? 1 : (0.6 + 0.4 * Math.tanh((used - 0.6) / 0.4)) / used;
}

function turnEye({ part, uniforms, lidsAtRest, cornerStretch }: EyeMesh, x: number, y: number): void {
  const { iris, tilt } = part;
  const { uIris, uIrisShape, uShift, uEye } = uniforms;
  const dx = x * Math.cos(tilt) + y * Math.sin(tilt);
  const dy = y * Math.cos(tilt) - x * Math.sin(tilt);
  const moved = Math.sqrt(dx * dx + dy * dy);
  uEye[1] = lidsAtRest * (1 - smoothstep(0.012, 0.05, moved));
  uShift[0] = part.noIris ? BLIND_SHARE * dx : 0;
  uShift[1] = part.noIris ? BLIND_SHARE * dy : 0;
  uIris[0] = iris.x + dx;
  uIris[1] = iris.y + dy;
  uIris[2] = iris.x + HIGHLIGHT_SHARE * dx;
  uIris[3] = iris.y + HIGHLIGHT_SHARE * dy;
  const length = Math.sqrt(uIris[0] * uIris[0] + dy * dy);
  const narrow = clamp(cosine(length) / cosine(iris.x), 0.7, 1.15);
  const ux = length > 1e-6 ? uIris[0] / length : 1;
  const uy = length > 1e-6 ? dy / length : 0;
  const k = 1 / narrow - 1;
  uIrisShape[0] = ((1 + k * ux * ux) * cornerStretch) / iris.radiusX;
  uIrisShape[1] = (k * ux * uy) / iris.radiusY;
  uIrisShape[2] = (k * ux * uy * cornerStretch) / iris.radiusX;
  uIrisShape[3] = (1 + k * uy * uy) / iris.radiusY;
}

/** How much of a disc on the eyeball is seen at this distance from its middle. */
function cosine(distance: number): number {
  return Math.sqrt(1 - Math.min(0.8, distance / EYEBALL) ** 2);
}
