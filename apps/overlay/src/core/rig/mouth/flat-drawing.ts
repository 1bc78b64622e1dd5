import { FACE_OVAL } from '../../face/topology.ts';
import type { Picture } from '../picture.ts';
import { insidePolygon } from '../polygon.ts';

/** Colours of 4 bits a channel, and the share of the lower face that the three commonest must cover in a flat drawing. */
const SHIFT = 4;
const COMMONEST = 3;
/** Measured: drawings with flat colours 0.74 to 0.83; painted and photographed faces 0.21 to 0.41. */
const FLAT_SHARE = 0.58;
const SAMPLES_ACROSS = 120;
const NOSE_TIP = 1;

/** Is the face drawn in a few flat colours (anime, cartoons)? Judged below the nose, where neither eyes nor hair count. */
export function isFlatDrawing({ width, height, data }: Picture, landmarks: Float32Array): boolean {
  const outline = FACE_OVAL.flatMap((p) => [landmarks[3 * p], landmarks[3 * p + 1]]);
  const xs = outline.filter((_, i) => i % 2 === 0);
  const left = Math.max(0, Math.min(...xs));
  const right = Math.min(width - 1, Math.max(...xs));
  const bottom = Math.min(height - 1, Math.max(...outline.filter((_, i) => i % 2 === 1)));
  const step = Math.max(1, (right - left) / SAMPLES_ACROSS);
  const count = new Map<number, number>();
  let total = 0;
  for (let y = Math.max(0, landmarks[3 * NOSE_TIP + 1]); y <= bottom; y += step) {
    for (let x = left; x <= right; x += step) {
      if (!insidePolygon(outline, x, y)) continue;
      const at = 4 * (Math.floor(y) * width + Math.floor(x));
      const colour = ((data[at] >> SHIFT) << 8) | ((data[at + 1] >> SHIFT) << 4) | (data[at + 2] >> SHIFT);
      count.set(colour, (count.get(colour) ?? 0) + 1);
      total++;
    }
  }
  const common = [...count.values()].sort((a, b) => b - a).slice(0, COMMONEST);
  return total > 0 && common.reduce((a, b) => a + b, 0) > FLAT_SHARE * total;
}
