import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, type HeadMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { eyeLineOf, meanOf, mouthGapOf } from '../face/measures.ts';
import { createObservation, observe } from '../face/observe.ts';
import { CANONICAL_FACE_HEIGHT, MOUTH_GAPS } from '../face/topology.ts';
import { displacementOf, fillControlPoints } from '../motion/basis.ts';
import { type Gains, UNIT_GAINS } from './gains.ts';
import type { Rig } from './rig.ts';
import { clamp, smoothstep } from './smoothstep.ts';
import { type DriftSignal, fitDrift, NO_DRIFT, type TurnDrift } from './turn-drift.ts';

interface Pose {
  head?: Partial<HeadMotion>;
  gaze?: { x: number; y: number };
  blendshapes?: Partial<Record<Blendshape, number>>;
}

const POSES = {
  rest: {},
  right: { head: { yaw: 14 } },
  left: { head: { yaw: -14 } },
  up: { head: { pitch: 9 } },
  down: { head: { pitch: -9 } },
  rightUp: { head: { yaw: 20, pitch: 13 } },
  leftUp: { head: { yaw: -20, pitch: 13 } },
  rightDown: { head: { yaw: 20, pitch: -13 } },
  leftDown: { head: { yaw: -20, pitch: -13 } },
  brows: { blendshapes: { browInnerUp: 0.8, browOuterUpLeft: 0.8, browOuterUpRight: 0.8 } },
  pucker: { blendshapes: { mouthPucker: 0.7 } },
  jaw: { blendshapes: { jawOpen: 0.5 } },
  lookRight: { gaze: { x: 0.14, y: 0 } },
  lookLeft: { gaze: { x: -0.14, y: 0 } },
  lookUp: { gaze: { x: 0, y: 0.07 } },
  lookDown: { gaze: { x: 0, y: -0.07 } },
  half: { blendshapes: { eyeBlinkLeft: 0.5, eyeBlinkRight: 0.5 } },
} as const satisfies Record<string, Pose>;
type PoseName = keyof typeof POSES;
const NAMES = Object.keys(POSES) as PoseName[];
/** Heads that turn, or rest, and do nothing else. */
const TURNS = ['rest', 'right', 'left', 'up', 'down', 'rightUp', 'leftUp', 'rightDown', 'leftDown'] as const satisfies readonly PoseName[];

/** What a portrait is to show, one motion after the other, for its gains to be found. */
export const CHECK_MOTIONS: readonly Motion[] = NAMES.map((name) => {
  const pose: Pose = POSES[name];
  const motion = createMotion();
  for (const [shape, value] of Object.entries(pose.blendshapes ?? {})) motion.blendshapes[BLENDSHAPE_INDEX[shape as Blendshape]] = value;
  fillControlPoints(motion);
  Object.assign(motion.head, pose.head);
  Object.assign(motion.gaze, pose.gaze);
  return motion;
});

/** What was asked for and what the face model saw of one of CHECK_MOTIONS. */
export interface Shown {
  /** 478 x (x, y, z) canonical centimetres: the face as it was laid out. */
  canonical: Float32Array;
  /** 478 x (x, y, z) pixels: the landmarks found in the drawn picture, or null. */
  landmarks: Float32Array | null;
}

/**
 * Gains stay within. Lids are never weakened, since half a blink is no blink, nor turns: a face that answers well to these may
 * answer worse to a driver's.
 */
const BOUNDS = { least: 0.8, most: 1.4 };
/**
 * The share of what these motions ask for that is read off photos which follow real drivers fully. It is not 1: of a turn, for
 * one, the model reads a part as a change of the face's shape, which a real driver's motion brings along and these motions lack.
 */
const USUAL = { yaw: 0.785, pitch: 0.7, browUp: 1.06, mouthOpen: 1.12, gazeX: 1.06 };
const MOST_LID = 1.25;
const MOST_NARROWING = 0.16;
/** A signal that answers by less than the first share of what was asked is one that the model does not read off this face; from the second on it does. */
const READABLE = [0.2, 0.45] as const;
/** Of lids half shut: what the face model reads, as a share of the own open level (see blendshapes.ts). */
const HALF_SHUT = 0.665;
const BROWS = [105, 66, 107, 334, 296, 336] as const;

/**
 * Gains under which the face model reads off this portrait what it reads off most. How far a smile's corners rise is read too
 * coarsely to tell portraits apart, and stays as it is.
 * @param shown one for each of CHECK_MOTIONS, drawn under UNIT_GAINS
 */
