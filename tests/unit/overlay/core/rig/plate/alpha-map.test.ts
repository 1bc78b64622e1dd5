import { describe, expect, it } from 'vitest';
import { headCrop, mirrorAlphaMap, placeAlphaMap } from '../../../../../../apps/overlay/src/core/rig/plate/alpha-map.ts';

describe('placeAlphaMap', () => {
  it('reads cell centres exactly, between them linearly, and 0 outside the rectangle', () => {
    const map = { width: 2, height: 1, data: Float32Array.of(0, 1) };
    const out = placeAlphaMap(map, { x: 2, y: 0, width: 4, height: 2 }, { width: 8, height: 3 });
    expect(Array.from(out.subarray(0, 8))).toEqual([0, 0, 0, 0.25, 0.75, 1, 0, 0]);
    expect(Array.from(out.subarray(16))).toEqual(new Array(8).fill(0));
  });

  it('copes with a rectangle that reaches beyond the picture', () => {
    const map = { width: 4, height: 4, data: new Float32Array(16).fill(0.5) };
    const out = placeAlphaMap(map, { x: -3, y: -3, width: 30, height: 30 }, { width: 5, height: 7 });
    expect(Array.from(out)).toEqual(new Array(35).fill(0.5));
  });
});

describe('mirrorAlphaMap', () => {
  it('turns every row around', () => {
    const map = { width: 3, height: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(Array.from(mirrorAlphaMap(map).data)).toEqual([3, 2, 1, 6, 5, 4]);
  });
});

describe('headCrop', () => {
  it('is a square of 2.8 face heights around the face', () => {
    const rect = headCrop({ x: 450, y: 300, width: 80, height: 100 }, { width: 1000, height: 900 });
    expect(rect).toEqual({ x: 350, y: 210, width: 280, height: 280 });
  });

  it('is moved into the picture', () => {
    const rect = headCrop({ x: 10, y: 5, width: 80, height: 100 }, { width: 1000, height: 900 });
    expect(rect).toEqual({ x: 0, y: 0, width: 280, height: 280 });
  });

  it('is not worth while where the face fills the picture', () => {
    expect(headCrop({ x: 100, y: 100, width: 300, height: 350 }, { width: 600, height: 700 })).toBeNull();
  });
});
