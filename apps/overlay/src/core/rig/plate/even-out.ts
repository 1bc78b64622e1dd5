import { clamp, smoothstep } from '../smoothstep.ts';
import type { Background } from './background.ts';
import { boxMean } from './box-filter.ts';
import { dilate } from './morphology.ts';

/** Where some edge runs into the hole, fill and smooth continuation this far apart (RGB distance) show that they are at odds. */
const DISAGREE = [8, 24] as const;
const TORN = 14;
/** A smaller share of the rim than this is no edge but a speck. */
const SPECK = 0.003;
/** Around such places the fill keeps its own tone, this far and with this soft an edge, as shares of the longer side. */
const TORN_REACH = 0.08;
const TORN_SOFT = 0.03;

/**
 * On even backgrounds (walls, skies, gradients) replaces the fill's low frequencies by the smooth continuation of the
 * background and keeps only its grain: no steps from patch to patch, no copied blemish.
 * @param fill interleaved RGB, 0..255; changed in place
 * @param hole one byte a pixel: 1 where `fill` was made up
 * @param plain how even the background seems, 0..1; lowered in place where fill and continuation disagree
 * @param radius of the neighbourhood that counts as low frequency, pixels
 */
export function evenOut(
  fill: Float32Array,
  hole: Uint8Array,
  plain: Float32Array,
  { base, spread }: Background,
  width: number,
  height: number,
  radius: number,
): void {
  const longer = Math.max(width, height);
  const low = new Float32Array(fill.length);
  const plane = new Float32Array(hole.length);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < plane.length; i++) plane[i] = fill[3 * i + c];
    boxMean(plane, width, height, radius, plane);
    for (let i = 0; i < plane.length; i++) low[3 * i + c] = plane[i];
  }
  const torn = new Uint8Array(hole.length);
  const doubtful = edgesEnter(hole, plain, width, height, radius);
  for (let i = 0; doubtful && i < hole.length; i++) {
    if (!hole[i]) continue;
    let apart = 0;
    for (let k = 3 * i; k < 3 * i + 3; k++) apart += (base[k] - low[k]) * (base[k] - low[k]);
    apart = Math.sqrt(apart);
    if (apart > TORN) torn[i] = 1;
    plain[i] *= smoothstep(DISAGREE[1], DISAGREE[0], apart);
  }
  const whole = new Float32Array(dilate(torn, width, height, Math.round(TORN_REACH * longer)).map((value) => 1 - value));
  boxMean(whole, width, height, Math.round(TORN_SOFT * longer), whole);
  for (let i = 0; i < hole.length; i++) {
    if (!hole[i]) continue;
    const weight = plain[i] * whole[i];
    const most = 2 + 2 * spread[i];
    for (let k = 3 * i; k < 3 * i + 3; k++) {
      const grain = clamp(fill[k] - low[k], -most, most);
      fill[k] += weight * (base[k] + grain - fill[k]);
    }
  }
}

/** Whether the known pixels along the hole are plain all around; if not, the smooth continuation may have crossed an edge. */
function edgesEnter(hole: Uint8Array, plain: Float32Array, width: number, height: number, reach: number): boolean {
  const near = dilate(hole, width, height, reach);
  let rim = 0;
  let structured = 0;
  for (let i = 0; i < hole.length; i++) {
    if (!near[i] || hole[i]) continue;
    rim++;
    if (plain[i] < 0.5) structured++;
  }
  return structured > SPECK * rim;
}
