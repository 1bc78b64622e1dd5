import { parseRigPoints, type RigPoints } from '@masque/config/rig-points';
import { expect, test } from 'vitest';
import { kasumiPoints } from '../../support/rig-points.ts';

const good = kasumiPoints();

test('the points of a face are read as they were written', () => {
  expect(parseRigPoints(JSON.parse(JSON.stringify(good)))).toEqual(good);
});

const collapsed = good.points.map(() => [600, 600]);
test.each<[string, object, RegExp]>([
  ['a point too few', { points: good.points.slice(1) }, /46/],
  ['a point without a height', { points: good.points.with(3, [1] as never) }, /points/],
  ['a point that is no number', { points: good.points.with(3, [1, Number.NaN]) }, /points/],
  ['a point far outside', { points: good.points.with(3, [5000, 3]) }, /far outside/],
  ['a face without size', { points: collapsed }, /one point/],
  ['a picture without size', { width: 0 }, /width/],
  ['a newer version', { version: 2 }, /version 2/],
  ['more than belongs there', { name: 'x' }, /name/],
])('%s is refused with the reason', (_, change, reason) => {
  expect(() => parseRigPoints({ ...(good as RigPoints), ...change })).toThrow(reason);
});
