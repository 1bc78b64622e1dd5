import { DEFAULT_PLACEMENT } from '@masque/config/look';
import { describe, expect, test } from 'vitest';
import { place } from '../../../../apps/overlay/src/stage/place.ts';

const PICTURE = { width: 200, height: 100 };
const at = (placement: Partial<typeof DEFAULT_PLACEMENT>, x: number, y: number) => {
  const m = place(PICTURE, { ...DEFAULT_PLACEMENT, ...placement }, 400, 400);
  return [m.a * x + m.c * y + m.x, m.b * x + m.d * y + m.y].map((v) => Math.round(v * 1000) / 1000);
};

describe('place', () => {
  test('stands a picture on the bottom edge, as large as fits', () => {
    expect(at({}, 0, 0)).toEqual([0, 200]);
    expect(at({}, 200, 100)).toEqual([400, 400]);
  });

  test('sizes it from the middle of its bottom edge', () => {
    expect(at({ size: 0.5 }, 100, 100)).toEqual([200, 400]);
    expect(at({ size: 0.5 }, 0, 0)).toEqual([100, 300]);
  });

  test('shifts it to the right and up', () => {
    expect(at({ x: 0.25, y: 0.1 }, 0, 100)).toEqual([100, 360]);
  });

  test('turns it counter-clockwise about its middle', () => {
    expect(at({ rotation: 90 }, 100, 50)).toEqual([200, 300]);
    // The right end comes up.
    expect(at({ rotation: 90 }, 200, 50)).toEqual([200, 100]);
  });

  test('mirrors shift and turn where the canvas is mirrored', () => {
    const mirrored = at({ x: 0.25, rotation: 30, flip: true }, 150, 50);
    const [x, y] = at({ x: 0.25, rotation: 30 }, 50, 50);
    expect(mirrored).toEqual([400 - x, y]);
  });
});
