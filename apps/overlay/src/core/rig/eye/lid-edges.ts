import { diffuse, type Grid } from './diffuse.ts';
import { type EyeFrame, pictureX, pictureY } from './eye-frame.ts';
import type { Iris } from './fit-iris.ts';
import type { LidContour } from './lid-contour.ts';
import type { PixelSampler } from './pixel-sampler.ts';
import type { EyeTexture } from './sclera-patch.ts';

/** The edges span this much of eye-local x to either side. */
export const EDGE_EXTENT = 1.2;
const WIDTH = 64;
/** How far from the edge its colour is averaged, in half eye widths. */
const AVERAGED = [-0.015, 0, 0.015];
/** Where the iris reaches the edge its colour is not the edge's. */
const CLEARANCE = 1.15;

/**
 * The colours along both lids' edges, upper row and lower row, over x: what skin and eyeball share there, so that no seam
 * shows between them wherever the lids go. Where the iris lies at an edge, its neighbours are carried across.
 */
export function measureLidEdges(frame: EyeFrame, contour: LidContour, iris: Iris | null, sample: PixelSampler): EyeTexture {
  const data = new Uint8Array(4 * 2 * WIDTH);
  const colour = new Float64Array(3);
  for (const [row, edge] of [contour.upper, contour.lower].entries()) {
    const line: Grid = { width: WIDTH, height: 1, channels: 3, values: new Float32Array(3 * WIDTH) };
    const known = new Uint8Array(WIDTH);
    for (let i = 0; i < WIDTH; i++) {
      const x = ((2 * (i + 0.5)) / WIDTH - 1) * EDGE_EXTENT;
      const y = edge(x);
      if (Number.isNaN(y) || (iris && Math.hypot((x - iris.x) / iris.radiusX, (y - iris.y) / iris.radiusY) < CLEARANCE)) continue;
      known[i] = 1;
      for (const d of AVERAGED) {
        sample(pictureX(frame, x, y + d), pictureY(frame, x, y + d), colour);
        for (let c = 0; c < 3; c++) line.values[3 * i + c] += colour[c] / AVERAGED.length;
      }
    }
    diffuse(line, known, 1);
    for (let i = 0; i < WIDTH; i++) {
      for (let c = 0; c < 3; c++) data[4 * (row * WIDTH + i) + c] = Math.round(line.values[3 * i + c]);
      data[4 * (row * WIDTH + i) + 3] = 255;
    }
  }
  return { width: WIDTH, height: 2, data };
}
