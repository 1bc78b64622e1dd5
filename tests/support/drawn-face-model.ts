import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-web';
import type { Picture } from './read-png.ts';

export const drawnFaceFile = fileURLToPath(new URL('../../models/drawn-face/drawn-face.onnx', import.meta.url));

const SIZE = 160;
const GROUND = 200;
const [EYE_LEFT, EYE_RIGHT, CHIN, CHEEK_LEFT, CHEEK_RIGHT] = [8, 20, 42, 39, 45];

export interface Square {
  x: number;
  y: number;
  side: number;
}

export interface DrawnFace {
  /** 46 points in the picture's pixels. */
  points: [number, number][];
  /** Expected error of each point, in pixels. */
  sigma: number[];
  visible: number[];
  face: number;
}

/** The committed model in the runtime the pages use, on one thread. */
export async function openDrawnFace(): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  return ort.InferenceSession.create(readFileSync(drawnFaceFile), { executionProviders: ['wasm'] });
}

/** Reads the face in about this square: once to find the square it fills, then again. */
export async function readDrawnFace(session: ort.InferenceSession, picture: Picture, square: Square): Promise<DrawnFace> {
  return readOnce(session, picture, around(await readOnce(session, picture, square)));
}

/** The model on one square; a pixel is the mean of the picture's pixels it covers. */
async function readOnce(session: ort.InferenceSession, picture: Picture, { x, y, side }: Square): Promise<DrawnFace> {
  const image = new Float32Array(3 * SIZE * SIZE);
  const scale = side / SIZE;
  for (let v = 0; v < SIZE; v++)
    for (let u = 0; u < SIZE; u++) {
      const mean = meanOf(picture, x - side / 2 + u * scale, y - side / 2 + v * scale, scale);
      for (let c = 0; c < 3; c++) image[(c * SIZE + v) * SIZE + u] = mean[c] / 255;
    }
  const found = await session.run({ image: new ort.Tensor('float32', image, [1, 3, SIZE, SIZE]) });
  const values = (name: string): number[] => Array.from(found[name].data as Float32Array);
  const at = values('points');
  return {
    points: values('sigma').map((_, i) => [x + (at[2 * i] - 0.5) * side, y + (at[2 * i + 1] - 0.5) * side]),
    sigma: values('sigma').map((sigma) => sigma * side),
    visible: values('visible'),
    face: values('face')[0],
  };
}

function meanOf({ width, height, pixels }: Picture, left: number, top: number, size: number): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  const steps = Math.max(1, Math.round(size));
  for (let j = 0; j < steps; j++)
    for (let i = 0; i < steps; i++) {
      const x = Math.floor(left + ((i + 0.5) * size) / steps);
      const y = Math.floor(top + ((j + 0.5) * size) / steps);
      const inside = x >= 0 && y >= 0 && x < width && y < height;
      const at = 4 * (y * width + x);
      const alpha = inside ? pixels[at + 3] / 255 : 0;
      for (let c = 0; c < 3; c++) sum[c] += (inside ? alpha * pixels[at + c] : 0) + (1 - alpha) * GROUND;
    }
  return [sum[0] / steps ** 2, sum[1] / steps ** 2, sum[2] / steps ** 2];
}

function around({ points }: DrawnFace): Square {
  const middle = [0, 1].map((k) => (points[EYE_LEFT][k] + points[EYE_RIGHT][k]) / 2);
  const width = distance(points[CHEEK_LEFT], points[CHEEK_RIGHT]);
  const height = distance(points[CHIN], middle as [number, number]);
  const [x, y] = middle.map((m, k) => 0.7 * m + 0.3 * points[CHIN][k]);
  return { x, y, side: Math.max(1.62 * width, 2.1 * height) };
}

/** A face is sure of itself: pictures that fool `face` alone scatter the points. */
export function isFace({ face, sigma, points }: DrawnFace): boolean {
  const median = [...sigma].sort((a, b) => a - b)[sigma.length >> 1];
  return face > 0.5 && median < 0.06 * distance(points[CHEEK_LEFT], points[CHEEK_RIGHT]);
}

export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
