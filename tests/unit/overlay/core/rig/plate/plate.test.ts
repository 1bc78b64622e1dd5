import { describe, expect, it } from 'vitest';
import { buildPlate } from '../../../../../../apps/overlay/src/core/rig/plate/plate.ts';
import type { Layers } from '../../../../../../apps/overlay/src/core/rig/plate/separate.ts';
import { BACKGROUNDS, paintScene } from './scene.ts';

const OPTIONS = { seed: 1, maxSearch: 512 };

/** Largest difference of foreground over plate from the picture, levels. */
function worstMiss({ plate, foreground }: Layers, data: Uint8ClampedArray): number {
  let worst = 0;
  for (let k = 0; k < data.length; k++) {
    if (k % 4 === 3) continue;
    const opacity = foreground[k - (k % 4) + 3];
    worst = Math.max(worst, Math.abs(foreground[k] + (1 - opacity / 255) * plate[k] - data[k]));
  }
  return worst;
}

describe('buildPlate', () => {
  it.each(Object.keys(BACKGROUNDS))('over the plate the foreground is the picture again: %s', (name) => {
    const { picture, alpha } = paintScene(150, 141, BACKGROUNDS[name]);
    expect(worstMiss(buildPlate(picture, alpha, OPTIONS), picture.data)).toBeLessThanOrEqual(2);
  });

  it.each([
    [64, 64],
    [65, 97],
    [9, 7],
    [1, 5],
  ])('holds at %i x %i', (width, height) => {
    const { picture, alpha } = paintScene(width, height, BACKGROUNDS.stripes);
    const layers = buildPlate(picture, alpha, OPTIONS);
    expect(layers.plate.length).toBe(picture.data.length);
    expect(worstMiss(layers, picture.data)).toBeLessThanOrEqual(2);
  });

  it.each([
    ['wall', 5],
    ['gradient', 8],
    ['white', 12],
  ])('shows no trace of the person on a plain background: %s', (name, limit) => {
    const { picture, alpha, background } = paintScene(200, 200, BACKGROUNDS[name]);
    const { plate } = buildPlate(picture, alpha, OPTIONS);
    const misses = Array.from(alpha, (_, i) => Math.max(...[0, 1, 2].map((c) => Math.abs(plate[4 * i + c] - background[3 * i + c]))));
    misses.sort((a, b) => a - b);
    expect(misses[Math.floor(0.99 * misses.length)]).toBeLessThanOrEqual(limit);
  });

  it('finds a hair that the matte missed on a plain background', () => {
    const { picture, alpha } = paintScene(200, 200, BACKGROUNDS.wall);
    const hair = (y: number) => 4 * (200 * y + 60);
    for (let y = 80; y < 90; y++) picture.data.set([120, 60, 40, 255], hair(y));
    const { plate, foreground } = buildPlate(picture, alpha, OPTIONS);
    expect(foreground[hair(85) + 3]).toBeGreaterThan(180);
    expect(Math.abs(plate[hair(85)] - 150)).toBeLessThan(8);
  });

  it('leaves true background untouched and the plate opaque', () => {
    const { picture, alpha } = paintScene(120, 120, BACKGROUNDS.noise);
    const { plate, foreground, cutout } = buildPlate(picture, alpha, OPTIONS);
    expect(plate.slice(0, 4 * 120 * 10)).toEqual(picture.data.slice(0, 4 * 120 * 10));
    expect(foreground.slice(0, 4 * 120 * 10).every((v) => v === 0)).toBe(true);
    expect(cutout.slice(0, 4 * 120 * 10).every((v) => v === 0)).toBe(true);
    expect(plate.every((v, k) => k % 4 !== 3 || v === 255)).toBe(true);
  });

  it('gives premultiplied colours, the person free of the background', () => {
    const { picture, alpha } = paintScene(150, 150, BACKGROUNDS.white);
    const { foreground, cutout } = buildPlate(picture, alpha, OPTIONS);
    for (const layer of [foreground, cutout]) {
      expect(layer.every((v, k) => v <= layer[k - (k % 4) + 3])).toBe(true);
    }
    let lightest = 0;
    for (let i = 0; i < alpha.length; i++) {
      if (alpha[i] > 0.2 && alpha[i] < 0.9) lightest = Math.max(lightest, (255 * cutout[4 * i + 1]) / cutout[4 * i + 3]);
    }
    expect(lightest).toBeLessThan(110);
  });

  it('is the same for the same seed', () => {
    const { picture, alpha } = paintScene(110, 90, BACKGROUNDS.noise);
    const first = buildPlate(picture, alpha, OPTIONS);
    expect(buildPlate(picture, alpha, OPTIONS)).toEqual(first);
    expect(buildPlate(picture, alpha, { ...OPTIONS, seed: 2 }).plate).not.toEqual(first.plate);
  });

  it('makes nothing up where there is no person, or no background', () => {
    const { picture } = paintScene(64, 80, BACKGROUNDS.stripes);
    const empty = buildPlate(picture, new Float32Array(64 * 80), OPTIONS);
    expect(empty.plate).toEqual(picture.data);
    expect(empty.foreground.every((v) => v === 0)).toBe(true);
    const full = buildPlate(picture, new Float32Array(64 * 80).fill(1), OPTIONS);
    expect(full.plate).toEqual(picture.data);
    expect(full.foreground).toEqual(picture.data);
  });

  it('reports progress up to 1', () => {
    const { picture, alpha } = paintScene(130, 130, BACKGROUNDS.noise);
    const shares: number[] = [];
    buildPlate(picture, alpha, { ...OPTIONS, onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
