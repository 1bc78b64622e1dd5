import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { createMotion, type HeadMotion, type Motion } from '@masque/config/motion-frame';
import { fillControlPoints } from './basis.ts';

/** One thing that a face can do, at its strongest. */
export interface Extreme {
  /** Lower case, words joined by hyphens: fit for a label and for a file's name. */
  name: string;
  head?: Partial<HeadMotion>;
  gaze?: { x: number; y: number };
  blendshapes?: Partial<Record<Blendshape, number>>;
}

type Shapes = Partial<Record<Blendshape, number>>;

/** The same value for both sides of a blendshape that has a left and a right. */
const both = (
  stem: 'eyeBlink' | 'eyeSquint' | 'eyeWide' | 'mouthSmile' | 'mouthFrown' | 'mouthStretch' | 'browDown' | 'browOuterUp',
  value: number,
) => ({ [`${stem}Left`]: value, [`${stem}Right`]: value }) as Shapes;
const browsUp: Shapes = { browInnerUp: 1, ...both('browOuterUp', 1) };
const smile = both('mouthSmile', 1);
const shut = both('eyeBlink', 1);

/** Rest first, then every part of the face by itself, then what comes together in speech, laughter and fright. */
export const EXTREMES: readonly Extreme[] = [
  { name: 'neutral' },
  { name: 'eyes-half', blendshapes: both('eyeBlink', 0.5) },
  { name: 'eyes-closed', blendshapes: shut },
  { name: 'wink-left', blendshapes: { eyeBlinkLeft: 1 } },
  { name: 'wink-right', blendshapes: { eyeBlinkRight: 1 } },
  { name: 'squint', blendshapes: both('eyeSquint', 1) },
  { name: 'eyes-wide', blendshapes: both('eyeWide', 1) },
  { name: 'gaze-left', gaze: { x: -0.22, y: 0 } },
  { name: 'gaze-right', gaze: { x: 0.22, y: 0 } },
  { name: 'gaze-up', gaze: { x: 0, y: 0.12 } },
  { name: 'gaze-down', gaze: { x: 0, y: -0.12 } },
  { name: 'brows-up', blendshapes: browsUp },
  { name: 'brows-down', blendshapes: both('browDown', 1) },
  { name: 'viseme-a', blendshapes: { jawOpen: 0.6 } },
  { name: 'viseme-i', blendshapes: { jawOpen: 0.12, ...both('mouthStretch', 0.8) } },
  { name: 'viseme-u', blendshapes: { jawOpen: 0.1, mouthPucker: 0.9 } },
  { name: 'viseme-e', blendshapes: { jawOpen: 0.3, ...both('mouthStretch', 0.6) } },
  { name: 'viseme-o', blendshapes: { jawOpen: 0.45, mouthFunnel: 0.8 } },
  { name: 'viseme-m', blendshapes: { mouthPressLeft: 0.8, mouthPressRight: 0.8 } },
  { name: 'mouth-wide-open', blendshapes: { jawOpen: 1 } },
  { name: 'smile', blendshapes: smile },
  { name: 'smile-open', blendshapes: { jawOpen: 0.5, ...smile } },
  { name: 'smile-left', blendshapes: { mouthSmileLeft: 1 } },
  { name: 'frown', blendshapes: both('mouthFrown', 1) },
  { name: 'pucker', blendshapes: { mouthPucker: 1 } },
  { name: 'jaw-left', blendshapes: { jawLeft: 1 } },
  { name: 'cheek-puff', blendshapes: { cheekPuff: 1 } },
  { name: 'tongue-out', blendshapes: { jawOpen: 0.5, tongueOut: 1 } },
  { name: 'turn-left-12', head: { yaw: -12 } },
  { name: 'turn-right-12', head: { yaw: 12 } },
  { name: 'turn-left-25', head: { yaw: -25 } },
  { name: 'turn-right-25', head: { yaw: 25 } },
  { name: 'nod-up-15', head: { pitch: 15 } },
  { name: 'nod-down-15', head: { pitch: -15 } },
  { name: 'tilt-left-15', head: { roll: 15 } },
  { name: 'tilt-right-15', head: { roll: -15 } },
  { name: 'turned-and-speaking', head: { yaw: 20, pitch: 6 }, gaze: { x: -0.12, y: 0 }, blendshapes: { jawOpen: 0.5 } },
  { name: 'turned-and-shut', head: { yaw: -20 }, blendshapes: shut },
  { name: 'laughing', head: { pitch: 8, roll: 5 }, blendshapes: { jawOpen: 0.7, ...smile, ...shut } },
  {
    name: 'frightened',
    head: { pitch: -5 },
    blendshapes: { jawOpen: 0.6, ...browsUp, ...both('eyeWide', 1), ...both('mouthStretch', 0.5) },
  },
  { name: 'aside', head: { yaw: 25, pitch: 15, roll: 10 }, gaze: { x: 0.2, y: 0.08 } },
  { name: 'beyond-the-limit', head: { yaw: 45, pitch: -25 }, blendshapes: { jawOpen: 1 } },
];

/** The motion that does it, its control points filled from the blendshapes as an expression's are. */
export function motionOf({ head, gaze, blendshapes = {} }: Extreme): Motion {
  const motion = createMotion();
  Object.assign(motion.head, head);
  Object.assign(motion.gaze, gaze);
  for (const [name, value] of Object.entries(blendshapes)) motion.blendshapes[BLENDSHAPE_INDEX[name as Blendshape]] = value;
  return fillControlPoints(motion);
}
