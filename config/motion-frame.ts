import { BLENDSHAPES } from './blendshapes.ts';

/** Number of sparse control points (12 points that carry the surface motion of 68). */
export const CONTROL_POINT_COUNT = 12;
/** Number of face landmarks, irises included. */
export const LANDMARK_COUNT = 478;
/** Landmark of every control point: mouth corners, lip middles, chin, jaw sides, brows, nose tip. */
export const CONTROL_POINTS = [61, 291, 13, 14, 152, 172, 397, 105, 107, 336, 334, 1] as const;

/** Head pose relative to the driver's own neutral pose. */
export interface HeadMotion {
  /** Degrees; + turns to the image's right. */
  yaw: number;
  /** Degrees; + is up. */
  pitch: number;
  /** Degrees; + is counter-clockwise as seen on the image. */
  roll: number;
  /** Shift to the image's right, in face widths of the neutral face (canonical width 15.4 cm at the neutral scale). */
  x: number;
  /** Shift upwards, in face widths. */
  y: number;
  /** Size relative to the neutral's; 1 = as near as at neutral. */
  scale: number;
}

/**
 * One frame of motion: everything that can move an avatar, relative to the driver's neutral.
 * Lengths are canonical centimetres of a head whose face height (points 10 to 152) is 17.2.
 */
export interface Motion {
  /** Milliseconds on the sender's clock, monotonic. */
  time: number;
  /** False when no face is held: the rest is then the last known motion and must not be followed. */
  presence: boolean;
  /** Only the mouth is meant, as a voice moves it: the rest is left to whatever moves a face that nobody drives. */
  mouthOnly: boolean;
  /** Face score 0..1. */
  score: number;
  /** Loudness of the driver's voice, 0..1; 0 where nobody listens. */
  voice: number;
  head: HeadMotion;
  /** 52 coefficients 0..1 in the order of BLENDSHAPES. */
  blendshapes: Float32Array;
  /** Gaze against neutral in eye widths: x to the image's right, y up; mean of both eyes. */
  gaze: { x: number; y: number };
  /** 12 x (x, y, z): canonical displacement of the control points. */
  controlPoints: Float32Array;
  /** 478 x (x, y, z): canonical displacement of every landmark; only where the link is local. */
  dense: Float32Array | null;
}

/** The motion of a face that rests: present, nothing displaced. */
export function createMotion(): Motion {
  return {
    time: 0,
    presence: true,
    mouthOnly: false,
    score: 1,
    voice: 0,
    head: { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, scale: 1 },
    blendshapes: new Float32Array(BLENDSHAPES.length),
    gaze: { x: 0, y: 0 },
    controlPoints: new Float32Array(3 * CONTROL_POINT_COUNT),
    dense: null,
  };
}

/** Copies every field; `to` keeps its own arrays, and gains or loses the dense form as `from` has it. */
export function copyMotion(from: Motion, to: Motion): Motion {
  to.time = from.time;
  to.presence = from.presence;
  to.mouthOnly = from.mouthOnly;
  to.score = from.score;
  to.voice = from.voice;
  to.head.yaw = from.head.yaw;
  to.head.pitch = from.head.pitch;
  to.head.roll = from.head.roll;
  to.head.x = from.head.x;
  to.head.y = from.head.y;
  to.head.scale = from.head.scale;
  to.gaze.x = from.gaze.x;
  to.gaze.y = from.gaze.y;
  to.blendshapes.set(from.blendshapes);
  to.controlPoints.set(from.controlPoints);
  if (from.dense) (to.dense ??= new Float32Array(3 * LANDMARK_COUNT)).set(from.dense);
  else to.dense = null;
  return to;
}

/**
 * Byte layout, little endian: magic, version, flags, score (4 x u8), time (f64), yaw, pitch, roll, x, y (i16), scale (u16),
 * gaze x, y (i16), voice (u8), blendshapes (52 x 12 bit), then the control points (36 x i16: 179 bytes in all) or, in a dense
 * frame, all landmarks (1434 x i16: 2975 bytes), of which the control points are part.
 * Worst rounding: score and voice 0.002, angles 0.005 degrees, x, y and scale 0.00013, gaze 0.00007, blendshapes 0.00013,
 * displacements 0.0001 cm. What lies beyond the range of a field is clamped to it.
 */
