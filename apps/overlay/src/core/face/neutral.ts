import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { distanceOf, mouthGapOf } from './measures.ts';
import type { Observation } from './observe.ts';

/** A driver's face at rest: what every motion is measured against. Right and left are the subject's. */
export interface Neutral {
  /** 478 x (x, y, z) canonical centimetres. */
  canonical: Float32Array;
  /** Degrees, in the camera's frame. */
  angles: { yaw: number; pitch: number; roll: number };
  /** Pixels a canonical centimetre. */
  scale: number;
  /** Where the head is: pixels, x to the image's right, y up. */
  x: number;
  y: number;
  /** Own open level of each eye (lid gap over eye width). */
  apertureRight: number;
  apertureLeft: number;
  /** Eye widths, mean of both eyes. */
  gaze: { x: number; y: number };
  /** Canonical centimetres. */
  faceHeight: number;
  mouthWidth: number;
  mouthGap: number;
}

/** Below this no open eye is ever read: a first frame in mid-blink must not become the open level. */
export const LEAST_OPEN = 0.18;

/** A neutral to write into. */
export function createNeutral(): Neutral {
  return {
    canonical: new Float32Array(3 * LANDMARK_COUNT),
    angles: { yaw: 0, pitch: 0, roll: 0 },
    scale: 1,
    x: 0,
    y: 0,
    apertureRight: LEAST_OPEN,
    apertureLeft: LEAST_OPEN,
    gaze: { x: 0, y: 0 },
    faceHeight: 1,
    mouthWidth: 1,
    mouthGap: 0,
  };
}

/** The mean of some observations, taken as rest. */
export function averageNeutral(observations: readonly Observation[], out: Neutral = createNeutral()): Neutral {
  const mean = (of: (o: Observation) => number): number => observations.reduce((sum, o) => sum + of(o), 0) / observations.length;
  for (let i = 0; i < out.canonical.length; i++) out.canonical[i] = mean((o) => o.canonical[i]);
  out.angles.yaw = mean((o) => o.angles.yaw);
  out.angles.pitch = mean((o) => o.angles.pitch);
  out.angles.roll = mean((o) => o.angles.roll);
  out.scale = mean((o) => o.pose.scale);
  out.x = mean((o) => o.pose.translation[0]);
  out.y = mean((o) => o.pose.translation[1]);
  out.apertureRight = Math.max(
    LEAST_OPEN,
    mean((o) => o.apertureRight),
  );
  out.apertureLeft = Math.max(
    LEAST_OPEN,
    mean((o) => o.apertureLeft),
  );
  out.gaze.x = mean((o) => o.gaze.x);
  out.gaze.y = mean((o) => o.gaze.y);
  return measureShape(out);
}

/** Refreshes the lengths that follow from the canonical points. */
function measureShape(neutral: Neutral): Neutral {
  neutral.faceHeight = distanceOf(neutral.canonical, 10, 152);
  neutral.mouthWidth = distanceOf(neutral.canonical, 61, 291);
  neutral.mouthGap = mouthGapOf(neutral.canonical);
  return neutral;
}

/** `from` at 0, `to` at 1; `out` may be either. */
export function mixNeutral(from: Neutral, to: Neutral, t: number, out: Neutral): Neutral {
  const mix = (a: number, b: number): number => a + (b - a) * t;
  for (let i = 0; i < out.canonical.length; i++) out.canonical[i] = mix(from.canonical[i], to.canonical[i]);
  for (const key of ['yaw', 'pitch', 'roll'] as const) out.angles[key] = mix(from.angles[key], to.angles[key]);
  for (const key of ['x', 'y'] as const) out.gaze[key] = mix(from.gaze[key], to.gaze[key]);
  for (const key of ['scale', 'x', 'y', 'apertureRight', 'apertureLeft'] as const) out[key] = mix(from[key], to[key]);
  return measureShape(out);
}

/** What a neutral is kept as between sessions: plain JSON. */
export type SavedNeutral = Omit<Neutral, 'canonical'> & { canonical: number[] };

/** Plain JSON of a neutral, canonical points to 0.001 cm. */
export function saveNeutral(neutral: Neutral): SavedNeutral {
  const { canonical, angles, gaze, ...rest } = neutral;
  return { ...rest, angles: { ...angles }, gaze: { ...gaze }, canonical: Array.from(canonical, (v) => Math.round(v * 1000) / 1000) };
}

/** The neutral that saveNeutral kept, or null if it is not one (damaged, or of another version). */
export function restoreNeutral(saved: unknown): Neutral | null {
  if (typeof saved !== 'object' || saved === null) return null;
  const { canonical, angles, gaze, ...rest } = saved as SavedNeutral;
  if (!Array.isArray(canonical) || canonical.length !== 3 * LANDMARK_COUNT) return null;
  const out = createNeutral();
  out.canonical.set(canonical);
  for (const key of ['yaw', 'pitch', 'roll'] as const) out.angles[key] = angles?.[key];
  for (const key of ['x', 'y'] as const) out.gaze[key] = gaze?.[key];
  for (const key of ['scale', 'x', 'y', 'apertureRight', 'apertureLeft'] as const) out[key] = rest[key];
  measureShape(out);
  const numbers = [
    ...out.canonical,
    ...Object.values(out.angles),
    ...Object.values(out.gaze),
    out.scale,
    out.x,
    out.y,
    out.apertureRight,
    out.apertureLeft,
  ];
  const sound =
    numbers.every(Number.isFinite) && out.scale > 0 && Math.min(out.apertureRight, out.apertureLeft) >= LEAST_OPEN && out.faceHeight > 5;
  return sound ? out : null;
}
