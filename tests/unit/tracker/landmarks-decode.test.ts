import { describe, expect, test } from 'vitest';
import { decodeLandmarks, type LandmarkOutputs } from '../../../apps/overlay/src/core/face/landmarks-decode.ts';
import type { Region } from '../../../apps/overlay/src/core/face/region.ts';

function outputs(): LandmarkOutputs & { mesh: Float32Array; lips: Float32Array } {
  return {
    mesh: Float32Array.from({ length: 468 * 3 }, (_, i) => [96, 96, 10][i % 3]),
    lips: new Float32Array(160).fill(96),
    leftEye: new Float32Array(142).fill(96),
    rightEye: new Float32Array(142).fill(96),
    leftIris: new Float32Array(10).fill(96),
    rightIris: new Float32Array(10).fill(96),
    faceFlag: [2],
  };
}

const REGION: Region = { x: 300, y: 200, width: 384, height: 384, rotation: Math.PI / 2 };

describe('landmark decoding', () => {
  test('the middle of the input is the middle of the region, depth is scaled, the flag becomes a score', () => {
    const out = new Float32Array(478 * 3);
    const score = decodeLandmarks(outputs(), REGION, out);
    expect(score).toBeCloseTo(1 / (1 + Math.exp(-2)));
    for (let i = 0; i < 478; i++) {
      expect(out[3 * i]).toBeCloseTo(300, 3);
      expect(out[3 * i + 1]).toBeCloseTo(200, 3);
      expect(out[3 * i + 2]).toBeCloseTo(20, 3);
    }
  });

  test('the region turns and scales the points', () => {
    const raw = outputs();
    raw.mesh.set([106, 96, 0], 3 * 4);
    const out = new Float32Array(478 * 3);
    decodeLandmarks(raw, REGION, out);
    // Ten input pixels to the right are twenty down in a region turned by a quarter.
    expect(out[12]).toBeCloseTo(300, 3);
    expect(out[13]).toBeCloseTo(220, 3);
  });

  test('refined points replace x and y, keep the mesh depth, and irises take their eye contour depth', () => {
    const raw = outputs();
    raw.mesh.set([0, 0, 30], 3 * 61);
    raw.lips.set([100, 96], 0);
    (raw.leftIris as Float32Array).set([90, 96], 0);
    for (const i of [33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173]) raw.mesh[3 * i + 2] = -8;
    const out = new Float32Array(478 * 3);
    decodeLandmarks(raw, { ...REGION, rotation: 0 }, out);
    expect(Array.from(out.slice(183, 186), Math.round)).toEqual([308, 200, 60]);
    expect(Array.from(out.slice(468 * 3, 468 * 3 + 3), Math.round)).toEqual([288, 200, -16]);
    expect(Math.round(out[473 * 3 + 2])).toBe(20);
  });
});