const MAGIC = 0x4d;
const VERSION = 2;
const PRESENCE = 1;
const DENSE = 2;
const MOUTH_ONLY = 4;
const VOICE_OFFSET = 28;
const BLENDSHAPE_OFFSET = 29;
const POINT_OFFSET = BLENDSHAPE_OFFSET + Math.ceil(BLENDSHAPES.length * 1.5);
/** Bytes of a sparse frame. */
export const SPARSE_FRAME_BYTES = POINT_OFFSET + 6 * CONTROL_POINT_COUNT;
/** Bytes of a dense frame. */
export const DENSE_FRAME_BYTES = POINT_OFFSET + 6 * LANDMARK_COUNT;

/** Units a step: degrees, face widths, scale, eye widths, centimetres (6 cm is farther than any jaw drops). */
const STEP = { angle: 1 / 100, shift: 1 / 4096, scale: 1 / 4096, gaze: 1 / 8192, point: 6 / 32767 };

/** Why bytes are no motion frame: 'motion-frame-version' from another version of Masque, 'motion-frame-invalid' otherwise. */
export class MotionFrameError extends Error {
  readonly code: 'motion-frame-version' | 'motion-frame-invalid';

  constructor(code: MotionFrameError['code'], message: string) {
    super(message);
    this.name = 'MotionFrameError';
    this.code = code;
  }
}

/** Nearest step within [low, high]; what is no number becomes 0. */
function quantise(value: number, step: number, low: number, high: number): number {
  const steps = Math.round(value / step);
  return steps >= low ? Math.min(steps, high) : steps < low ? low : 0;
}

const int16 = (value: number, step: number): number => quantise(value, step, -32767, 32767);

/**
 * One frame as bytes; the dense form only if it is asked for and there. Values that are no numbers are sent as 0.
 */
export function encodeMotion(motion: Motion, { dense }: { dense: boolean }): Uint8Array {
  const points = dense && motion.dense ? motion.dense : motion.controlPoints;
  const isDense = points === motion.dense;
  const bytes = new Uint8Array(isDense ? DENSE_FRAME_BYTES : SPARSE_FRAME_BYTES);
  const view = new DataView(bytes.buffer);
  const { head, gaze, blendshapes } = motion;
  bytes[0] = MAGIC;
  bytes[1] = VERSION;
  bytes[2] = (motion.presence ? PRESENCE : 0) | (isDense ? DENSE : 0) | (motion.mouthOnly ? MOUTH_ONLY : 0);
  bytes[3] = quantise(motion.score, 1 / 255, 0, 255);
  view.setFloat64(4, Number.isFinite(motion.time) ? motion.time : 0, true);
  view.setInt16(12, int16(head.yaw, STEP.angle), true);
  view.setInt16(14, int16(head.pitch, STEP.angle), true);
  view.setInt16(16, int16(head.roll, STEP.angle), true);
  view.setInt16(18, int16(head.x, STEP.shift), true);
  view.setInt16(20, int16(head.y, STEP.shift), true);
  view.setUint16(22, quantise(head.scale, STEP.scale, 1, 65535) || 1 / STEP.scale, true);
  view.setInt16(24, int16(gaze.x, STEP.gaze), true);
  view.setInt16(26, int16(gaze.y, STEP.gaze), true);
  bytes[VOICE_OFFSET] = quantise(motion.voice, 1 / 255, 0, 255);
  for (let i = 0, at = BLENDSHAPE_OFFSET; i < blendshapes.length; i += 2, at += 3) {
    const a = quantise(blendshapes[i], 1 / 4095, 0, 4095);
    const b = quantise(blendshapes[i + 1], 1 / 4095, 0, 4095);
    bytes[at] = a & 255;
    bytes[at + 1] = (a >> 8) | ((b & 15) << 4);
    bytes[at + 2] = b >> 4;
  }
  for (let i = 0; i < points.length; i++) view.setInt16(POINT_OFFSET + 2 * i, int16(points[i], STEP.point), true);
  return bytes;
}