export function findGains({ faceHeight, mouth }: Pick<Rig, 'faceHeight' | 'mouth'>, shown: readonly Shown[]): Gains {
  const seen = Object.fromEntries(shown.map(({ landmarks }, i) => [NAMES[i], landmarks && measure(landmarks)])) as Record<
    PoseName,
    Measures | null
  >;
  const { rest } = seen;
  if (!rest) return { ...UNIT_GAINS };

  /** What is usually read over what is read here, for the difference of two poses. */
  const gain = (
    signal: keyof Measures,
    asked: number,
    usual: number,
    to: PoseName,
    from: PoseName = 'rest',
    least = BOUNDS.least,
  ): number => {
    const [a, b] = [seen[to], seen[from]];
    if (!a || !b) return 1;
    const share = (a[signal] - b[signal]) / asked;
    return 1 + smoothstep(READABLE[0], READABLE[1], share) * (clamp(usual / share, least, BOUNDS.most) - 1);
  };
  // Lengths as they are to be on this face as the model sees it; an opening jaw makes a face higher, so the height is that at rest.
  const brows = (askedOf('brows', (d) => meanOf(d, BROWS, 1) - eyeLineOf(d)) * rest.faceHeight) / CANONICAL_FACE_HEIGHT;
  const opened = (askedOf('jaw', gapOf) * mouth.gain.up * rest.faceHeight) / faceHeight;
  const open = gain('gap', opened, USUAL.mouthOpen, 'jaw');
  // A small mouth opens less than a driver's on purpose; it is not held back further than to the driver's own opening.
  const driversOpen = gain('gap', (askedOf('jaw', gapOf) * rest.faceHeight) / CANONICAL_FACE_HEIGHT, USUAL.mouthOpen, 'jaw');
  const widened = (askedOf('pucker', widthOf) * mouth.gain.across * rest.faceHeight) / faceHeight;
  return {
    ...UNIT_GAINS,
    yaw: gain('yaw', 28, USUAL.yaw, 'right', 'left', 1),
    pitch: gain('pitch', 18, USUAL.pitch, 'up', 'down', 1),
    browUp: gain('brows', brows, USUAL.browUp, 'brows'),
    mouthWidth: gain('width', widened, 1, 'pucker'),
    mouthOpen: open < 1 ? Math.max(open, Math.min(1, driversOpen)) : open,
    gazeX: gain('gazeX', 0.28, USUAL.gazeX, 'lookRight', 'lookLeft'),
    gazeY: gain('gazeY', 0.14, 1, 'lookUp', 'lookDown'),
    lid: Math.min(MOST_LID, gain('lids', rest.lids * (HALF_SHUT - 1), 1, 'half', 'rest', 1)),
    drift: driftOf(seen),
    narrowing: narrowingOf(shown[NAMES.indexOf('rest')], shown[NAMES.indexOf('jaw')], rest, seen.jaw),
  };
}

/** Lengths in canonical centimetres. */
interface Measures {
  yaw: number;
  pitch: number;
  brows: number;
  width: number;
  corners: number;
  gap: number;
  gazeX: number;
  gazeY: number;
  lids: number;
  faceHeight: number;
}

const observation = createObservation();

function measure(landmarks: Float32Array): Measures {
  const { canonical, angles, gaze, apertureRight, apertureLeft, mouthWidth, faceHeight } = observe(landmarks, observation);
  return {
    yaw: angles.yaw,
    pitch: angles.pitch,
    brows: meanOf(canonical, BROWS, 1) - eyeLineOf(canonical),
    width: mouthWidth,
    corners: (canonical[3 * 61 + 1] + canonical[3 * 291 + 1]) / 2 - (canonical[1] + canonical[3 * 17 + 1]) / 2,
    gap: mouthGapOf(canonical),
    gazeX: gaze.x,
    gazeY: gaze.y,
    lids: (apertureRight + apertureLeft) / 2,
    faceHeight,
  };
}

const widthOf = (points: ArrayLike<number>): number => points[3 * 291] - points[3 * 61];
const gapOf = (points: ArrayLike<number>): number =>
  MOUTH_GAPS.reduce((sum, [upper, lower]) => sum + points[3 * upper + 1] - points[3 * lower + 1], 0) / MOUTH_GAPS.length;

/** A length of the displacement that one of the motions asks for, centimetres of a face of canonical height. */
function askedOf(name: PoseName, length: (displacement: Float32Array) => number): number {
  return length(displacementOf(CHECK_MOTIONS[NAMES.indexOf(name)], new Float32Array(3 * LANDMARK_COUNT)));
}

const DRIFTING: Readonly<Record<DriftSignal, keyof Measures>> = {
  width: 'width',
  corner: 'corners',
  brow: 'brows',
  gazeX: 'gazeX',
  gazeY: 'gazeY',
};

/** What a turning head alone does to the other signals. */
function driftOf(seen: Readonly<Record<PoseName, Measures | null>>): TurnDrift {
  if (TURNS.some((name) => !seen[name])) return NO_DRIFT;
  const fit = (name: DriftSignal, signal: keyof Measures): number[] =>
    fitDrift(
      name,
      TURNS.map((turn) => {
        const { head }: Pose = POSES[turn];
        return { yaw: head?.yaw ?? 0, pitch: head?.pitch ?? 0, value: seen[turn]?.[signal] ?? 0 };
      }),
    );
  return Object.fromEntries(
    Object.entries(DRIFTING).map(([name, signal]) => [name, fit(name as DriftSignal, signal)]),
  ) as unknown as TurnDrift;
}

/** How much wider the open mouth was read than it was laid out, per length that it was opened. */
function narrowingOf(rest: Shown, jaw: Shown, readRest: Measures, readJaw: Measures | null): number {
  if (!readJaw) return 0;
  const opened = gapOf(jaw.canonical) - gapOf(rest.canonical);
  const width = widthOf(rest.canonical);
  const excess = readJaw.width / readRest.width - widthOf(jaw.canonical) / width;
  return opened > 0 ? clamp((excess * width) / opened, 0, MOST_NARROWING) : 0;
}
