import { describe, expect, it } from 'vitest';
import { toCanonical } from '../../../../../../apps/overlay/src/core/face/pose.ts';
import { INNER_LIPS, OUTER_LIPS } from '../../../../../../apps/overlay/src/core/face/topology.ts';
import { type MouthStyle, readMouthStyle } from '../../../../../../apps/overlay/src/core/rig/mouth/mouth-style.ts';
import { luminanceOf, type Rgb } from '../../../../../../apps/overlay/src/core/rig/mouth/picture-sampler.ts';
import type { Picture } from '../../../../../../apps/overlay/src/core/rig/picture.ts';
import { insidePolygon } from '../../../../../../apps/overlay/src/core/rig/polygon.ts';
import { canonicalLandmarks, landmarksUnder, poseOf } from '../../../../../support/synthetic-face.ts';

const SIDE = 256;

interface Portrait {
  face?: (points: Float32Array) => void;
  /** Colour 0..255 of the skin at a pixel. */
  skin?: (x: number, y: number) => Rgb;
  lip?: Rgb;
  /** Colour inside an open mouth; `down` 0 at the upper .. 1 at the lower lip's middle. */
  inside?: (down: number) => Rgb;
}

const PLAIN = (): Rgb => [222, 180, 150];
/** Skin with a soft, wide range of tones, as photographs and paintings have it. */
const SHADED = (x: number, y: number): Rgb => {
  const k = 0.72 + 0.28 * Math.sin(x / 18) * Math.cos(y / 14);
  return [222 * k, 178 * k, 150 * k];
};

function styleOf({ face, skin = SHADED, lip = [190, 90, 90], inside = () => [40, 14, 12] }: Portrait): MouthStyle {
  const canonical = canonicalLandmarks();
  face?.(canonical);
  const pose = poseOf(0, 0, 0, SIDE);
  const landmarks = landmarksUnder(pose, canonical);
  const polygon = (list: readonly number[]) => list.flatMap((p) => [landmarks[3 * p], landmarks[3 * p + 1]]);
  const outer = polygon(OUTER_LIPS);
  const inner = polygon([...INNER_LIPS.upper, ...[...INNER_LIPS.lower].reverse()]);
  const [top, bottom] = [landmarks[3 * 13 + 1], landmarks[3 * 14 + 1]];
  const data = new Uint8ClampedArray(4 * SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const colour = insidePolygon(inner, x + 0.5, y + 0.5)
        ? inside((y + 0.5 - top) / (bottom - top))
        : insidePolygon(outer, x + 0.5, y + 0.5)
          ? lip
          : skin(x, y);
      data.set([...colour, 255], 4 * (y * SIDE + x));
    }
  }
  const picture: Picture = { width: SIDE, height: SIDE, data };
  return readMouthStyle(picture, landmarks, toCanonical(landmarks, pose, new Float32Array(canonical.length)), pose);
}

const SHARE = [0, 0.4, 0.7, 0.9, 0.97, 1, 0.97, 0.9, 0.7, 0.4, 0];
const part = (gap: number) => (points: Float32Array) => {
  for (let i = 1; i < 10; i++) {
    const middle = (points[3 * INNER_LIPS.upper[i] + 1] + points[3 * INNER_LIPS.lower[i] + 1]) / 2;
    points[3 * INNER_LIPS.upper[i] + 1] = middle + (gap / 2) * SHARE[i];
    points[3 * INNER_LIPS.lower[i] + 1] = middle - (gap / 2) * SHARE[i];
  }
};

