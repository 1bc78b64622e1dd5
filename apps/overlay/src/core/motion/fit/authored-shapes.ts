import type { Blendshape } from '@masque/config/blendshapes';
import { smoothstep } from '../../rig/smoothstep.ts';

/** A landmark that a shape moves: by how much (cm: x to the subject's left, y up, z forward) and how far skin around it follows (cm). */
type Handle = readonly [landmark: number, x: number, y: number, z: number, radius: number];

/** What a shape does at full strength, and where it may do anything at all. */
export interface AuthoredShape {
  handles: readonly Handle[];
  /** Moves only what hangs on the lower or the upper lip. */
  lip?: 'lower' | 'upper';
  /** 0..1 over the canonical face: outside of it the fit is held to nothing. */
  reach: (x: number, y: number) => number;
  /** How much more than others it is held to what is authored here: clips show it rarely, or never without its companions. */
  trust?: number;
}

const lowFace = (_x: number, y: number): number => 1 - smoothstep(0, 2, y);
const leftHalf = (x: number): number => smoothstep(-1.2, 1.2, x);
const lowLeft = (x: number, y: number): number => lowFace(x, y) * leftHalf(x);
const highFace = (_x: number, y: number): number => smoothstep(2.3, 3.6, y);
const around =
  (cx: number, cy: number, radius: number) =>
  (x: number, y: number): number =>
    Math.exp(-((Math.hypot(x - cx, y - cy) / radius) ** 4));

/**
 * Hand-authored shapes, by the very measures that `blendshapesOf` reads: the prior of the fit, and all there is of a shape that
 * no clip shows. Of pairs the left one is given; the right one is its mirror image.
 */
