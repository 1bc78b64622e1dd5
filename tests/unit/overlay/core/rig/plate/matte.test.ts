import { describe, expect, it } from 'vitest';
import { placeAlphaMap } from '../../../../../../apps/overlay/src/core/rig/plate/alpha-map.ts';
import { refineMatte } from '../../../../../../apps/overlay/src/core/rig/plate/matte.ts';
import { mergeSegmentations } from '../../../../../../apps/overlay/src/core/rig/plate/merge-segmentations.ts';
import { BACKGROUNDS, coarsen, paintScene } from './scene.ts';

const all = (width: number, height: number) => ({ x: 0, y: 0, width, height });
const meanError = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

describe('refineMatte', () => {
  it.each(['wall', 'gradient', 'stripes'])('turns a coarse map into the outline on %s', (name) => {
    const { picture, alpha, face } = paintScene(203, 180, BACKGROUNDS[name]);
    const coarse = coarsen(alpha, 203, 180, 32, 32);
    const matte = refineMatte(picture, { whole: { maps: [coarse], rect: all(203, 180) }, face });
    const before = meanError(placeAlphaMap(coarse, all(203, 180), picture), alpha);
    expect(meanError(matte.alpha, alpha)).toBeLessThan(0.4 * before);
    expect(matte.confidence).toBeGreaterThan(0.9);
  });

  it('decides a haze over the background by its colour', () => {
    const { picture, alpha, face } = paintScene(160, 160, BACKGROUNDS.wall);
    const coarse = coarsen(alpha, 160, 160, 32, 32);
    for (let y = 8; y < 14; y++) for (let x = 23; x < 29; x++) coarse.data[32 * y + x] = Math.max(coarse.data[32 * y + x], 0.6);
    const { alpha: out } = refineMatte(picture, { whole: { maps: [coarse], rect: all(160, 160) }, face });
    expect(out[55 * 160 + 130]).toBeLessThan(0.12);
  });

  it('does not heed a map that misses the face, nor one of the head that contradicts', () => {
    const { picture, alpha, face } = paintScene(160, 160, BACKGROUNDS.stripes);
    const good = coarsen(alpha, 160, 160, 32, 32);
    const none = { width: 32, height: 32, data: new Float32Array(1024) };
    const rect = { x: 30, y: 20, width: 100, height: 100 };
    const merged = mergeSegmentations(picture, { whole: { maps: [good, none], rect: all(160, 160) }, head: { maps: [none], rect }, face });
    expect(meanError(merged.map, alpha)).toBeLessThan(0.03);
    expect(merged.faceFound).toBeGreaterThan(0.9);
  });

  it('takes finer detail from the head where both agree', () => {
    const { picture, alpha, face } = paintScene(160, 160, BACKGROUNDS.stripes);
    const whole = { maps: [coarsen(alpha, 160, 160, 16, 16)], rect: all(160, 160) };
    const rect = { x: 30, y: 0, width: 100, height: 100 };
    const cut = new Float32Array(100 * 100).map((_, i) => alpha[Math.floor(i / 100) * 160 + (i % 100) + 30]);
    const head = { maps: [coarsen(cut, 100, 100, 50, 50)], rect };
    const error = (map: Float32Array) => {
      let sum = 0;
      for (let y = 0; y < 80; y++) for (let x = 50; x < 110; x++) sum += Math.abs(map[160 * y + x] - alpha[160 * y + x]);
      return sum;
    };
    expect(error(mergeSegmentations(picture, { whole, head, face }).map)).toBeLessThan(
      0.5 * error(mergeSegmentations(picture, { whole, face }).map),
    );
  });

  it('has no confidence where nothing was found, and full where all is the person', () => {
    const { picture } = paintScene(64, 71, BACKGROUNDS.wall);
    const filled = (value: number) => ({ maps: [{ width: 8, height: 8, data: new Float32Array(64).fill(value) }], rect: all(64, 71) });
    const none = refineMatte(picture, { whole: filled(0) });
    expect(none.confidence).toBe(0);
    expect(none.alpha.every((a) => a === 0)).toBe(true);
    const whole = refineMatte(picture, { whole: filled(1) });
    expect(whole.confidence).toBe(1);
    expect(whole.alpha.every((a) => a === 1)).toBe(true);
  });

  it('does not trust a map that sees no face where one is known', () => {
    const { picture, face } = paintScene(120, 120, BACKGROUNDS.wall);
    const empty = { width: 16, height: 16, data: new Float32Array(256) };
    expect(refineMatte(picture, { whole: { maps: [empty], rect: all(120, 120) }, face }).confidence).toBeLessThan(0.1);
  });
});
