import { type EyeTopology, LEFT_EYE, RIGHT_EYE } from '../../face/topology.ts';

/** The subject's eye: 'right' lies on the left of an unmirrored image. */
export type EyeSide = 'right' | 'left';

export const EYES: Readonly<Record<EyeSide, EyeTopology>> = { right: RIGHT_EYE, left: LEFT_EYE };

/** The landmarks of the eye's two corners, first the one further left on the image. */
export const EYE_CORNERS: Readonly<Record<EyeSide, readonly [number, number]>> = {
  right: [RIGHT_EYE.upper[0], RIGHT_EYE.upper[8]],
  left: [LEFT_EYE.upper[8], LEFT_EYE.upper[0]],
};

/**
 * Eye-local coordinates: origin halfway between the corners, unit half the distance between them, x along the corner
 * line to the image's right, y downwards at a right angle. The corners are at x = -1 and 1.
 */
export interface EyeFrame {
  /** Origin in picture pixels. */
  originX: number;
  originY: number;
  /** The x axis: half the corner distance, in picture pixels; the y axis is (-axisY, axisX). */
  axisX: number;
  axisY: number;
  /** Length of an axis in picture pixels. */
  halfWidth: number;
}

/** @param landmarks 478 x (x, y, z), picture pixels */
export function eyeFrame(side: EyeSide, landmarks: ArrayLike<number>): EyeFrame {
  const [l, r] = EYE_CORNERS[side];
  const axisX = (landmarks[3 * r] - landmarks[3 * l]) / 2;
  const axisY = (landmarks[3 * r + 1] - landmarks[3 * l + 1]) / 2;
  return {
    originX: (landmarks[3 * l] + landmarks[3 * r]) / 2,
    originY: (landmarks[3 * l + 1] + landmarks[3 * r + 1]) / 2,
    axisX,
    axisY,
    halfWidth: Math.hypot(axisX, axisY),
  };
}

export function localX(frame: EyeFrame, x: number, y: number): number {
  return ((x - frame.originX) * frame.axisX + (y - frame.originY) * frame.axisY) / frame.halfWidth ** 2;
}

export function localY(frame: EyeFrame, x: number, y: number): number {
  return ((y - frame.originY) * frame.axisX - (x - frame.originX) * frame.axisY) / frame.halfWidth ** 2;
}

export function pictureX(frame: EyeFrame, x: number, y: number): number {
  return frame.originX + x * frame.axisX - y * frame.axisY;
}

export function pictureY(frame: EyeFrame, x: number, y: number): number {
  return frame.originY + x * frame.axisY + y * frame.axisX;
}

/** Eye-local positions of landmarks: indices.length x (x, y). */
export function localPoints(frame: EyeFrame, landmarks: ArrayLike<number>, indices: readonly number[]): Float64Array {
  const out = new Float64Array(2 * indices.length);
  indices.forEach((p, i) => {
    out[2 * i] = localX(frame, landmarks[3 * p], landmarks[3 * p + 1]);
    out[2 * i + 1] = localY(frame, landmarks[3 * p], landmarks[3 * p + 1]);
  });
  return out;
}