export const AUTHORED: Partial<Record<Blendshape, AuthoredShape>> = {
  browInnerUp: {
    handles: [
      [336, 0, 0.9, 0, 1.5],
      [296, 0, 0.9, 0, 1.5],
      [107, 0, 0.9, 0, 1.5],
      [66, 0, 0.9, 0, 1.5],
      [337, 0, 0.5, 0, 2],
      [108, 0, 0.5, 0, 2],
      [334, 0, 0.2, 0, 1.2],
      [105, 0, 0.2, 0, 1.2],
    ],
    reach: highFace,
    trust: 3,
  },
  browOuterUpLeft: {
    handles: [
      [334, 0, 0.85, 0, 1.4],
      [293, 0, 0.85, 0, 1.4],
      [300, 0, 0.6, 0, 1.4],
      [296, 0, 0.25, 0, 1],
      [333, 0, 0.45, 0, 2],
    ],
    reach: (x, y) => highFace(x, y) * leftHalf(x),
    trust: 3,
  },
  browDownLeft: {
    handles: [
      [336, -0.15, -0.6, 0, 1.4],
      [296, -0.15, -0.6, 0, 1.4],
      [334, -0.1, -0.45, 0, 1.4],
      [293, 0, -0.4, 0, 1.4],
      [337, 0, -0.2, 0, 2],
    ],
    reach: (x, y) => highFace(x, y) * leftHalf(x),
  },
  cheekPuff: {
    handles: [
      [425, 0.4, 0.05, 0.9, 1.8],
      [205, -0.4, 0.05, 0.9, 1.8],
      [432, 0.6, -0.05, 0.7, 1.5],
      [212, -0.6, -0.05, 0.7, 1.5],
      [435, 0.55, 0, 0.3, 1.7],
      [215, -0.55, 0, 0.3, 1.7],
      [397, 0.4, 0, 0.1, 1.7],
      [172, -0.4, 0, 0.1, 1.7],
      [361, 0.3, 0, 0.1, 1.7],
      [132, -0.3, 0, 0.1, 1.7],
      [291, -0.28, 0, 0.3, 0.9],
      [61, 0.28, 0, 0.3, 0.9],
      [0, 0, 0.1, 0.35, 1],
      [17, 0, -0.1, 0.35, 1],
      [13, 0, 0, 0.3, 0.7],
      [14, 0, 0, 0.3, 0.7],
    ],
    reach: lowFace,
    trust: 6,
  },
  cheekSquintLeft: {
    handles: [
      [280, 0, 0.3, 0.05, 1.8],
      [425, 0, 0.3, 0.05, 1.8],
      [253, 0, 0.12, 0, 1.2],
    ],
    reach: around(4, -0.3, 2.8),
    trust: 3,
  },
  eyeSquintLeft: {
    handles: [
      [374, 0, 0.3, 0, 0.8],
      [373, 0, 0.3, 0, 0.8],
      [380, 0, 0.3, 0, 0.8],
      [386, 0, 0, 0, 0.5],
      [387, 0, 0, 0, 0.5],
      [385, 0, 0, 0, 0.5],
      [362, 0, 0, 0, 0.7],
      [263, 0, 0, 0, 0.7],
      [253, 0, 0.2, 0, 1.2],
      [450, 0, 0.08, 0, 1.2],
    ],
    reach: around(3.2, 1.9, 1.8),
    trust: 20,
  },
  noseSneerLeft: {
    handles: [
      [278, 0, 0.22, 0, 1.2],
      [294, 0, 0.22, 0, 1.2],
      [426, 0, 0.2, 0, 1.2],
      [267, 0, 0.08, 0, 1],
    ],
    reach: around(1.9, -1.2, 2.2),
    trust: 3,
  },
  jawOpen: {
    handles: [
      [14, 0, -3, -0.6, 1.2],
      [87, 0, -3, -0.6, 1.2],
      [317, 0, -3, -0.6, 1.2],
      [17, 0, -3, -0.9, 1.6],
      [152, 0, -2.15, -1.2, 3],
      [61, 0.1, -1.2, -0.3, 0.8],
      [291, -0.1, -1.2, -0.3, 0.8],
      [172, 0, -0.8, -0.4, 2],
      [397, 0, -0.8, -0.4, 2],
    ],
    lip: 'lower',
    reach: lowFace,
  },
  jawForward: {
    handles: [
      [152, 0, 0.1, 0.9, 3],
      [17, 0, 0, 0.6, 1.5],
      [14, 0, 0, 0.45, 1],
      [172, 0, 0, 0.3, 2],
      [397, 0, 0, 0.3, 2],
    ],
    lip: 'lower',
    reach: lowFace,
  },
  jawLeft: {
    handles: [
      [152, 0.7, 0, 0, 3],
      [17, 0.55, 0, 0, 1.5],
      [14, 0.5, 0, 0, 1],
      [61, 0.2, 0, 0, 1],
      [291, 0.2, 0, 0, 1],
      [172, 0.3, 0, 0, 2],
      [397, 0.3, 0, 0, 2],
    ],
    lip: 'lower',
    reach: lowFace,
  },
  mouthFunnel: {
    handles: [
      [291, -0.7, 0, 0.3, 1],
      [61, 0.7, 0, 0.3, 1],
      [0, 0, 0.15, 0.6, 1.2],
      [17, 0, -0.15, 0.6, 1.2],
      [13, 0, 0.1, 0.6, 0.8],
      [14, 0, -0.1, 0.6, 0.8],
    ],
    reach: lowFace,
  },
  mouthPucker: {
    handles: [
      [291, -0.7, 0, 0.4, 1],
      [61, 0.7, 0, 0.4, 1],
      [0, 0, 0.1, 0.7, 1.2],
      [17, 0, -0.1, 0.7, 1.2],
      [13, 0, 0, 0.7, 0.8],
      [14, 0, 0, 0.7, 0.8],
      [37, 0.15, 0.1, 0.6, 0.8],
      [267, -0.15, 0.1, 0.6, 0.8],
      [84, 0.15, -0.1, 0.6, 0.8],
      [314, -0.15, -0.1, 0.6, 0.8],
    ],
    reach: lowFace,
  },
  mouthLeft: {
    handles: [
      [0, 0.6, 0, 0, 1.2],
      [13, 0.6, 0, 0, 0.8],
      [14, 0.6, 0, 0, 0.8],
      [17, 0.6, 0, 0, 1.2],
      [61, 0.6, 0, 0.1, 1.2],
      [291, 0.55, 0.05, -0.15, 1.2],
      [152, 0.1, 0, 0, 2],
    ],
    reach: lowFace,
  },
  mouthSmileLeft: {
    handles: [
      [291, 1.1, 0.8, -0.7, 1],
      [269, 0.5, 0.35, -0.3, 0.8],
      [405, 0.45, 0.25, -0.3, 0.8],
      [0, 0, 0.2, -0.2, 0.8],
      [17, 0, 0.1, -0.2, 0.8],
      [425, 0.15, 0.3, 0.1, 1.8],
      [280, 0, 0.2, 0, 1.8],
    ],
    reach: lowLeft,
  },
  mouthFrownLeft: {
    handles: [
      [291, 0.05, -0.65, 0, 0.9],
      [321, 0.02, -0.5, 0, 0.7],
      [409, 0.02, -0.5, 0, 0.7],
      [405, 0, -0.2, 0, 0.8],
      [269, 0, -0.18, 0, 0.8],
      [17, 0, 0.08, 0, 0.8],
      [0, 0, 0.05, 0, 0.8],
      [434, 0, -0.3, 0, 1.5],
    ],
    reach: lowLeft,
  },
  mouthStretchLeft: {
    handles: [
      [291, 0.8, -0.1, -0.4, 1],
      [269, 0.35, 0, -0.2, 0.8],
      [405, 0.35, -0.05, -0.2, 0.8],
      [434, 0.4, -0.1, -0.2, 1.6],
    ],
    reach: lowLeft,
    trust: 4,
  },
  mouthDimpleLeft: {
    handles: [
      [291, 0.9, 0.05, -0.6, 0.9],
      [269, 0.35, 0, -0.2, 0.8],
      [405, 0.35, 0, -0.2, 0.8],
    ],
    reach: lowLeft,
    trust: 4,
  },
  mouthPressLeft: {
    handles: [
      [0, 0, -0.36, -0.05, 0.5],
      [267, 0, -0.36, -0.05, 0.6],
      [17, 0, 0.36, -0.05, 0.5],
      [314, 0, 0.36, -0.05, 0.6],
      [12, 0, 0, 0, 0.4],
      [15, 0, 0, 0, 0.4],
      [268, 0, 0, 0, 0.4],
      [315, 0, 0, 0, 0.4],
      [291, 0.05, 0, -0.1, 0.8],
    ],
    reach: lowLeft,
    trust: 6,
  },
  mouthRollUpper: {
    handles: [
      [0, 0, -0.4, -0.2, 0.6],
      [37, 0, -0.4, -0.2, 0.6],
      [267, 0, -0.4, -0.2, 0.6],
      [12, 0, -0.05, -0.15, 0.4],
      [13, 0, 0, -0.1, 0.4],
    ],
    lip: 'upper',
    reach: lowFace,
    trust: 6,
  },
  mouthRollLower: {
    handles: [
      [17, 0, 0.4, -0.2, 0.6],
      [84, 0, 0.4, -0.2, 0.6],
      [314, 0, 0.4, -0.2, 0.6],
      [15, 0, 0.05, -0.15, 0.4],
      [14, 0, 0, -0.1, 0.4],
    ],
    lip: 'lower',
    reach: lowFace,
    trust: 6,
  },
  mouthShrugLower: {
    handles: [
      [17, 0, 0.45, 0.2, 1.8],
      [18, 0, 0.5, 0, 1.6],
      [200, 0, 0.5, 0, 1.6],
      [14, 0, 0.32, 0.2, 1.7],
      [13, 0, 0.26, 0.1, 1.7],
      [0, 0, 0.2, 0, 1.7],
      [61, 0, 0, 0, 0.8],
      [291, 0, 0, 0, 0.8],
    ],
    reach: lowFace,
  },
  mouthShrugUpper: {
    handles: [
      [13, 0, 0.5, 0.1, 1],
      [0, 0, 0.5, 0.1, 1.2],
      [37, 0, 0.45, 0.1, 1],
      [267, 0, 0.45, 0.1, 1],
      [14, 0, 0.5, 0.1, 0.8],
      [17, 0, 0.35, 0, 0.8],
    ],
    reach: lowFace,
    trust: 3,
  },
  mouthUpperUpLeft: {
    handles: [
      [267, 0, 0.65, 0, 0.9],
      [269, 0, 0.6, 0, 0.9],
      [312, 0, 0.65, 0, 0.7],
      [0, 0, 0.65, 0, 0.6],
      [13, 0, 0.65, 0, 0.5],
      [426, 0, 0.25, 0, 1.2],
    ],
    lip: 'upper',
    reach: lowLeft,
  },
  mouthLowerDownLeft: {
    handles: [
      [314, 0, -0.9, 0, 0.9],
      [405, 0, -0.85, 0, 0.9],
      [317, 0, -0.9, 0, 0.7],
      [17, 0, -0.9, 0, 0.6],
      [14, 0, -0.9, 0, 0.5],
    ],
    lip: 'lower',
    reach: lowLeft,
    trust: 2,
  },
};
