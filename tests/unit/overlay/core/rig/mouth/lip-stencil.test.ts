import { canonicalFace } from '@masque/models/canonical-face';
import { describe, expect, it } from 'vitest';
import { INNER_LIPS } from '../../../../../../apps/overlay/src/core/face/topology.ts';
import { catmullRomWeights, lipStencil } from '../../../../../../apps/overlay/src/core/rig/mouth/lip-stencil.ts';
import { LIP_RINGS } from '../../../../../../apps/overlay/src/core/rig/mouth/lip-topology.ts';
import { subdivide } from '../../../../../../apps/overlay/src/core/rig/subdivide.ts';
import { tidyLips } from '../../../../../../apps/overlay/src/core/warp/lips.ts';
import { canonicalLandmarks } from '../../../../../support/synthetic-face.ts';

const inner = new Set<number>([...INNER_LIPS.upper, ...INNER_LIPS.lower]);
const triangles = canonicalFace.triangles.filter((t) => !t.every((p) => inner.has(p)));
const mesh = subdivide(canonicalFace.points.length / 3, triangles, 2);
const lips = new Set(LIP_RINGS.flat());
/** y of the canonical mouth's corners. */
const LINE = -4.3;

describe('lipStencil', () => {
  it('serves every vertex within the red with at most 8 weights of sum 1, and no other', () => {
    for (let v = 0; v < mesh.count; v++) {
      const stencil = lipStencil(mesh.linear[v]);
      const red = mesh.linear[v].index.every((p, i) => lips.has(p) || mesh.linear[v].weight[i] === 0);
      expect(stencil !== null).toBe(red);
      if (!stencil) continue;
      expect(stencil.index.length).toBeLessThanOrEqual(8);
      expect(stencil.weight.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
    }
  });

  it('keeps landmarks where they are', () => {
    for (const p of lips) expect(lipStencil({ index: [p], weight: [1] })).toEqual({ index: [p], weight: [1] });
  });

  it('folds no triangle of thin lips beside wide skin, where butterfly weights do', () => {
    const points = canonicalLandmarks();
    tidyLips(points, true);
    for (const p of lips) points[3 * p + 1] = LINE + 0.25 * (points[3 * p + 1] - LINE);
    const folded = (weights: typeof mesh.smooth): number => {
      const at = (v: number, c: number) => weights[v].index.reduce((s, p, i) => s + weights[v].weight[i] * points[3 * p + c], 0);
      return mesh.triangles.filter(([a, b, c]) => {
        if (![a, b, c].every((v) => lipStencil(mesh.linear[v]))) return false;
        const area = (at(b, 0) - at(a, 0)) * (at(c, 1) - at(a, 1)) - (at(c, 0) - at(a, 0)) * (at(b, 1) - at(a, 1));
        return area < -1e-4;
      }).length;
    };
    expect(folded(mesh.smooth)).toBeGreaterThan(20);
    expect(folded(mesh.linear.map((l, v) => lipStencil(l) ?? mesh.smooth[v]))).toBe(0);
  });
});

describe('catmullRomWeights', () => {
  it('passes through its points and reproduces straight lines', () => {
    expect(catmullRomWeights(0)).toEqual([0, 1, 0, 0]);
    const w = catmullRomWeights(0.3);
    expect(w.reduce((s, v, i) => s + v * (i - 1), 0)).toBeCloseTo(0.3, 10);
  });
});
