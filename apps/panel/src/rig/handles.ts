import {
  DRAWN_CHIN,
  DRAWN_MOUTH,
  DRAWN_NOSE,
  DRAWN_OUTLINE,
  type DrawnEye,
  IMAGE_LEFT_EYE,
  IMAGE_RIGHT_EYE,
} from '@masque/config/drawn-points';
import type { TextKey } from '../text/texts.ts';
import { irisEdge } from './move-point.ts';

/** A point that can be moved. */
export interface Handle {
  point: number;
  feature: TextKey;
  /** Missing where the feature is the point. */
  part?: TextKey;
  /** CSS pixels by which the grip lies above (negative) or below its point: lips that are shut would lie on each other. */
  aside?: number;
}

const ASIDE = 20;

/** Every point that can be moved, in the order in which Tab goes through them. */
export const HANDLES: readonly Handle[] = [
  ...eyeHandles(IMAGE_LEFT_EYE, 'rigEyeLeft', 'rigBrowLeft'),
  ...eyeHandles(IMAGE_RIGHT_EYE, 'rigEyeRight', 'rigBrowRight'),
  { point: DRAWN_NOSE, feature: 'rigNose' },
  { point: DRAWN_MOUTH.upper[0], feature: 'rigMouth', part: 'rigLeft' },
  { point: DRAWN_MOUTH.upper[2], feature: 'rigMouth', part: 'rigTop', aside: -ASIDE },
  { point: DRAWN_MOUTH.lower[2], feature: 'rigMouth', part: 'rigBottom', aside: ASIDE },
  { point: DRAWN_MOUTH.upper[4], feature: 'rigMouth', part: 'rigRight' },
  { point: DRAWN_OUTLINE[0], feature: 'rigCheek', part: 'rigLeft' },
  { point: DRAWN_OUTLINE[1], feature: 'rigJaw', part: 'rigLeft' },
  { point: DRAWN_CHIN, feature: 'rigChin' },
  { point: DRAWN_OUTLINE[5], feature: 'rigJaw', part: 'rigRight' },
  { point: DRAWN_OUTLINE[6], feature: 'rigCheek', part: 'rigRight' },
];

function eyeHandles(eye: DrawnEye, feature: TextKey, browFeature: TextKey): Handle[] {
  const [outer, , top, , inner] = eye.upper;
  return [
    { point: outer, feature, part: 'rigOuter' },
    { point: top, feature, part: 'rigTop' },
    { point: inner, feature, part: 'rigInner' },
    { point: eye.lower[2], feature, part: 'rigBottom' },
    { point: eye.iris.centre, feature, part: 'rigIris' },
    { point: irisEdge(eye), feature, part: 'rigIrisEdge' },
    { point: eye.brow[0], feature: browFeature, part: 'rigOuter' },
    { point: eye.brow[1], feature: browFeature, part: 'rigMiddle' },
    { point: eye.brow[2], feature: browFeature, part: 'rigInner' },
  ];
}

/** At most this many handles are marked as unsure, and only those this much surer of nothing than the middle one. */
const MOST_UNSURE = 6;
const UNSURE = 1.6;

/** The handles whose points are the least sure. @param sigma per point; empty where nothing says how sure they are */
export function unsurePoints(sigma: readonly number[]): ReadonlySet<number> {
  const sorted = HANDLES.map(({ point }) => point)
    .filter((point) => sigma[point] > 0)
    .sort((a, b) => sigma[b] - sigma[a]);
  const middle = sigma[sorted[sorted.length >> 1]];
  return new Set(sorted.slice(0, MOST_UNSURE).filter((point) => sigma[point] > UNSURE * middle));
}
