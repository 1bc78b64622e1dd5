import type { HeadPose } from '../../face/pose.ts';
import { INNER_LIPS } from '../../face/topology.ts';
import { smoothstep } from '../smoothstep.ts';
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
  /** How much of the portrait's own inside is shown: 1 at rest; how far from its lips it is believed; has teeth; exists. */
  uKeep: Float32Array;
  /** The own inside's map in picture pixels: x, y, width, height. */
  uInsideArea: Float32Array;
  uLight: Float32Array;
  uToothColor: Float32Array;
  uGumColor: Float32Array;
  uTongueColor: Float32Array;
  uCavityColor: Float32Array;
  uLineColor: Float32Array;
  /** Centimetres of one unit. */
  uUnit: Float32Array;
  /** 1 for a flat drawing. */
  uFlat: Float32Array;
}

/** In units: teeth lie behind the lips, upper edges below the rest line of the lips, lower edges a little above it. */
const TEETH_BEHIND_LIPS = 0.35;
const UPPER_TEETH_SHOW = 0.18;
const LOWER_EDGE = 0.02;
const LOWER_BEHIND_UPPER = -0.22;
const LEAST_BITE = 0.1;
/** The lower lip covers the lower teeth but for so much, in units. */
const LOWER_TEETH_SHOW = 0.07;
/** Share of the chin's motion that the lower teeth make. */
const CHIN_TO_TEETH = 0.95;
const CHIN_TO_JAW_SIDE = 0.8;
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
 * @param pose the portrait's own pose
 * @returns an updater that allocates nothing per frame
 */
export function createMouthUniformsUpdater(rest: Float32Array, pose: HeadPose, style: MouthStyle): MouthUniformsUpdater {
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
    uInsideArea: inside ? Float32Array.of(inside.area.x, inside.area.y, inside.area.width, inside.area.height) : Float32Array.of(0, 0, 1, 1),
    uLight: Float32Array.from(style.light),
    uToothColor: Float32Array.from(colours.tooth),
    uGumColor: Float32Array.from(colours.gum),
    uTongueColor: Float32Array.from(colours.tongue),
    uCavityColor: Float32Array.from(colours.cavity),
    uLineColor: Float32Array.from(colours.line),
    uUnit: Float32Array.of(unit),
    uFlat: Float32Array.of(style.flat ? 1 : 0),
  };
  for (let axis = 0; axis < 3; axis++) {
    uniforms.uRestX[axis] = pose.scale * unit * pose.rotation[axis];
    uniforms.uRestY[axis] = -pose.scale * unit * pose.rotation[3 + axis];
  }
  uniforms.uRestX[3] = pose.translation[0];
  uniforms.uRestY[3] = -pose.translation[1];
  uniforms.uKeep[2] = inside?.tooth ? 1 : 0;
  uniforms.uKeep[3] = inside ? 1 : 0;
  const line = (rest[3 * 13 + 1] + rest[3 * 14 + 1]) / 2;
  const wall = (rest[3 * 13 + 2] + rest[3 * 14 + 2]) / 2 / unit - TEETH_BEHIND_LIPS;
  const upperEdge = (style.shut ? line : Math.min(rest[3 * 13 + 1], line + 0.35 * unit)) / unit - UPPER_TEETH_SHOW;

  function update(canonical: Float32Array, head: HeadPose): void {
    setRay(uniforms, head, unit);
    const chin = canonical[3 * CHIN + 1] - rest[3 * CHIN + 1];
    const lowerLip = canonical[3 * 14 + 1];
    const { uTeeth, uJaw, uKeep } = uniforms;
    uTeeth[0] = wall;
    uTeeth[1] = upperEdge;
    uTeeth[2] = Math.min(line / unit + LOWER_EDGE + (CHIN_TO_TEETH * chin) / unit, lowerLip / unit + LOWER_TEETH_SHOW, upperEdge - LEAST_BITE);
    uTeeth[3] = LOWER_BEHIND_UPPER;
    uJaw[0] = (CHIN_TO_JAW_SIDE * (canonical[3 * CHIN] - rest[3 * CHIN])) / unit;
    uJaw[1] = (CHIN_TO_TEETH * chin) / unit;
    uJaw[2] = (canonical[3 * 13 + 1] - lowerLip) / unit;
    uJaw[3] = lowerLip / unit;
    const moved = lipMotion(canonical, rest);
    uKeep[0] = inside ? 1 - smoothstep(KEEP_FULL, KEEP_NONE, moved) : 0;
    uKeep[1] = smoothstep(KEEP_FULL, 2 * KEEP_NONE, moved);
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

/** Largest motion of an inner lip point, in the points' unit. */
function lipMotion(points: Float32Array, rest: Float32Array): number {
  let most = 0;
  for (let i = 0; i < INNER_LIPS.upper.length; i++) {
    for (let side = 0; side < 2; side++) {
      const p = 3 * (side === 0 ? INNER_LIPS.upper[i] : INNER_LIPS.lower[i]);
      most = Math.max(most, Math.hypot(points[p] - rest[p], points[p + 1] - rest[p + 1]));
    }
  }
  return most;
}
