import { describe, expect, it } from 'vitest';
import { hasCutout, type Picture } from '../../../../../apps/overlay/src/core/rig/picture.ts';

function picture(width: number, height: number, opaque: (x: number, y: number) => boolean): Picture {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data[4 * i + 3] = opaque(i % width, Math.floor(i / width)) ? 255 : 0;
  return { width, height, data };
}

describe('hasCutout', () => {
  it('sees a figure that stands on the lower border', () => {
    expect(hasCutout(picture(40, 60, (x, y) => Math.abs(x - 20) < 15 && y > 10))).toBe(true);
  });

  it('is not taken in by rounded corners or a hole in the middle', () => {
    expect(hasCutout(picture(40, 40, (x, y) => Math.hypot(x - 19.5, y - 19.5) < 25))).toBe(false);
    expect(hasCutout(picture(40, 40, (x, y) => Math.hypot(x - 19.5, y - 19.5) > 8))).toBe(false);
  });

  it('takes an opaque picture as it is', () => {
    expect(hasCutout(picture(3, 2, () => true))).toBe(false);
  });
});
