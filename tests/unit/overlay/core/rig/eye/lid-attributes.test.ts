import { describe, expect, it } from 'vitest';
import { EYES } from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { buildLidAttributes } from '../../../../../../apps/overlay/src/core/rig/eye/lid-attributes.ts';
import { faceWithLids } from './drawn-eyes.ts';

const { landmarks, neutral } = faceWithLids(0.5, 0.35);
const texture = Float32Array.from({ length: 956 }, (_, i) => landmarks[3 * (i >> 1) + (i & 1)] / 640);
const uv = (p: number) => [texture[2 * p], texture[2 * p + 1]];

/** One vertex a landmark list with weights. */
function attributes(...vertices: [landmark: number, weight: number][][]) {
  const corner = new Uint16Array(3 * vertices.length);
  const cornerWeight = new Float32Array(3 * vertices.length);
  vertices.forEach((list, v) => {
    list.forEach(([p, w], j) => {
      corner[3 * v + j] = p;
      cornerWeight[3 * v + j] = w;
    });
  });
  return buildLidAttributes({ count: vertices.length, corner, cornerWeight }, texture, neutral, { right: 0.13, left: 0.2 });
}

describe('buildLidAttributes', () => {
  it('runs from the lid to the fold of its column', () => {
    const { upper, upperRing } = EYES.left;
    const { ends, lid } = attributes(
      [[upper[4], 1]],
      [[upperRing[4], 1]],
      [
        [upper[4], 0.5],
        [upperRing[4], 0.5],
      ],
    );
    for (let v = 0; v < 3; v++) {
      const expected = [...uv(upper[4]), ...uv(upperRing[4])];
      for (let c = 0; c < 4; c++) expect(ends[4 * v + c]).toBeCloseTo(expected[c], 5);
      expect(lid[4 * v + 1]).toBe(1);
      expect(lid[4 * v + 2]).toBe(4);
      expect(lid[4 * v + 3]).toBeGreaterThan(0.1);
    }
    expect([lid[0], lid[4], lid[8]]).toEqual([0, 1, 0.5]);
  });

  it('keeps the lash strip its height in centimetres, and the sides apart', () => {
    const heightOf = (side: 'right' | 'left') => {
      const [u, r] = [EYES[side].upper[4], EYES[side].upperRing[4]];
      return Math.hypot(neutral[3 * u] - neutral[3 * r], neutral[3 * u + 1] - neutral[3 * r + 1]);
    };
    const { lid } = attributes([[EYES.right.upper[4], 1]], [[EYES.left.upper[4], 1]]);
    expect(lid[3] * heightOf('right')).toBeCloseTo(0.13, 5);
    expect(lid[7] * heightOf('left')).toBeCloseTo(0.2, 5);
    expect([lid[1], lid[5]]).toEqual([-1, 1]);
  });

  it('marks the lower lid, and leaves the rest of the face alone', () => {
    const { lid, ends } = attributes(
      [[EYES.right.lower[3], 1]],
      [[EYES.right.lowerRing[3], 1]],
      [[1, 1]],
      [
        [152, 0.5],
        [148, 0.5],
      ],
    );
    expect([lid[1], lid[5]]).toEqual([-2, -1]);
    for (let v = 0; v < 4; v++) expect(lid[4 * v]).toBe(1);
    expect([...ends.subarray(8, 12)]).toEqual([...uv(1), ...uv(1)]);
  });

  it('lets the strip end in the corners', () => {
    const { upper } = EYES.right;
    const { lid, ends } = attributes(
      [[upper[0], 1]],
      [
        [upper[0], 0.5],
        [upper[1], 0.5],
      ],
    );
    expect([...lid.subarray(0, 4)]).toEqual([0, -1, 0, 0]);
    expect([...ends.subarray(0, 4)]).toEqual([...uv(upper[0]), ...uv(upper[0])]);
    expect(lid[4]).toBe(0);
  });
});
