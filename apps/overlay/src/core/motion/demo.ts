import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import type { Motion } from '@masque/config/motion-frame';
import { smoothstep } from '../rig/smoothstep.ts';
import { fillControlPoints } from './basis.ts';
import { idleMotion } from './idle.ts';
import { hash } from './noise.ts';

/** Milliseconds after which the demo begins anew. */
export const DEMO_LENGTH = 24000;

/** Moments (seconds) and values between which a channel eases. */
type Track = readonly (readonly [at: number, value: number])[];

const HEAD: Record<'yaw' | 'pitch' | 'roll', Track> = {
  yaw: [
    [1, 0],
    [1.8, 3],
    [3, -4],
    [4.4, 2],
    [5.6, 0],
    [6.4, 19],
    [8, 18],
    [8.9, -17],
    [10.4, -15],
    [11.2, 0],
    [13, 3],
    [15, -6],
    [16.5, 0],
    [18, 5],
    [20, -3],
    [22, 0],
  ],
  pitch: [
    [1, 0],
    [1.6, -4],
    [2.2, 2],
    [3.1, -3],
    [4, 1],
    [5, 0],
    [6.4, 3],
    [8.9, -2],
    [11.2, 0],
    [11.6, 7],
    [12.8, 5],
    [13.6, 0],
    [14.6, -4],
    [15.4, 2],
    [16.5, 0],
    [20.4, 0],
    [21, -6],
    [21.8, 0],
  ],
  roll: [
    [1.5, 0],
    [2.5, 3],
    [4.5, -3],
    [6, 0],
    [6.6, -4],
    [8.8, 3],
    [11, 0],
    [13.5, 4],
    [15.5, -3],
    [17, 0],
    [18, 9],
    [19.8, 8],
    [21, 0],
  ],
};

/** Eyes go first, heads follow. */
const GAZE: Record<'x' | 'y', Track> = {
  x: [
    [5.5, 0],
    [5.6, 0.17],
    [6.6, 0.06],
    [8.05, 0.06],
    [8.15, -0.18],
    [9.2, -0.05],
    [10.6, -0.05],
    [10.7, 0],
    [17, 0],
  ],
  y: [
    [11.3, 0],
    [11.4, 0.05],
    [12.9, 0.05],
    [13, 0],
  ],
};

const FACE: Partial<Record<Blendshape, Track>> = {
  mouthSmileLeft: [
    [0, 0.1],
    [5.6, 0.15],
    [6.6, 0.75],
    [8.2, 0.6],
    [9.4, 0.15],
    [16.4, 0.2],
    [17.2, 1],
    [19.6, 0.95],
    [20.8, 0.25],
    [24, 0.1],
  ],
  mouthSmileRight: [
    [0, 0.1],
    [5.6, 0.15],
    [6.6, 0.75],
    [8.2, 0.6],
    [9.4, 0.15],
    [16.4, 0.2],
    [17.2, 1],
    [19.6, 0.95],
    [20.8, 0.25],
    [24, 0.1],
  ],
  cheekSquintLeft: [
    [5.8, 0],
    [6.7, 0.4],
    [8.2, 0.3],
    [9, 0],
    [16.6, 0],
    [17.3, 0.7],
    [19.6, 0.7],
    [20.6, 0],
  ],
  cheekSquintRight: [
    [5.8, 0],
    [6.7, 0.4],
    [8.2, 0.3],
    [9, 0],
    [16.6, 0],
    [17.3, 0.7],
    [19.6, 0.7],
    [20.6, 0],
  ],
  eyeSquintLeft: [
    [16.6, 0],
    [17.3, 0.5],
    [19.6, 0.5],
    [20.4, 0],
  ],
  eyeSquintRight: [
    [16.6, 0],
    [17.3, 0.5],
    [19.6, 0.5],
    [20.4, 0],
  ],
  mouthUpperUpLeft: [
    [16.7, 0],
    [17.3, 0.35],
    [19.4, 0.3],
    [20.4, 0],
  ],
  mouthUpperUpRight: [
    [16.7, 0],
    [17.3, 0.35],
    [19.4, 0.3],
    [20.4, 0],
  ],
  browInnerUp: [
    [2, 0],
    [2.3, 0.4],
    [2.9, 0],
    [4.2, 0],
    [4.5, 0.3],
    [5, 0],
    [11.2, 0],
    [11.5, 0.8],
    [12.7, 0.7],
    [13.3, 0.1],
    [15, 0.3],
    [16, 0],
    [24, 0],
  ],
  browOuterUpLeft: [
    [2, 0],
    [2.3, 0.35],
    [2.9, 0],
    [11.2, 0],
    [11.5, 0.8],
    [12.7, 0.7],
    [13.3, 0],
    [17.9, 0],
    [18.2, 0.5],
    [18.8, 0],
  ],
  browOuterUpRight: [
    [2, 0],
    [2.3, 0.35],
    [2.9, 0],
    [11.2, 0],
    [11.5, 0.8],
    [12.7, 0.7],
    [13.3, 0],
  ],
  browDownLeft: [
    [13.7, 0],
    [14.1, 0.35],
    [14.8, 0],
  ],
  browDownRight: [
    [13.7, 0],
    [14.1, 0.35],
    [14.8, 0],
  ],
  eyeWideLeft: [
    [11.2, 0],
    [11.4, 0.7],
    [12.6, 0.6],
    [13, 0],
  ],
  eyeWideRight: [
    [11.2, 0],
    [11.4, 0.7],
    [12.6, 0.6],
    [13, 0],
  ],
  eyeBlinkRight: [
    [18, 0],
    [18.12, 1],
    [18.5, 1],
    [18.7, 0],
  ],
  jawOpen: [
    [11.4, 0],
    [11.6, 0.32],
    [12.5, 0.25],
    [13, 0],
    [16.7, 0],
    [17.2, 0.16],
    [19.4, 0.14],
    [20.2, 0],
  ],
  mouthFunnel: [
    [11.4, 0],
    [11.6, 0.5],
    [12.5, 0.4],
    [13, 0],
  ],
};

