import { COLUMNS, curveColumns, LIP_CURVE } from '../rig/mouth/lip-curve.ts';
import type { MouthStyle } from '../rig/mouth/mouth-style.ts';
import { clamp, smoothstep } from '../rig/smoothstep.ts';

/**
 * Geometry of the mouth's inside, for two draws: the strip between the lips (under the face mesh), and over it a soft ring along
 * the inner contour and a tongue that is put out. The triangles of the strip come first.
 */
export interface MouthMesh {
  count: number;
  /** count x 2: picture pixels. */
  position: Float32Array;
  /**
   * count x 4: cm below the upper lip, above the lower lip, from the nearer corner, and between the lips here. On the tongue that is
   * put out, in units: -1..1 across, 0 at its root .. 1 at its tip, softness of its edge, and -1.
   */
  edge: Float32Array;
  /** count x 2: where the portrait shows the nearest lip's inner edge, picture pixels. */
  lip: Float32Array;
  /** count: opacity. */
  cover: Float32Array;
  triangles: Uint16Array;
  /** How many indices of `triangles` are the strip's; the ring's and the tongue's follow. */
  stripIndices: number;
}

const STRIP_ROWS = 5;
const RING = 2 * COLUMNS - 2;
const RING_ROWS = 3;
const STRIP = COLUMNS * STRIP_ROWS;
const TONGUE_COLUMNS = 7;
const TONGUE_ROWS = 9;
const TONGUE = STRIP + RING * RING_ROWS;
const COUNT = TONGUE + TONGUE_COLUMNS * TONGUE_ROWS;
/** The strip reaches so many cm under the lips. */
const UNDER = 0.35;
/** Width of the ring on either side of the contour: the picture's own blur, but some pixels at least. */
const LEAST_FEATHER = 1.3;
const FEATHER = 1.5;
/** Near a corner the ring is no wider than this share of the distance to it. */
const CORNER_FEATHER = 0.25;
/** It fades in over so many cm from a corner. */
const CORNER = 0.12;
/** A tongue that is put out: its half width over the mouth's, its root up in the opening, its length beyond the lip in units. */
const TONGUE_WIDTH = 0.52;
const TONGUE_ROOT = 0.45;
const TONGUE_LENGTH = 0.62;
/** Openings in units between which it finds its way out. */
const TONGUE_FROM = 0.12;
const TONGUE_FREE = 0.5;
/** Its patch over its own size. */
const TONGUE_MARGIN = 1.2;
/** From the inner contour towards the outer, where the lip's colour is taken: next to the hole's edge, so that none shows. */
const LIP_SAMPLE = 0.04;

export function createMouthMesh(): MouthMesh {
  const triangles: number[] = [];
  const quad = (a: number, b: number, next: number, nextB: number) => triangles.push(a, b, next, b, nextB, next);
  for (let c = 0; c < COLUMNS - 1; c++) {
    for (let r = 0; r < STRIP_ROWS - 1; r++) {
      const a = c * STRIP_ROWS + r;
      quad(a, a + 1, a + STRIP_ROWS, a + STRIP_ROWS + 1);
    }
  }
  const stripIndices = triangles.length;
  for (let k = 0; k < RING; k++) {
    for (let r = 0; r < RING_ROWS - 1; r++) {
      const a = STRIP + k * RING_ROWS + r;
      const b = STRIP + ((k + 1) % RING) * RING_ROWS + r;
      quad(a, a + 1, b, b + 1);
    }
  }
  for (let r = 0; r < TONGUE_ROWS - 1; r++) {
    for (let c = 0; c < TONGUE_COLUMNS - 1; c++) {
      const a = TONGUE + r * TONGUE_COLUMNS + c;
      quad(a, a + TONGUE_COLUMNS, a + 1, a + TONGUE_COLUMNS + 1);
    }
  }
  return {
    count: COUNT,
    position: new Float32Array(2 * COUNT),
    edge: new Float32Array(4 * COUNT),
    lip: new Float32Array(2 * COUNT),
    cover: new Float32Array(COUNT),
    triangles: Uint16Array.from(triangles),
    stripIndices,
  };
}

export interface MouthMeshUpdater {
  readonly mesh: MouthMesh;
  /**
   * @param points 478 x (x, y, z): the moved face on the picture, pixels
   * @param canonical the same in canonical cm
   * @param scale pixels a centimetre
   * @param tongueOut 0..1
   */
  update(points: Float32Array, canonical: Float32Array, scale: number, tongueOut: number): void;
}

/**
 * @param landmarks 478 x (x, y, z): the portrait's own, picture pixels (lips tidied)
 * @returns an updater that allocates nothing per frame
 */
