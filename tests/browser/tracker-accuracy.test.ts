import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFile } from '../support/shared-data.ts';
import { type OpenTrackerPage, openTrackerPage } from '../support/tracker-page.ts';

/** Picture -> 478 x (x, y) in tenths of a pixel, by the original package (see tracker-reference.ts). */
const reference = JSON.parse(readFileSync(new URL('../fixtures/face-mesh-reference.json', import.meta.url), 'utf8')) as Record<
  string,
  number[]
>;
const ofAvatars = Object.entries(reference).filter(([picture]) => picture.startsWith('avatars/'));
const ofShared = Object.entries(reference).filter(([picture]) => !picture.startsWith('avatars/'));
const shared = ofShared.every(([picture]) => sharedFile(picture));

/** Mean and largest distance between two sets of landmarks in percent of the distance between the iris centres. */
function difference(ours: ArrayLike<number>, theirs: ArrayLike<number>): { mean: number; worst: number } {
  const between = Math.hypot(theirs[2 * 468] - theirs[2 * 473], theirs[2 * 468 + 1] - theirs[2 * 473 + 1]);
  const distances = Array.from({ length: 478 }, (_, i) => Math.hypot(ours[2 * i] - theirs[2 * i], ours[2 * i + 1] - theirs[2 * i + 1]));
  const percent = distances.map((distance) => (100 * distance) / between);
  return { mean: percent.reduce((a, b) => a + b) / 478, worst: Math.max(...percent) };
}

/** x and y of (x, y, z) triples. */
function flat(landmarks: number[], scale = 1): number[] {
  return landmarks.filter((_, i) => i % 3 < 2).map((value) => value * scale);
}

/** Compares first looks at pictures with the original's; returns the mean difference. */
async function compare(pictures: [string, number[]][], fileOf: (picture: string) => string): Promise<number> {
  let sum = 0;
  for (const [picture, points] of pictures) {
    const face = await tracker.call('portrait', `/file${fileOf(picture)}`, true);
    const { mean, worst } = difference(flat(face?.landmarks ?? [], 10), points);
    console.log(`landmarks of ${picture}: mean ${mean.toFixed(3)} %, worst point ${worst.toFixed(2)} % of the inter-ocular distance`);
    expect(mean, `${picture} (if the picture itself has changed: npx tsx tests/browser/tracker-reference.ts ${picture})`).toBeLessThan(1);
    sum += mean;
  }
  return sum / pictures.length;
}

let tracker: OpenTrackerPage;
beforeAll(async () => {
  console.log(
    shared
      ? 'tracker accuracy: on shared portraits and our avatars'
      : 'tracker accuracy: on our avatars alone, the shared portraits are not here',
  );
  tracker = await openTrackerPage();
}, 120_000);
afterAll(() => tracker?.close());

describe('landmarks beside the original package (our avatars)', () => {
  test('an avatar whose landmarks are tracked gives those of the original', { timeout: 120_000 }, async () => {
    expect(ofAvatars.length).toBeGreaterThan(0);
    const inRepository = (picture: string): string => fileURLToPath(new URL(`../../config/${picture}`, import.meta.url));
    expect(await compare(ofAvatars, inRepository)).toBeLessThan(0.5);
  });
});

describe.runIf(shared)('landmarks beside the original package (shared portraits)', () => {
  test('every picture gives the landmarks of the original', { timeout: 300_000 }, async () => {
    expect(ofShared.length).toBeGreaterThanOrEqual(5);
    expect(await compare(ofShared, (picture) => `${sharedFile(picture)}`)).toBeLessThan(0.5);
  });

  test('a settled portrait is close to its first look, and steadier', { timeout: 120_000 }, async () => {
    const picture = 'portraits/p01_photo_front.jpg';
    const face = await tracker.call('portrait', `/file${sharedFile(picture)}`);
    expect(face?.score).toBeGreaterThan(0.9);
    expect(difference(flat(face?.landmarks ?? [], 10), reference[picture]).mean).toBeLessThan(2);
  });

  test('a cup is no face, and of a group the largest face is taken', { timeout: 120_000 }, async () => {
    expect(await tracker.call('portrait', `/file${sharedFile('portraits/p10_no_face_coffee.png')}`)).toBeNull();
    expect(await tracker.call('portrait', `/file${sharedFile('portraits/p09_group_16_faces.jpg')}`)).not.toBeNull();
  });

  test('the matte covers the person and not the background', { timeout: 120_000 }, async () => {
    const { middle, corners } = await tracker.call('matte', `/file${sharedFile('portraits/p01_photo_front.jpg')}`);
    expect(middle).toBeGreaterThan(0.9);
    expect(corners).toBeLessThan(0.1);
  });
});
