import { describe, expect, test } from 'vitest';
import { ANCHORS, decodeDetections } from '../../../apps/overlay/src/core/face/detector-decode.ts';
import { letterbox } from '../../../apps/overlay/src/core/face/region.ts';

const NONE = -100;

interface Raw {
  anchor: number;
  logit: number;
  /** cx, cy, width, height and 6 keypoints, in pixels of the 128-pixel input. */
  box: [number, number, number, number];
  keypoint?: [number, number];
}

/** What the model would put out for these boxes: everything relative to the anchor's centre. */
function output(raw: Raw[]): { regressors: Float32Array; classificators: Float32Array } {
  const regressors = new Float32Array(896 * 16);
  const classificators = new Float32Array(896).fill(NONE);
  for (const { anchor, logit, box, keypoint = [64, 64] } of raw) {
    const ax = ANCHORS[2 * anchor] * 128;
    const ay = ANCHORS[2 * anchor + 1] * 128;
    classificators[anchor] = logit;
    regressors.set([box[0] - ax, box[1] - ay, box[2], box[3]], anchor * 16);
    for (let k = 0; k < 6; k++) regressors.set([keypoint[0] + k - ax, keypoint[1] - ay], anchor * 16 + 4 + 2 * k);
  }
  return { regressors, classificators };
}

function decode(raw: Raw[], width = 640, height = 480): ReturnType<typeof decodeDetections> {
  const { regressors, classificators } = output(raw);
  return decodeDetections(regressors, classificators, letterbox(width, height));
}

describe('detector decoding', () => {
  test('anchors: two a cell of a 16 grid, then six a cell of an 8 grid', () => {
    expect(ANCHORS.length).toBe(896 * 2);
    expect(Array.from(ANCHORS.slice(0, 6))).toEqual([0.5 / 16, 0.5 / 16, 0.5 / 16, 0.5 / 16, 1.5 / 16, 0.5 / 16]);
    expect(Array.from(ANCHORS.slice(1024, 1026))).toEqual([0.5 / 8, 0.5 / 8]);
    expect(Array.from(ANCHORS.slice(-2))).toEqual([7.5 / 8, 7.5 / 8]);
  });

  test('a box is carried through the letterbox to picture pixels', () => {
    const [face, ...others] = decode([{ anchor: 300, logit: 3, box: [64, 64, 32, 40], keypoint: [50, 60] }]);
    expect(others).toEqual([]);
    // 128 input pixels are 640 picture pixels, of which 80 above and below are letterbox.
    expect(face.score).toBeCloseTo(1 / (1 + Math.exp(-3)));
    expect(face.box.x).toBeCloseTo(320 - 80, 3);
    expect(face.box.y).toBeCloseTo(240 - 100, 3);
    expect(face.box.width).toBeCloseTo(160, 3);
    expect(face.box.height).toBeCloseTo(200, 3);
    expect(face.keypoints[0]).toBeCloseTo(250, 3);
    expect(face.keypoints[1]).toBeCloseTo(60 * 5 - 80, 3);
  });

  test('overlapping boxes are one face, averaged by score', () => {
    const faces = decode([
      { anchor: 300, logit: 2, box: [60, 64, 40, 40] },
      { anchor: 302, logit: 1, box: [64, 64, 40, 40] },
    ]);
    const a = 1 / (1 + Math.exp(-2));
    const b = 1 / (1 + Math.exp(-1));
    expect(faces).toHaveLength(1);
    expect(faces[0].score).toBeCloseTo(a);
    expect(faces[0].box.x + faces[0].box.width / 2).toBeCloseTo((5 * (60 * a + 64 * b)) / (a + b), 3);
  });

  test('faces apart stay apart, best first; unsure and empty boxes are dropped', () => {
    const faces = decode([
      { anchor: 10, logit: 1, box: [20, 40, 20, 20] },
      { anchor: 500, logit: 4, box: [100, 90, 20, 20] },
      { anchor: 700, logit: -0.1, box: [60, 60, 20, 20] },
      { anchor: 701, logit: 5, box: [60, 60, -20, 20] },
    ]);
    expect(faces.map(({ box }) => Math.round(box.x + box.width / 2))).toEqual([500, 100]);
  });
});