export function createMouthMeshUpdater(landmarks: Float32Array, style: Pick<MouthStyle, 'blur' | 'unit'>): MouthMeshUpdater {
  const mesh = createMouthMesh();
  const { position, edge, lip, cover } = mesh;
  const upperLip = lipSamples(landmarks, LIP_CURVE.upper);
  const lowerLip = lipSamples(landmarks, LIP_CURVE.lower);
  /** Per column: upper x, y, lower x, y; on the picture and in cm. */
  const screen = new Float32Array(4 * COLUMNS);
  const plain = new Float32Array(4 * COLUMNS);
  /** Per column: gap, slant of the upper and of the lower contour (cosine), distance to the nearer corner. */
  const shape = new Float32Array(4 * COLUMNS);

  function measure(points: Float32Array, canonical: Float32Array): void {
    for (let axis = 0; axis < 2; axis++) {
      curveColumns(points, LIP_CURVE.upper, axis, screen, axis, 4);
      curveColumns(points, LIP_CURVE.lower, axis, screen, 2 + axis, 4);
      curveColumns(canonical, LIP_CURVE.upper, axis, plain, axis, 4);
      curveColumns(canonical, LIP_CURVE.lower, axis, plain, 2 + axis, 4);
    }
    const end = 4 * (COLUMNS - 1);
    for (let at = 0; at <= end; at += 4) {
      const x = (plain[at] + plain[at + 2]) / 2;
      const y = (plain[at + 1] + plain[at + 3]) / 2;
      shape[at] = Math.max(0, plain[at + 1] - plain[at + 3]);
      shape[at + 1] = slant(plain, at);
      shape[at + 2] = slant(plain, at, 2);
      shape[at + 3] = Math.sqrt(Math.min((x - plain[0]) ** 2 + (y - plain[1]) ** 2, (x - plain[end]) ** 2 + (y - plain[end + 1]) ** 2));
    }
  }

  /** Writes vertex v: `below` and `above` are cm from the upper and lower lip along the column. */
  function put(v: number, c: number, x: number, y: number, below: number, above: number, share: number, opacity: number): void {
    position[2 * v] = x;
    position[2 * v + 1] = y;
    edge[4 * v] = below;
    edge[4 * v + 1] = above;
    edge[4 * v + 2] = shape[4 * c + 3];
    edge[4 * v + 3] = shape[4 * c];
    lip[2 * v] = (1 - share) * upperLip[2 * c] + share * lowerLip[2 * c];
    lip[2 * v + 1] = (1 - share) * upperLip[2 * c + 1] + share * lowerLip[2 * c + 1];
    cover[v] = opacity;
  }

  function fillStrip(scale: number): void {
    for (let c = 0; c < COLUMNS; c++) {
      const at = 4 * c;
      const ux = screen[at];
      const uy = screen[at + 1];
      const lx = screen[at + 2];
      const ly = screen[at + 3];
      const length = Math.sqrt((lx - ux) ** 2 + (ly - uy) ** 2);
      const nx = length > 0.3 ? (lx - ux) / length : 0;
      const ny = length > 0.3 ? (ly - uy) / length : 1;
      const under = Math.min(UNDER * scale, length);
      const gap = shape[at];
      const cm = under / scale;
      for (let r = 0; r < STRIP_ROWS; r++) {
        // Under the upper lip, at its edge, between the lips, at the lower lip's edge, under it.
        const t = Math.min(1, Math.max(0, (r - 1) / 2));
        const beyond = r === 0 ? -1 : r === STRIP_ROWS - 1 ? 1 : 0;
        const x = ux + t * (lx - ux) + beyond * nx * under;
        const y = uy + t * (ly - uy) + beyond * ny * under;
        const below = (t * gap + beyond * cm) * shape[at + 1];
        const above = ((1 - t) * gap - beyond * cm) * shape[at + 2];
        put(c * STRIP_ROWS + r, c, x, y, below, above, t, 1);
      }
    }
  }

  function fillRing(scale: number): void {
    const widest = Math.max(LEAST_FEATHER, FEATHER * style.blur * scale);
    for (let k = 0; k < RING; k++) {
      const before = (k + RING - 1) % RING;
      const after = (k + 1) % RING;
      const c = columnOf(k);
      const lower = k >= COLUMNS ? 1 : 0;
      const x = contour(screen, k, 0);
      const y = contour(screen, k, 1);
      const tx = contour(screen, after, 0) - contour(screen, before, 0);
      const ty = contour(screen, after, 1) - contour(screen, before, 1);
      const length = Math.sqrt(tx * tx + ty * ty) || 1;
      // The contour runs clockwise on the picture: its right-hand side is the inside.
      const nx = -ty / length;
      const ny = tx / length;
      const gap = shape[4 * c];
      const feather = Math.min(widest, Math.max(LEAST_FEATHER, CORNER_FEATHER * shape[4 * c + 3] * scale));
      const inwards = Math.min(0.8 * feather, 0.45 * gap * scale);
      const opacity = smoothstep(0.01, 0.1 * style.unit, gap) * smoothstep(0, CORNER, shape[4 * c + 3]);
      const v = STRIP + k * RING_ROWS;
      for (let r = 0; r < RING_ROWS; r++) {
        const move = r === 0 ? -feather : r === 1 ? 0 : inwards;
        const cm = move / scale;
        const far = Math.max(0, gap * shape[4 * c + 2 - lower] - cm);
        put(v + r, c, x + nx * move, y + ny * move, lower ? far : cm, lower ? cm : far, lower, (opacity * r) / 2);
      }
    }
  }

  /** Lays the tongue from inside the mouth over the lower lip, or nowhere. */
  function fillTongue(points: Float32Array, canonical: Float32Array, scale: number, tongueOut: number): void {
    const opening = (canonical[3 * 13 + 1] - canonical[3 * 14 + 1]) / style.unit;
    const out = tongueOut * smoothstep(TONGUE_FROM, TONGUE_FREE, opening);
    const lipX = points[3 * 14];
    const lipY = points[3 * 14 + 1];
    const rootX = lipX + TONGUE_ROOT * (points[3 * 13] - lipX);
    const rootY = lipY + TONGUE_ROOT * (points[3 * 13 + 1] - lipY);
    const downX = points[3 * 152] - lipX;
    const downY = points[3 * 152 + 1] - lipY;
    const length = Math.sqrt(downX * downX + downY * downY) || 1;
    const thickness = canonical[3 * 14 + 1] - canonical[3 * 17 + 1];
    const reach = (out * (thickness + TONGUE_LENGTH * style.unit) * scale) / length;
    const tipX = lipX + reach * downX;
    const tipY = lipY + reach * downY;
    const sideX = (TONGUE_WIDTH * (points[3 * 308] - points[3 * 78])) / 2;
    const sideY = (TONGUE_WIDTH * (points[3 * 308 + 1] - points[3 * 78 + 1])) / 2;
    const soft = Math.max(LEAST_FEATHER, FEATHER * style.blur * scale) / Math.max(1, Math.sqrt(sideX * sideX + sideY * sideY));
    for (let r = 0, v = TONGUE; r < TONGUE_ROWS; r++) {
      const t = r / (TONGUE_ROWS - 1);
      for (let c = 0; c < TONGUE_COLUMNS; c++, v++) {
        // The patch is wider than the tongue: its shade falls beside it.
        const across = TONGUE_MARGIN * ((2 * c) / (TONGUE_COLUMNS - 1) - 1);
        const along = TONGUE_MARGIN * t;
        position[2 * v] = rootX + along * (tipX - rootX) + across * sideX;
        position[2 * v + 1] = rootY + along * (tipY - rootY) + across * sideY;
        edge[4 * v] = across * style.unit;
        edge[4 * v + 1] = along * style.unit;
        edge[4 * v + 2] = soft * style.unit;
        edge[4 * v + 3] = -style.unit;
        cover[v] = smoothstep(0, 0.25, out);
      }
    }
  }

  return {
    mesh,
    update(points, canonical, scale, tongueOut) {
      measure(points, canonical);
      fillStrip(scale);
      fillRing(scale);
      fillTongue(points, canonical, scale, tongueOut);
    },
  };
}