/** When the demo talks, seconds. */
const TALKS = [
  [1.2, 5.2],
  [9.2, 10.8],
  [13.4, 16.2],
  [21, 22.6],
] as const;
const SYLLABLE = 0.18;

/** Mouth shapes of speech: ah, eh, ee, oh, oo, m, f. */
const VISEMES: readonly Partial<Record<Blendshape, number>>[] = [
  { jawOpen: 0.34, mouthLowerDownLeft: 0.15, mouthLowerDownRight: 0.15 },
  { jawOpen: 0.22, mouthUpperUpLeft: 0.2, mouthUpperUpRight: 0.2, mouthStretchLeft: 0.15, mouthStretchRight: 0.15 },
  { jawOpen: 0.1, mouthSmileLeft: 0.25, mouthSmileRight: 0.25, mouthLowerDownLeft: 0.3, mouthLowerDownRight: 0.3 },
  { jawOpen: 0.26, mouthFunnel: 0.5 },
  { jawOpen: 0.08, mouthPucker: 0.65, mouthFunnel: 0.2 },
  { mouthPressLeft: 0.4, mouthPressRight: 0.4, mouthRollLower: 0.2 },
  { jawOpen: 0.06, mouthRollLower: 0.35, mouthUpperUpLeft: 0.15, mouthUpperUpRight: 0.15 },
];

/**
 * A pleasant loop that shows what an avatar can do: it talks, turns, is surprised, grins and winks, over idle breathing and
 * blinking. The same for the same time.
 * @param time milliseconds
 */
export function demoMotion(time: number, out: Motion): Motion {
  idleMotion(time, 7, out);
  const seconds = (((time % DEMO_LENGTH) + DEMO_LENGTH) % DEMO_LENGTH) / 1000;
  const { head, gaze } = out;
  head.yaw = 0.6 * head.yaw + valueAt(HEAD.yaw, seconds);
  head.pitch = 0.6 * head.pitch + valueAt(HEAD.pitch, seconds);
  head.roll = 0.6 * head.roll + valueAt(HEAD.roll, seconds);
  gaze.x = 0.5 * gaze.x + valueAt(GAZE.x, seconds);
  gaze.y = 0.5 * gaze.y + valueAt(GAZE.y, seconds);
  out.head.x += 0.0015 * out.head.yaw;
  const shapes = out.blendshapes;
  shapes[BLENDSHAPE_INDEX.mouthSmileLeft] = shapes[BLENDSHAPE_INDEX.mouthSmileRight] = shapes[BLENDSHAPE_INDEX.browInnerUp] = 0;
  for (const name in FACE) {
    const i = BLENDSHAPE_INDEX[name as Blendshape];
    shapes[i] = Math.max(shapes[i], valueAt(FACE[name as Blendshape] as Track, seconds));
  }
  talk(seconds, shapes);
  for (let i = 0; i < shapes.length; i++) shapes[i] = Math.min(1, shapes[i]);
  return fillControlPoints(out);
}

/** Adds speech: every syllable eases into its mouth shape, with its own loudness. */
function talk(seconds: number, shapes: Float32Array): void {
  let loud = 0;
  for (let i = 0; i < TALKS.length; i++) {
    const from = TALKS[i][0];
    const to = TALKS[i][1];
    loud = Math.max(loud, smoothstep(from - 0.1, from + 0.1, seconds) * (1 - smoothstep(to - 0.25, to, seconds)));
  }
  if (loud === 0) return;
  const n = Math.floor(seconds / SYLLABLE);
  const into = smoothstep(0, 0.85, seconds / SYLLABLE - n);
  addViseme(n - 1, loud * (1 - into), shapes);
  addViseme(n, loud * into, shapes);
}

function addViseme(syllable: number, share: number, shapes: Float32Array): void {
  const viseme = VISEMES[Math.floor(hash(3, syllable) * VISEMES.length)];
  const strength = share * (0.65 + 0.5 * hash(4, syllable));
  for (const name in viseme) shapes[BLENDSHAPE_INDEX[name as Blendshape]] += strength * (viseme[name as Blendshape] as number);
}

function valueAt(track: Track, seconds: number): number {
  if (seconds <= track[0][0]) return track[0][1];
  for (let i = 1; i < track.length; i++) {
    const from = track[i - 1];
    const to = track[i];
    if (seconds < to[0]) return from[1] + (to[1] - from[1]) * smoothstep(from[0], to[0], seconds);
  }
  return track[track.length - 1][1];
}
