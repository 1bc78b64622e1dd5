import type { HeadPose } from '../../face/pose.ts';
import { INNER_LIPS } from '../../face/topology.ts';
import { clamp, smoothstep } from '../smoothstep.ts';
import type { MouthStyle } from './mouth-style.ts';

/**
 * Values of the uniforms of shaders/mouth, by name. Lengths are units (`MouthStyle.unit` cm) in skull space: canonical
 * axes, x to the image's right, y up, z toward the camera. Matrices are column by column.
 */
export interface MouthUniforms {
  /** Picture pixel (x, y, 1) -> where its line of sight meets the plane through the head's origin. */
  uRayOrigin: Float32Array;
  /** The line of sight, toward the camera. */
  uRayDirection: Float32Array;
  /** Rows that take skull space (x, y, z, 1) to picture pixels of the portrait at rest. */
  uRestX: Float32Array;
  uRestY: Float32Array;
  /** z of the front teeth, y of the upper and of the lower incisors' edges, z shift of the lower teeth. */
  uTeeth: Float32Array;
  /** The jaw's shift against rest (x, y), opening of the mouth's middle, y of the lower lip's middle. */
  uJaw: Float32Array;
  /** Blur of the picture, clearness of single teeth 0..1, grain's amplitude, pixels of one grain. */
  uTexture: Float32Array;
  /** How much of the portrait's own inside is shown: 1 at rest; distrust near its lips; has teeth; share of its tongue and cavity. */
  uKeep: Float32Array;
  /** The own inside's map in picture pixels: x, y, width, height. */
  uInsideArea: Float32Array;
  /** The drawn teeth's colour over the own teeth's, which lie in the lips' shade at rest. */
  uOwnGain: Float32Array;
  uLight: Float32Array;
  uToothColor: Float32Array;
  uGumColor: Float32Array;
  uTongueColor: Float32Array;
  uCavityColor: Float32Array;
  uLineColor: Float32Array;
  /** Centimetres of one unit. */
  uUnit: Float32Array;
  /** The inner contour's width now. */
  uMouthWidth: Float32Array;
  /** 1 for a flat drawing; 1 if the portrait's mouth is open. */
  uFlat: Float32Array;
}

/** In units: upper edges lie below the rest line of the lips, lower edges a little above it. */
const UPPER_TEETH_SHOW = 0.24;
const LOWER_EDGE = 0.02;
const LOWER_BEHIND_UPPER = -0.22;
/** The lower edges stay at least this far behind the upper ones' height. */
const LEAST_BITE = 0.06;
/** Shut or barely open jaws may bare so much of the lower teeth, open ones so much; and the drops between, in units. */
const BARED_SHUT = 0.55;
const BARED_OPEN = 0.1;
const DROP_SHUT = 0.3;
const DROP_OPEN = 1.1;
/** The tracked chin's skin moves this much less than the jaw. */
const CHIN_TO_JAW = 1.6;
const CHIN_TO_JAW_SIDE = 0.8;
/** Mouth widths (of rest's) between which a smile rather than the jaw parts the lips, and how much of the drop that is. */
const SMILE_FROM = 1.06;
const SMILE_TO = 1.34;
const SMILE_SHARE = 0.78;
/** Openings in units over which even a smiling jaw must have dropped. */
const SMILE_JAW_FROM = 1.6;
const SMILE_JAW_TO = 2.4;
/** An open mouth shows its tongue and cavity only from such an opening in units; less shows teeth and shade. */
const DEEP_FROM = 0.9;
const DEEP_TO = 1.6;
/** What a barely open mouth shows is kept up to such a change of its opening, in units. */
const SHALLOW_FULL = 0.12;
const SHALLOW_NONE = 0.55;
/** Motion of the lips, in cm, over which the portrait's own pixels give way to the drawn inside. */
const KEEP_FULL = 0.04;
const KEEP_NONE = 0.18;
const CHIN = 152;

export interface MouthUniformsUpdater {
  readonly uniforms: MouthUniforms;
  /**
   * @param canonical 478 x (x, y, z): the moved face, canonical cm
   * @param head its pose on the picture
   */
  update(canonical: Float32Array, head: HeadPose): void;
}

/**
 * @param rest 478 x (x, y, z): the portrait's neutral, canonical cm (lips tidied)
 * @param closing what shuts parted lips, 478 x (x, y, z); null where they touch at rest
 * @param pose the portrait's own pose
 * @returns an updater that allocates nothing per frame
 */
