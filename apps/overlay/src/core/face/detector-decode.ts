import type { Box, Region } from './region.ts';

/** A face as the detector sees it, image pixels. */
export interface Detection {
  score: number;
  box: Box;
  /** 6 x (x, y): eyes (image left first), nose tip, mouth, ears. */
  keypoints: Float32Array;
}

/** Candidates under this score are ignored. */
const MIN_SCORE = 0.5;
/** Boxes that overlap more than this are one face. */
const SAME_FACE = 0.3;
/** Side of the detector's input; its regressors are in these pixels. */
const INPUT_SIZE = 128;
/** Four box values and 6 x 2 keypoint values an anchor. */
const VALUES = 16;
/** Grid side and anchors a cell of the two output layers (strides 8 and 16 of 128). */
const LAYERS = [
  [16, 2],
  [8, 6],
] as const;

/** 896 x (x, y): anchor centres in units of the input, all of size 1 (SSD anchors of the short-range BlazeFace). */
export const ANCHORS: Float32Array = Float32Array.from(
  LAYERS.flatMap(([side, each]) =>
    Array.from({ length: side * side * each }, (_, i) => {
      const cell = Math.floor(i / each);
      return [((cell % side) + 0.5) / side, (Math.floor(cell / side) + 0.5) / side];
    }).flat(),
  ),
);

/**
 * Faces in a detector's output, best first: decoded against the anchors, then merged by weighted non-maximum
 * suppression (boxes of one face are averaged by score, as BlazeFace does it to calm the box).
 * @param regressors 896 x 16
 * @param classificators 896 logits
 * @param window the upright part of the picture the detector saw
 */
export function decodeDetections(regressors: ArrayLike<number>, classificators: ArrayLike<number>, window: Region): Detection[] {
  let rest = candidates(regressors, classificators, window).sort((a, b) => b.score - a.score);
  const faces: Detection[] = [];
  while (rest.length > 0) {
    const [best] = rest;
    const same = rest.filter((other) => overlap(best.box, other.box) > SAME_FACE);
    faces.push(average(same));
    rest = rest.filter((other) => other !== best && overlap(best.box, other.box) <= SAME_FACE);
  }
  return faces;
}

function candidates(regressors: ArrayLike<number>, classificators: ArrayLike<number>, window: Region): Detection[] {
  const found: Detection[] = [];
  const left = window.x - window.width / 2;
  const top = window.y - window.height / 2;
  for (let i = 0; i < ANCHORS.length / 2; i++) {
    const score = sigmoid(classificators[i]);
    if (score < MIN_SCORE) continue;
    const at = i * VALUES;
    const toX = (value: number): number => left + (value / INPUT_SIZE + ANCHORS[2 * i]) * window.width;
    const toY = (value: number): number => top + (value / INPUT_SIZE + ANCHORS[2 * i + 1]) * window.height;
    const width = (regressors[at + 2] / INPUT_SIZE) * window.width;
    const height = (regressors[at + 3] / INPUT_SIZE) * window.height;
    if (!(width > 0 && height > 0)) continue;
    const keypoints = Float32Array.from({ length: 12 }, (_, k) => (k % 2 ? toY : toX)(regressors[at + 4 + k]));
    found.push({ score, box: { x: toX(regressors[at]) - width / 2, y: toY(regressors[at + 1]) - height / 2, width, height }, keypoints });
  }
  return found;
}

/** Score-weighted mean of detections of one face; the first is the best. */
function average(group: readonly Detection[]): Detection {
  const box: Box = { x: 0, y: 0, width: 0, height: 0 };
  const keypoints = new Float32Array(12);
  const total = group.reduce((sum, { score }) => sum + score, 0);
  for (const one of group) {
    const weight = one.score / total;
    box.x += weight * one.box.x;
    box.y += weight * one.box.y;
    box.width += weight * one.box.width;
    box.height += weight * one.box.height;
    for (let k = 0; k < 12; k++) keypoints[k] += weight * one.keypoints[k];
  }
  return { score: group[0].score, box, keypoints };
}

/** Intersection over union. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  return common / (a.width * a.height + b.width * b.height - common);
}

/** Logistic function. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
