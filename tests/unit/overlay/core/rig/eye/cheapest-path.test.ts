import { describe, expect, it } from 'vitest';
import { cheapestPath } from '../../../../../../apps/overlay/src/core/rig/eye/cheapest-path.ts';

describe('cheapestPath', () => {
  it('is the cheapest of all paths', () => {
    const cost = (c: number, r: number) => ((c * 31 + r * 17 + c * r * 7) % 11) / 3;
    const step = (a: number, b: number) => 0.4 * (a - b) ** 2;
    const total = (rows: ArrayLike<number>) => Array.from(rows).reduce((sum, r, c) => sum + cost(c, r) + (c ? step(rows[c - 1], r) : 0), 0);
    let least = Number.POSITIVE_INFINITY;
    for (let code = 0; code < 4 ** 5; code++)
      least = Math.min(least, total(Array.from({ length: 5 }, (_, c) => Math.floor(code / 4 ** c) % 4)));
    expect(total(cheapestPath(5, 4, cost, step))).toBeCloseTo(least, 9);
  });

  it('smooths a single outlier away when steps are dear', () => {
    const cost = (c: number, r: number) => (r === (c === 3 ? 5 : 1) ? 0 : 1);
    expect([...cheapestPath(7, 6, cost, (a, b) => (a - b) ** 2)]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(cheapestPath(7, 6, cost, () => 0)[3]).toBe(5);
  });
});
