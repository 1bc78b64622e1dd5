import { DRAWN_CHIN, DRAWN_OUTLINE, IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE } from '@masque/config/drawn-points';
import type { Region } from '../../face/region.ts';

/** The square around a drawn face that the model was trained on: centre between eyes and chin, and its side. */
const TOWARDS_CHIN = 0.3;
const SIDE = { widths: 1.62, heights: 2.1 } as const;

/** What the model wants to see of a face: its iris centres, chin and the width of its cheeks, in picture pixels. */
export interface RoughFace {
  leftEye: readonly [x: number, y: number];
  rightEye: readonly [x: number, y: number];
  chin: readonly [x: number, y: number];
  width: number;
}

/** The region in which the drawn-face model looks for a face, level with its eyes. */
export function drawnRegion({ leftEye, rightEye, chin, width }: RoughFace): Region {
  const [mx, my] = [(leftEye[0] + rightEye[0]) / 2, (leftEye[1] + rightEye[1]) / 2];
  const height = Math.hypot(chin[0] - mx, chin[1] - my);
  const side = Math.max(SIDE.widths * width, SIDE.heights * height);
  return {
    x: mx + TOWARDS_CHIN * (chin[0] - mx),
    y: my + TOWARDS_CHIN * (chin[1] - my),
    width: side,
    height: side,
    rotation: Math.atan2(rightEye[1] - leftEye[1], rightEye[0] - leftEye[0]),
  };
}

/** The same from the model's own points. @param points 46 x (x, y) */
export function roughFaceOf(points: ArrayLike<number>): RoughFace {
  const at = (p: number): [number, number] => [points[2 * p], points[2 * p + 1]];
  const [a, b] = [at(DRAWN_OUTLINE[0]), at(DRAWN_OUTLINE[6])];
  return {
    leftEye: at(IMAGE_LEFT_EYE.iris.centre),
    rightEye: at(IMAGE_RIGHT_EYE.iris.centre),
    chin: at(DRAWN_CHIN),
    width: Math.hypot(b[0] - a[0], b[1] - a[1]),
  };
}
