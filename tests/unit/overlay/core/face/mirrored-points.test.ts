import { canonicalFace } from '@masque/models/canonical-face';
import { expect, test } from 'vitest';
import { MIRRORED_POINTS } from '../../../../../apps/overlay/src/core/face/mirrored-points.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';

test("a landmark's mirrored one is the nearest to its mirror image, irises included, and mirrors back", () => {
  const { points } = canonicalFace;
  const far = (i: number, j: number) =>
    Math.hypot(points[3 * i] + points[3 * j], points[3 * i + 1] - points[3 * j + 1], points[3 * i + 2] - points[3 * j + 2]);
  const count = points.length / 3;
  const all = Array.from({ length: count }, (_, i) => i);
  expect(all.filter((i) => all.some((j) => far(i, j) < far(i, MIRRORED_POINTS[i])))).toEqual([]);
  expect(MIRRORED_POINTS.every((j, i) => MIRRORED_POINTS[j] === i)).toBe(true);
  // The rings of both irises run the same way round.
  expect(RIGHT_EYE.iris.map((i) => MIRRORED_POINTS[i])).toEqual([
    LEFT_EYE.iris[0],
    LEFT_EYE.iris[3],
    LEFT_EYE.iris[2],
    LEFT_EYE.iris[1],
    LEFT_EYE.iris[4],
  ]);
});
