import { hash } from '../../../../../../apps/overlay/src/core/motion/noise.ts';
import type { Picture, Rect } from '../../../../../../apps/overlay/src/core/rig/picture.ts';
import type { AlphaMap } from '../../../../../../apps/overlay/src/core/rig/plate/alpha-map.ts';

export type Paint = (x: number, y: number) => [number, number, number];

export interface Scene {
  picture: Picture;
  /** The background alone, interleaved RGB. */
  background: Uint8ClampedArray;
  /** The person's true alpha. */
  alpha: Float32Array;
  face: Rect;
}

const grain = (x: number, y: number, strength: number) => strength * (2 * hash(7, 4096 * y + x) - 1);

/** Backgrounds of every kind the plate must cope with. */
export const BACKGROUNDS: Record<string, Paint> = {
  wall: (x, y) => [150 + grain(x, y, 3), 140 + grain(x + 1, y, 3), 130 + grain(x, y + 1, 3)],
  white: (x, y) => [250 + grain(x, y, 6), 250 + grain(x + 1, y, 6), 252 + grain(x, y + 1, 6)],
  gradient: (x, y) => [60 + 0.5 * x, 90 + 0.2 * y, 200 - 0.3 * x],
  stripes: (x, y) => ((x + y) % 16 < 8 ? [40, 90, 60] : [180, 190, 90]),
  noise: (x, y) => [40 + 180 * hash(1, 4096 * y + x), 40 + 180 * hash(2, 4096 * y + x), 40 + 180 * hash(3, 4096 * y + x)],
};

/** A person in red and brown, head and shoulders, standing on the lower border, edges soft over about two pixels. */
export function paintScene(width: number, height: number, paint: Paint): Scene {
  const picture: Picture = { width, height, data: new Uint8ClampedArray(4 * width * height) };
  const background = new Uint8ClampedArray(3 * width * height);
  const alpha = new Float32Array(width * height);
  const unit = Math.min(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const u = (x + 0.5 - width / 2) / unit;
      const v = (y + 0.5 - height / 2) / unit;
      const head = (1 - Math.hypot(u / 0.2, (v + 0.08) / 0.26)) * 0.2;
      const body = Math.min(v - 0.22, 0.34 - Math.abs(u));
      alpha[i] = Math.min(Math.max((Math.max(head, body) * unit) / 2 + 0.5, 0), 1);
      const ground = paint(x, y);
      const own = v < 0 ? [120 + 20 * Math.sin(x / 3), 60, 40] : [190, 40 + 10 * Math.sin(y / 5), 60];
      background.set(ground, 3 * i);
      for (let c = 0; c < 3; c++) picture.data[4 * i + c] = alpha[i] * own[c] + (1 - alpha[i]) * background[3 * i + c];
      picture.data[4 * i + 3] = 255;
    }
  }
  const face = { x: width / 2 - 0.15 * unit, y: height / 2 - 0.26 * unit, width: 0.3 * unit, height: 0.38 * unit };
  return { picture, background, alpha, face };
}

/** What a segmentation model would see of an alpha map: cells of several pixels, the mean of each. */
export function coarsen(alpha: Float32Array, width: number, height: number, columns: number, rows: number): AlphaMap {
  const data = new Float32Array(columns * rows);
  const count = new Float32Array(columns * rows);
  for (let i = 0; i < alpha.length; i++) {
    const cell = Math.floor((Math.floor(i / width) * rows) / height) * columns + Math.floor(((i % width) * columns) / width);
    data[cell] += alpha[i];
    count[cell]++;
  }
  for (let k = 0; k < data.length; k++) data[k] /= count[k] || 1;
  return { width: columns, height: rows, data };
}