describe('readMouthStyle', () => {
  it('tells shut from open lips', () => {
    expect(styleOf({ face: part(0.1) }).shut).toBe(true);
    expect(styleOf({ face: part(0.1) }).inside).toBeNull();
    expect(styleOf({ face: part(0.8) }).shut).toBe(false);
  });

  it('tells a flat drawing from shaded skin', () => {
    expect(styleOf({ face: part(0), skin: PLAIN }).flat).toBe(true);
    expect(styleOf({ face: part(0), skin: SHADED }).flat).toBe(false);
  });

  it('measures the unit by the mouth and distrusts corners too far apart', () => {
    const face = (factor: number) => (points: Float32Array) => {
      part(0)(points);
      for (const p of [61, 291]) points[3 * p] *= factor;
    };
    const plain = styleOf({ face: face(1) });
    expect(plain.width).toBeCloseTo(4.9, 1);
    expect(plain.unit).toBeCloseTo(plain.width / 5, 5);
    expect(styleOf({ face: face(1.4) }).width).toBeLessThan(5.6);
    expect(styleOf({ face: face(0.5) }).gain.across).toBeLessThan(0.75);
  });

  it('makes teeth no lighter than the skin, warm, and dims everything with it', () => {
    const bright = styleOf({ face: part(0) }).colours;
    const dark = styleOf({ face: part(0), skin: (x, y) => SHADED(x, y).map((v) => v * 0.4) as Rgb }).colours;
    expect(luminanceOf(bright.tooth)).toBeLessThanOrEqual(1.02 * luminanceOf([222 / 255, 178 / 255, 150 / 255]));
    expect(bright.tooth[0]).toBeGreaterThan(bright.tooth[1]);
    expect(bright.tooth[1]).toBeGreaterThan(bright.tooth[2]);
    for (const name of ['tooth', 'tongue', 'gum', 'cavity'] as const) {
      expect(luminanceOf(dark[name])).toBeLessThan(luminanceOf(bright[name]));
      if (name !== 'cavity') expect(luminanceOf(bright.cavity)).toBeLessThan(0.5 * luminanceOf(bright[name]));
    }
  });

  it('stays black and white in a black and white picture', () => {
    const grey = (v: number): Rgb => [v, v, v];
    const { colours } = styleOf({ face: part(0), skin: (x, y) => grey(SHADED(x, y)[1]), lip: grey(110) });
    for (const colour of Object.values(colours)) expect(Math.max(...colour) - Math.min(...colour)).toBeLessThan(1e-6);
  });

  it('sees from which side the light comes', () => {
    const lit = (sign: number) =>
      styleOf({ face: part(0), skin: (x) => PLAIN().map((v) => v * (0.75 + sign * 0.2 * Math.tanh((x - SIDE / 2) / 40))) as Rgb });
    expect(lit(1).light[0]).toBeGreaterThan(0.15);
    expect(lit(-1).light[0]).toBeLessThan(-0.15);
  });

  it("finds the portrait's own upper teeth, their colour and edge, but no lower ones", () => {
    const tooth: Rgb = [200, 190, 176];
    const { inside } = styleOf({ face: part(1.6), inside: (down) => (down < 0.4 || down > 0.8 ? tooth : [40, 14, 12]) });
    expect(inside?.tooth?.map((v) => Math.round(255 * v))).toEqual([...tooth]);
    const middle = -4.27;
    expect(inside?.toothEdge).toBeGreaterThan(middle + 0.8 - 0.4 * 1.6 - 0.15);
    expect(inside?.toothEdge).toBeLessThan(middle + 0.8 - 0.4 * 1.6 + 0.15);
    const { map, width, height } = inside ?? { map: new Uint8ClampedArray(0), width: 1, height: 0 };
    let lowest = 0;
    for (let i = 0; i < width * height; i++) if (map[4 * i + 1] > 100) lowest = Math.floor(i / width);
    expect(lowest).toBeLessThan(0.6 * height);
  });

  it('finds no teeth in an open mouth without any', () => {
    const { inside } = styleOf({ face: part(1.6), inside: () => [150, 70, 70] });
    expect(inside?.tooth).toBeNull();
    expect(inside?.toothEdge).toBeNull();
    expect(inside?.fill[0]).toBeCloseTo(150 / 255, 2);
  });

  it("colours a flat drawing's mouth from its lip line, or from its open mouth", () => {
    const shut = styleOf({ face: part(0), skin: PLAIN, lip: [130, 40, 60] });
    expect(shut.colours.cavity[0]).toBeGreaterThan(2 * shut.colours.cavity[1]);
    const open = styleOf({ face: part(1.6), skin: PLAIN, inside: () => [240, 150, 140] });
    expect(open.colours.cavity.map((v) => Math.round(255 * v))).toEqual([240, 150, 140]);
  });

  it("measures the picture's blur in centimetres", () => {
    const sharp = styleOf({ face: part(0) });
    expect(sharp.blur).toBeLessThan(0.08);
    expect(sharp.lines).toBeGreaterThan(0.5);
  });
});
