import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type DrawnFace,
  distance,
  drawnFaceFile,
  isFace,
  openDrawnFace,
  readDrawnFace,
  type Square,
} from '../../support/drawn-face-model.ts';
import { type Picture, readPng } from '../../support/read-png.ts';
import { sharedFile } from '../../support/shared-data.ts';

/** Points of the model, and where the face mesh that Kasumi is authored on has the same. */
const MESH_OF_POINT: Record<string, readonly (readonly [number, number])[]> = {
  'eye corners': [
    [0, 33],
    [4, 133],
    [12, 263],
    [16, 362],
  ],
  lids: [
    [2, 159],
    [6, 145],
    [14, 386],
    [18, 374],
  ],
  irises: [
    [8, 468],
    [20, 473],
  ],
  'mouth corners': [
    [30, 61],
    [31, 291],
  ],
  nose: [[38, 1]],
  chin: [[42, 152]],
};

/** Largest error allowed, in percent of the face's width. */
const BOUNDS: Record<string, number> = { 'eye corners': 3.5, lids: 3.5, irises: 2, 'mouth corners': 2.5, nose: 4, chin: 3 };

let session: Awaited<ReturnType<typeof openDrawnFace>>;
beforeAll(async () => {
  session = await openDrawnFace();
});
afterAll(() => session.release());

const read = (picture: Picture, square: Square): Promise<DrawnFace> => readDrawnFace(session, picture, square);
const whole = ({ width, height }: Picture): Square => ({ x: width / 2, y: height / 2, side: Math.max(width, height) });

test('the weights stay under 2 MB and speak of 46 points', async () => {
  expect(statSync(drawnFaceFile).size).toBeLessThan(2_000_000);
  expect(session.inputNames).toEqual(['image']);
  expect([...session.outputNames].sort()).toEqual(['face', 'points', 'sigma', 'visible']);
});

describe('Kasumi', () => {
  const file = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../../../config/avatars/kasumi/${name}`, import.meta.url)));
  const picture = readPng(file('picture.png'));
  const authored = JSON.parse(file('landmarks.json').toString()) as { points: number[][] };
  const mesh = (i: number): number[] => authored.points[i];
  const width = distance(mesh(234), mesh(454));

  test.each([
    ['a close square', { x: 600, y: 600, side: 760 }],
    ['a loose square', { x: 570, y: 640, side: 1150 }],
  ])('%s: the points lie where she was drawn', async (_, square) => {
    const found = await read(picture, square);
    const { points, visible, sigma } = found;
    expect(isFace(found)).toBe(true);
    for (const [group, pairs] of Object.entries(MESH_OF_POINT))
      for (const [point, index] of pairs) {
        expect((100 * distance(points[point], mesh(index))) / width, `${group}, point ${point}`).toBeLessThan(BOUNDS[group]);
        expect(visible[point], `${group}, point ${point} shown`).toBeGreaterThan(0.5);
        expect(sigma[point]).toBeLessThan(0.06 * width);
      }
  });

  test('her mirror image gives the mirrored points', async () => {
    const mirrored = { ...picture, pixels: picture.pixels.slice() };
    const row = 4 * picture.width;
    for (let at = 0; at < picture.pixels.length; at += 4) {
      const x = (at % row) / 4;
      mirrored.pixels.set(picture.pixels.subarray(at, at + 4), at - 4 * x + 4 * (picture.width - 1 - x));
    }
    const square = { x: 600, y: 600, side: 760 };
    const [a, b] = [await read(picture, square), await read(mirrored, square)];
    for (const [left, right] of [
      [8, 20],
      [30, 31],
      [24, 27],
      [40, 44],
    ])
      expect((100 * distance([picture.width - b.points[right][0], b.points[right][1]], a.points[left])) / width).toBeLessThan(3);
  });

  test.each([
    ['cloth', { x: 600, y: 1250, side: 300 }],
    ['hair', { x: 220, y: 1050, side: 300 }],
    ['the crown of her head', { x: 600, y: 200, side: 300 }],
  ])('%s alone is no face', async (_, square) => {
    expect(isFace(await read(picture, square))).toBe(false);
  });
});

const handPoints = sharedFile('drawn', 'points.json');

test.skipIf(handPoints === null)('foreign drawings: eyes, mouth and chin lie near the points placed by hand', async () => {
  const { pictures } = JSON.parse(readFileSync(handPoints as string, 'utf8')) as { pictures: Record<string, ([number, number] | null)[]> };
  const hand: [number, number][] = [
    [4, 8],
    [10, 20],
    [18, 30],
    [19, 31],
    [25, 42],
  ];
  for (const [name, placed] of Object.entries(pictures)) {
    const picture = readPng(readFileSync(sharedFile('drawn', name) as string));
    const found = await read(picture, whole(picture));
    const { points } = found;
    expect(isFace(found), name).toBe(true);
    const pixels = placed.map((p) => p?.map((v) => (v * picture.width) / 100));
    const width = distance(pixels[23] as number[], pixels[27] as number[]);
    for (const [index, point] of hand)
      expect((100 * distance(points[point], pixels[index] as number[])) / width, `${name}, point ${point}`).toBeLessThan(10);
  }
});
