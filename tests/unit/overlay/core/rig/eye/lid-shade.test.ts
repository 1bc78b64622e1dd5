import { describe, expect, it } from 'vitest';
import { fitLidShade, lidShadeAt } from '../../../../../../apps/overlay/src/core/rig/eye/lid-shade.ts';

describe('fitLidShade', () => {
  it('finds the shade that made the samples', () => {
    const made = { strength: 0.5, reach: 0.09 };
    const depths = Array.from({ length: 400 }, (_, i) => i / 700);
    const shade = fitLidShade(
      depths,
      depths.map((d, i) => lidShadeAt(made, 0, d) + (i % 2 ? 0.01 : -0.01)),
    );
    expect(shade.reach).toBe(0.09);
    expect(shade.strength).toBeCloseTo(0.5, 1);
  });

  it('finds none where there is none, and never brightens', () => {
    const depths = Array.from({ length: 200 }, (_, i) => i / 400);
    expect(
      fitLidShade(
        depths,
        depths.map(() => 1),
      ).strength,
    ).toBe(0);
    expect(
      fitLidShade(
        depths,
        depths.map((d) => 1.3 - d),
      ).strength,
    ).toBe(0);
    expect(fitLidShade([], []).strength).toBe(0);
  });

  it('fades towards the corners and ends at the lid', () => {
    const shade = { strength: 0.6, reach: 0.1 };
    expect(lidShadeAt(shade, 0, 0)).toBeCloseTo(0.4, 6);
    expect(lidShadeAt(shade, 1, 0)).toBe(1);
    expect(lidShadeAt(shade, 0, -0.01)).toBe(1);
    expect(lidShadeAt(shade, 0, 1)).toBeGreaterThan(0.99);
  });
});
