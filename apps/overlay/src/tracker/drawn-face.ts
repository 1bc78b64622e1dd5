import { DRAWN_POINT_COUNT, MIRRORED_POINT } from '@masque/config/drawn-points';
import drawnFaceUrl from '@masque/models/drawn-face.onnx?url';
import { type Sampling, sampleRegion } from '../core/face/crop.ts';
import { pixelBounds, type Region, searchWindows } from '../core/face/region.ts';
import { drawnRegion, type RoughFace, roughFaceOf } from '../core/rig/drawn/drawn-region.ts';
import { flattenImage, imageSource, type PixelSource, type RgbaImage } from './pixel-source.ts';
import { loadModel, type Tensor } from './runtime.ts';

/** A face found in a drawing. */
export interface DrawnFace {
  /** 46 x (x, y), picture pixels. */
  points: Float32Array;
  /** Per point its expected error, as a share of the region's side. */
  sigma: Float32Array;
  /** How much it looks like one, 0..1. */
  score: number;
}

export interface DrawnFaceModel {
  /** The face near a rough one, or anywhere where none is given or that one is none; null where there is no drawn face. */
  find(image: RgbaImage, rough: RoughFace | null): Promise<DrawnFace | null>;
  close(): Promise<void>;
}

const SIZE = 160;
const PLANE = SIZE * SIZE;
const SAMPLING: Sampling = { range: [0, 1], border: 'replicate' };
/** Pixels are averaged over at most so many samples each way. */
const MOST_SAMPLES = 6;
/** The region is taken anew from the model's own points this often: a rough one may be off by half. */
const REGIONS = 2;

/** A face has at least this score, and its points' median sigma is at most this share of the cheeks' distance (see the model's page). */
const ACCEPT = { score: 0.5, sigma: 0.06 } as const;
/** Squares of a whole picture, then of these parts of it, are searched until a face is seen; and where a face is known that is no drawn one. */
const DIVISIONS = { anywhere: [1, 1.5, 2.3, 3.5, 5], elsewhere: [1, 1.5] } as const;

/** Loads the model of drawn faces (models/drawn-face). */
export async function createDrawnFaceModel(): Promise<DrawnFaceModel> {
  const input: Tensor = { data: new Float32Array(3 * PLANE), shape: [1, 3, SIZE, SIZE] };
  const feed = { image: input };
  const model = await loadModel(drawnFaceUrl, feed);

  async function look(source: PixelSource, region: Region, mirrored: boolean): Promise<DrawnFace> {
    await sampleSmooth(source, region, input.data);
    if (mirrored) mirror(input.data);
    const { points, sigma, face: score } = await model.run(feed);
    const face: DrawnFace = {
      points: new Float32Array(2 * DRAWN_POINT_COUNT),
      sigma: new Float32Array(DRAWN_POINT_COUNT),
      score: score.data[0],
    };
    const [cos, sin] = [Math.cos(region.rotation), Math.sin(region.rotation)];
    for (let i = 0; i < DRAWN_POINT_COUNT; i++) {
      const from = mirrored ? MIRRORED_POINT[i] : i;
      const u = ((mirrored ? 1 - points.data[2 * from] : points.data[2 * from]) - 0.5) * region.width;
      const v = (points.data[2 * from + 1] - 0.5) * region.height;
      face.points[2 * i] = region.x + cos * u - sin * v;
      face.points[2 * i + 1] = region.y + sin * u + cos * v;
      face.sigma[i] = sigma.data[from];
    }
    return face;
  }

  /** Closes in on the face in a region by the model's own points. */
  async function settle(source: PixelSource, start: Region): Promise<DrawnFace | null> {
    let region = start;
    for (let i = 0; i < REGIONS; i++) region = drawnRegion(roughFaceOf((await look(source, region, false)).points));
    const [plain, mirrored] = [await look(source, region, false), await look(source, region, true)];
    const score = (plain.score + mirrored.score) / 2;
    const face = { points: mean(plain.points, mirrored.points), sigma: mean(plain.sigma, mirrored.sigma), score };
    const median = face.sigma.slice().sort()[DRAWN_POINT_COUNT >> 1] * region.width;
    return score >= ACCEPT.score && median <= ACCEPT.sigma * roughFaceOf(face.points).width ? face : null;
  }

  return {
    async find(image, rough) {
      const source = imageSource(flattenImage(image));
      const near = rough && (await settle(source, drawnRegion(rough)));
      if (near) return near;
      for (const divisions of rough ? DIVISIONS.elsewhere : DIVISIONS.anywhere) {
        let best: { score: number; window: Region } | null = null;
        for (const window of searchWindows(source.width, source.height, divisions)) {
          const { score } = await look(source, window, false);
          if (score >= Math.max(ACCEPT.score, best?.score ?? 0)) best = { score, window };
        }
        const found = best && (await settle(source, best.window));
        if (found) return found;
      }
      return null;
    },
    close: () => model.release(),
  };
}

const mean = (a: Float32Array, b: Float32Array): Float32Array => a.map((v, i) => (v + b[i]) / 2);

/** A region as 3 x SIZE x SIZE, averaged over the pixels that each value stands for. */
async function sampleSmooth(source: PixelSource, region: Region, out: Float32Array): Promise<void> {
  const k = Math.max(1, Math.min(MOST_SAMPLES, Math.ceil(region.width / SIZE)));
  const fine = new Float32Array(3 * PLANE * k * k);
  const block = await source.read(pixelBounds(region, source.width, source.height));
  sampleRegion(block, source.width, source.height, region, SIZE * k, SAMPLING, fine);
  out.fill(0);
  const side = SIZE * k;
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < side; y++) {
      const [from, to] = [(c * side + y) * side, (c * SIZE + Math.floor(y / k)) * SIZE];
      for (let x = 0; x < side; x++) out[to + Math.floor(x / k)] += fine[from + x] / (k * k);
    }
  }
}

function mirror(planes: Float32Array): void {
  for (let row = 0; row < 3 * SIZE; row++) planes.subarray(row * SIZE, (row + 1) * SIZE).reverse();
}
