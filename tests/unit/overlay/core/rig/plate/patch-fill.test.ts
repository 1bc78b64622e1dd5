import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../../apps/overlay/src/core/motion/noise.ts';
import { fillByPatches } from '../../../../../../apps/overlay/src/core/rig/plate/patch-fill.ts';
import { BACKGROUNDS, type Paint } from './scene.ts';

const counter = (seed: number) => {
  let n = 0;
  return () => hash(seed, n++);
};

function holed(width: number, height: number, paint: Paint, inside: (x: number, y: number) => boolean) {
  const truth = new Float32Array(3 * width * height);
  const hole = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      truth.set(paint(x, y), 3 * i);
      hole[i] = inside(x, y) ? 1 : 0;
    }
  }
  const rgb = truth.map((value, k) => (hole[Math.floor(k / 3)] ? 255 : value));
  return { truth, picture: { width, height, rgb, hole } };
}

const disc = (x: number, y: number) => Math.hypot(x - 64, y - 60) < 26;

describe('fillByPatches', () => {
  it('continues a periodic texture through a hole much larger than a patch', () => {
    const { truth, picture } = holed(128, 120, BACKGROUNDS.stripes, disc);
    const out = fillByPatches(picture, { maxSearch: 512, random: counter(1) });
    let error = 0;
    let count = 0;
    out.forEach((value, k) => {
      if (!picture.hole[Math.floor(k / 3)]) return;
      error += Math.abs(value - truth[k]);
      count++;
    });
    expect(error / count).toBeLessThan(8);
  });

  it('keeps known pixels and is the same for the same numbers', () => {
    const { truth, picture } = holed(127, 121, BACKGROUNDS.noise, disc);
    const out = fillByPatches(picture, { maxSearch: 64, random: counter(5) });
    out.forEach((value, k) => {
      if (!picture.hole[Math.floor(k / 3)]) expect(value).toBe(truth[k]);
    });
    expect(fillByPatches(picture, { maxSearch: 64, random: counter(5) })).toEqual(out);
    expect(fillByPatches(picture, { maxSearch: 64, random: counter(6) })).not.toEqual(out);
  });

  it('takes its detail from the picture: noise stays noise', () => {
    const { truth, picture } = holed(128, 120, BACKGROUNDS.noise, disc);
    const out = fillByPatches(picture, { maxSearch: 512, random: counter(1) });
    const spread = (values: Float32Array) => {
      const green = Array.from(picture.hole, (inside, i) => (inside ? values[3 * i + 1] : null)).filter((value) => value !== null);
      const mean = green.reduce((a, b) => a + b) / green.length;
      return Math.sqrt(green.reduce((a, b) => a + (b - mean) ** 2, 0) / green.length);
    };
    expect(spread(out)).toBeGreaterThan(0.5 * spread(truth));
  });

  it('fills smoothly where no whole patch is known', () => {
    const { picture } = holed(
      40,
      40,
      () => [10, 20, 30],
      (x, y) => x > 2 && x < 37 && y > 2 && y < 37,
    );
    const out = fillByPatches(picture, { maxSearch: 512, random: counter(1) });
    for (let k = 0; k < out.length; k++) expect(out[k]).toBeCloseTo([10, 20, 30][k % 3], 3);
  });

  it('tells how far it is, ending at 1', () => {
    const { picture } = holed(130, 130, BACKGROUNDS.wall, disc);
    const shares: number[] = [];
    fillByPatches(picture, { maxSearch: 512, random: counter(1), onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toBe(1);
  });
});
