import { IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE, MIRRORED_POINT } from '@masque/config/drawn-points';
import { movePoint, type Points } from '@masque/panel/src/rig/move-point.ts';
import { describe, expect, test } from 'vitest';
import { kasumiPoints } from '../../../support/rig-points.ts';

const { width, points } = kasumiPoints();
const changes = (moved: Points): Record<number, number[]> =>
  Object.fromEntries(
    moved.flatMap(([x, y], p) => (x === points[p][0] && y === points[p][1] ? [] : [[p, [x - points[p][0], y - points[p][1]]]])),
  );
const near = (...values: number[]) => values.map((v) => expect.closeTo(v, 6));

describe('a handle that is moved', () => {
  test('takes half of its move to the points between it and its neighbours', () => {
    expect(changes(movePoint(points, 2, 4, -6, false))).toEqual({ 1: near(2, -3), 2: near(4, -6), 3: near(2, -3) });
    // A corner belongs to both lids.
    expect(changes(movePoint(points, 4, 8, 2, false))).toEqual({ 3: near(4, 1), 4: near(8, 2), 5: near(4, 1) });
    expect(changes(movePoint(points, 33, 0, 10, false))).toEqual({ 33: near(0, 10), 36: near(0, 5), 37: near(0, 5) });
    expect(changes(movePoint(points, 42, 0, 10, false))).toEqual({ 41: near(0, 5), 42: near(0, 10), 43: near(0, 5) });
    expect(changes(movePoint(points, 25, 3, 3, false))).toEqual({ 25: near(3, 3) });
  });

  test('takes the iris along by its centre, and sizes it by its edge', () => {
    expect(Object.keys(changes(movePoint(points, 8, 5, 5, false)))).toEqual(['8', '9', '10', '11']);
    const { centre, left, right, bottom } = IMAGE_RIGHT_EYE.iris;
    const radius = points[right][0] - points[centre][0];
    const moved = movePoint(points, right, radius, 0, false);
    expect(moved[centre]).toEqual(points[centre]);
    expect(moved[left][0]).toBeCloseTo(points[centre][0] - 2 * radius, 6);
    expect(moved[bottom][1] - moved[centre][1]).toBeCloseTo(2 * (points[bottom][1] - points[centre][1]), 6);
  });

  test('moves the other side as in a mirror, if that is wanted', () => {
    const symmetric = points.map(([x, y], p) => {
      const [mx, my] = points[MIRRORED_POINT[p]];
      return [(x + width - mx) / 2, (y + my) / 2] as const;
    });
    for (const handle of [0, 8, 9, 24, 30, 40]) {
      const moved = movePoint(symmetric, handle, 7, -3, true);
      for (const [p, [x, y]] of moved.entries()) {
        expect(x).toBeCloseTo(width - moved[MIRRORED_POINT[p]][0], 6);
        expect(y).toBeCloseTo(moved[MIRRORED_POINT[p]][1], 6);
      }
    }
  });

  test('leaves what is given as it was', () => {
    const before = JSON.stringify(points);
    movePoint(points, IMAGE_LEFT_EYE.upper[0], 9, 9, true);
    expect(JSON.stringify(points)).toBe(before);
  });
});
