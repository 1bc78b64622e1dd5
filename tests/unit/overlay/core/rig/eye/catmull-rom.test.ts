import { describe, expect, it } from 'vitest';
import { catmullRomBasis, curveThrough } from '../../../../../../apps/overlay/src/core/rig/eye/catmull-rom.ts';

describe('catmullRomBasis', () => {
  it('passes through its points and reproduces lines', () => {
    const basis = catmullRomBasis(5, 4);
    const points = [0, 0, 1, 3, 2, -1, 3, 4, 4, 2];
    const curve = curveThrough(basis, points);
    expect(basis.samples).toBe(17);
    for (let i = 0; i < 5; i++) {
      expect(curve[8 * i]).toBeCloseTo(points[2 * i], 6);
      expect(curve[8 * i + 1]).toBeCloseTo(points[2 * i + 1], 6);
    }
    const line = curveThrough(basis, [0, 0, 1, 2, 2, 4, 3, 6, 4, 8]);
    for (let s = 4; s <= 12; s++) expect(line[2 * s + 1]).toBeCloseTo(2 * line[2 * s], 5);
  });
});
