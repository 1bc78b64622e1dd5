import { readFileSync } from 'node:fs';
import { IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE } from '@masque/config/drawn-points';
import { drawnPointsOf } from '@masque/overlay/src/core/rig/drawn/drawn-points-of.ts';
import { placeLandmarks } from '@masque/overlay/src/core/rig/drawn/place-landmarks.ts';
import { expect, test } from 'vitest';

test('what is read from landmarks is what they were laid out from', () => {
  const file = new URL('../../../../../../config/avatars/kasumi/landmarks.json', import.meta.url);
  const points = drawnPointsOf((JSON.parse(readFileSync(file, 'utf8')) as { points: number[][] }).points.flat());
  const again = drawnPointsOf(placeLandmarks(points));
  const eyeDistance = points[2 * IMAGE_RIGHT_EYE.iris.centre] - points[2 * IMAGE_LEFT_EYE.iris.centre];
  const moved = Array.from({ length: 46 }, (_, p) => Math.hypot(again[2 * p] - points[2 * p], again[2 * p + 1] - points[2 * p + 1]));
  // On the outline, landmarks are spread anew.
  expect(Math.max(...moved.slice(0, 39)) / eyeDistance).toBeLessThan(0.05);
  expect(Math.max(...moved.slice(39)) / eyeDistance).toBeLessThan(0.2);
});
