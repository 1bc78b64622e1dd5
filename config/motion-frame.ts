/** Number of sparse control points (12 points that carry the surface motion of 68). */
export const CONTROL_POINT_COUNT = 12;
/** Number of face landmarks, irises included. */
export const LANDMARK_COUNT = 478;

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
  /** Face score 0..1. */
  score: number;
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
