import { LEFT_EYE, RIGHT_EYE } from './topology.ts';

/** Landmarks of both eyes that a blink moves: the lids and the skin ring around them. */
export const LID_POINTS: readonly number[] = [
  ...new Set([RIGHT_EYE, LEFT_EYE].flatMap((eye) => [...eye.upper, ...eye.lower, ...eye.upperRing, ...eye.lowerRing])),
];