export function createMouthUniformsUpdater(
  rest: Float32Array,
  closing: Float32Array | null,
  pose: HeadPose,
  style: MouthStyle,
): MouthUniformsUpdater {
  const { unit, inside, colours } = style;
  const uniforms: MouthUniforms = {
    uRayOrigin: new Float32Array(9),
    uRayDirection: new Float32Array(3),
    uRestX: new Float32Array(4),
    uRestY: new Float32Array(4),
    uTeeth: new Float32Array(4),
    uJaw: new Float32Array(4),
    uTexture: Float32Array.of(style.blur / unit, style.lines, style.grain, style.grainSize),
    uKeep: new Float32Array(4),
    uInsideArea: inside
      ? Float32Array.of(inside.area.x, inside.area.y, inside.area.width, inside.area.height)
      : Float32Array.of(0, 0, 1, 1),
    uOwnGain: Float32Array.from(colours.tooth, (v, c) => (inside?.tooth ? clamp(v / Math.max(0.02, inside.tooth[c]), 0.8, 1.35) : 1)),
    uLight: Float32Array.from(style.light),
    uToothColor: Float32Array.from(colours.tooth),
    uGumColor: Float32Array.from(colours.gum),
    uTongueColor: Float32Array.from(colours.tongue),
    uCavityColor: Float32Array.from(colours.cavity),
    uLineColor: Float32Array.from(colours.line),
    uUnit: Float32Array.of(unit),
    uMouthWidth: new Float32Array(1),
    uFlat: Float32Array.of(style.flat ? 1 : 0, inside ? 1 : 0),
  };
  for (let axis = 0; axis < 3; axis++) {
    uniforms.uRestX[axis] = pose.scale * unit * pose.rotation[axis];
    uniforms.uRestY[axis] = -pose.scale * unit * pose.rotation[3 + axis];
  }
  uniforms.uRestX[3] = pose.translation[0];
  uniforms.uRestY[3] = -pose.translation[1];
  uniforms.uKeep[2] = inside?.tooth ? 1 : 0;
  // Teeth stand where the lips meet when they are shut.
  const shutAt = (i: number): number => rest[i] + (closing ? closing[i] : 0);
  const line = (shutAt(3 * 13 + 1) + shutAt(3 * 14 + 1)) / 2;
  const shutChin = shutAt(3 * CHIN + 1);
  const restGap = rest[3 * 13 + 1] - rest[3 * 14 + 1];
  const upperEdge = inside?.toothEdge != null ? inside.toothEdge / unit : line / unit - UPPER_TEETH_SHOW;
  const restWidth = innerWidth(rest);
  const deep = smoothstep(DEEP_FROM, DEEP_TO, restGap / unit);

  const jawDrop = (points: Float32Array): number => {
    const lip = (line - points[3 * 14 + 1]) / unit;
    const chin = (CHIN_TO_JAW * (shutChin - points[3 * CHIN + 1])) / unit;
    return Math.max(0, Math.min(lip, chin));
  };
  const restDrop = jawDrop(rest);

  function update(canonical: Float32Array, head: HeadPose): void {
    setRay(uniforms, head, unit);
    const lowerLip = canonical[3 * 14 + 1] / unit;
    const opening = canonical[3 * 13 + 1] / unit - lowerLip;
    const smile =
      smoothstep(SMILE_FROM, SMILE_TO, innerWidth(canonical) / restWidth) * (1 - smoothstep(SMILE_JAW_FROM, SMILE_JAW_TO, opening));
    uniforms.uMouthWidth[0] = innerWidth(canonical) / unit;
    const drop = jawDrop(canonical) * (1 - SMILE_SHARE * smile);
    const bared = BARED_SHUT + (BARED_OPEN - BARED_SHUT) * smoothstep(DROP_SHUT, DROP_OPEN, drop);
    const { uTeeth, uJaw, uKeep } = uniforms;
    uTeeth[0] = style.wall / unit;
    uTeeth[1] = upperEdge;
    uTeeth[2] = Math.min(line / unit + LOWER_EDGE - drop, lowerLip + bared, upperEdge + LEAST_BITE);
    uTeeth[3] = LOWER_BEHIND_UPPER;
    uJaw[0] = (CHIN_TO_JAW_SIDE * (canonical[3 * CHIN] - rest[3 * CHIN])) / unit;
    uJaw[1] = restDrop - drop;
    uJaw[2] = opening;
    uJaw[3] = lowerLip;
    const moved = lipMotion(canonical, rest);
    uKeep[0] = inside ? 1 - smoothstep(KEEP_FULL, KEEP_NONE, moved) : 0;
    uKeep[1] = smoothstep(KEEP_FULL, 2 * KEEP_NONE, moved);
    const shallow = 1 - smoothstep(SHALLOW_FULL, SHALLOW_NONE, Math.abs(opening - restGap / unit));
    uKeep[3] = inside ? deep + (1 - deep) * shallow : 0;
  }

  return { uniforms, update };
}

/** p = (pixel - translation) / scale, turned back by the head's rotation; y is flipped. */
function setRay(uniforms: MouthUniforms, { rotation: r, scale, translation: t }: HeadPose, unit: number): void {
  const k = 1 / (scale * unit);
  const { uRayOrigin: m, uRayDirection: d } = uniforms;
  for (let axis = 0; axis < 3; axis++) {
    m[axis] = k * r[axis];
    m[3 + axis] = -k * r[3 + axis];
    m[6 + axis] = -k * (r[axis] * t[0] + r[3 + axis] * t[1]);
    d[axis] = r[6 + axis];
  }
}

function innerWidth(points: Float32Array): number {
  const across = points[3 * 308] - points[3 * 78];
  const up = points[3 * 308 + 1] - points[3 * 78 + 1];
  return Math.max(1e-3, Math.sqrt(across * across + up * up));
}

/** Largest motion of an inner lip point, in the points' unit. */
function lipMotion(points: Float32Array, rest: Float32Array): number {
  let most = 0;
  for (let i = 0; i < INNER_LIPS.upper.length; i++) {
    for (let side = 0; side < 2; side++) {
      const p = 3 * (side === 0 ? INNER_LIPS.upper[i] : INNER_LIPS.lower[i]);
      const across = points[p] - rest[p];
      const up = points[p + 1] - rest[p + 1];
      most = Math.max(most, across * across + up * up);
    }
  }
  return Math.sqrt(most);
}