/** Whether bytes look like a motion frame of this version: what a relay checks before it forwards them unread. */
export function isMotionFrame(bytes: Uint8Array): boolean {
  if (bytes.length < SPARSE_FRAME_BYTES || bytes[0] !== MAGIC || bytes[1] !== VERSION || bytes[2] > (PRESENCE | DENSE | MOUTH_ONLY))
    return false;
  return bytes.length === (bytes[2] & DENSE ? DENSE_FRAME_BYTES : SPARSE_FRAME_BYTES);
}

/**
 * The frame that encodeMotion wrote, into `out` (its dense array is made once, and dropped by a sparse frame).
 * @throws MotionFrameError on anything else; every number of an accepted frame is finite
 */
export function decodeMotion(bytes: Uint8Array, out: Motion = createMotion()): Motion {
  if (bytes.length > 2 && bytes[0] === MAGIC && bytes[1] !== VERSION) {
    const message = `This motion comes from another version of Masque (frame version ${bytes[1]}, expected ${VERSION}). Reload both pages.`;
    throw new MotionFrameError('motion-frame-version', message);
  }
  if (!isMotionFrame(bytes)) throw new MotionFrameError('motion-frame-invalid', `These ${bytes.length} bytes are no motion frame.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const time = view.getFloat64(4, true);
  const scale = view.getUint16(22, true) * STEP.scale;
  if (!Number.isFinite(time)) throw new MotionFrameError('motion-frame-invalid', 'This motion frame has no valid time.');
  if (scale === 0) throw new MotionFrameError('motion-frame-invalid', 'This motion frame has a head of size 0.');
  out.time = time;
  out.presence = (bytes[2] & PRESENCE) !== 0;
  out.mouthOnly = (bytes[2] & MOUTH_ONLY) !== 0;
  out.score = bytes[3] / 255;
  out.voice = bytes[VOICE_OFFSET] / 255;
  out.head.yaw = view.getInt16(12, true) * STEP.angle;
  out.head.pitch = view.getInt16(14, true) * STEP.angle;
  out.head.roll = view.getInt16(16, true) * STEP.angle;
  out.head.x = view.getInt16(18, true) * STEP.shift;
  out.head.y = view.getInt16(20, true) * STEP.shift;
  out.head.scale = scale;
  out.gaze.x = view.getInt16(24, true) * STEP.gaze;
  out.gaze.y = view.getInt16(26, true) * STEP.gaze;
  for (let i = 0, at = BLENDSHAPE_OFFSET; i < BLENDSHAPES.length; i += 2, at += 3) {
    out.blendshapes[i] = (bytes[at] | ((bytes[at + 1] & 15) << 8)) / 4095;
    out.blendshapes[i + 1] = ((bytes[at + 1] >> 4) | (bytes[at + 2] << 4)) / 4095;
  }
  decodePoints(view, (bytes[2] & DENSE) !== 0, out);
  return out;
}

function decodePoints(view: DataView, dense: boolean, out: Motion): void {
  if (!dense) {
    out.dense = null;
    for (let i = 0; i < 3 * CONTROL_POINT_COUNT; i++) out.controlPoints[i] = view.getInt16(POINT_OFFSET + 2 * i, true) * STEP.point;
    return;
  }
  const points = (out.dense ??= new Float32Array(3 * LANDMARK_COUNT));
  for (let i = 0; i < points.length; i++) points[i] = view.getInt16(POINT_OFFSET + 2 * i, true) * STEP.point;
  pickControlPoints(points, out.controlPoints);
}

/** The control points' share of a dense displacement. */
export function pickControlPoints(dense: Float32Array, out: Float32Array): Float32Array {
  for (let i = 0; i < CONTROL_POINT_COUNT; i++) {
    const from = 3 * CONTROL_POINTS[i];
    out[3 * i] = dense[from];
    out[3 * i + 1] = dense[from + 1];
    out[3 * i + 2] = dense[from + 2];
  }
  return out;
}