/** Column of a place on the closed contour: along the upper lip, then back along the lower one. */
function columnOf(k: number): number {
  return k < COLUMNS ? k : 2 * COLUMNS - 2 - k;
}

function contour(screen: Float32Array, k: number, axis: number): number {
  return screen[4 * columnOf(k) + (k < COLUMNS ? 0 : 2) + axis];
}

/** Cosine of a contour's slope at a column: how much of a vertical distance is a distance from the contour. */
function slant(columns: Float32Array, at: number, side = 0): number {
  const a = Math.max(0, at - 4) + side;
  const b = Math.min(columns.length - 4, at + 4) + side;
  const dx = columns[b] - columns[a];
  const dy = columns[b + 1] - columns[a + 1];
  return clamp(Math.abs(dx) / Math.max(1e-6, Math.sqrt(dx * dx + dy * dy)), 0.15, 1);
}

/** Picture pixels on the lip's inner edge, per column. */
function lipSamples(landmarks: Float32Array, spokes: Uint8Array): Float32Array {
  const inner = new Float32Array(2 * COLUMNS);
  const outer = new Float32Array(2 * COLUMNS);
  for (let axis = 0; axis < 2; axis++) {
    curveColumns(landmarks, spokes, axis, inner, axis, 2);
    curveColumns(landmarks, spokes, axis, outer, axis, 2, 0);
  }
  return inner.map((v, i) => (1 - LIP_SAMPLE) * v + LIP_SAMPLE * outer[i]);
}
