import type { Picture } from '../picture.ts';
import { boxMean } from './box-filter.ts';

/**
 * Colour guided filter: the output is, around every pixel, a linear function of the guide's colour that fits `input` best,
 * so that a soft map takes on the picture's own edges (K. He, J. Sun, X. Tang, "Guided Image Filtering", 2010, section 3.4).
 * @param guide the picture whose edges are followed (alpha is ignored)
 * @param input one value a pixel
 * @param radius of the windows, pixels
 * @param epsilon regulariser, in squared colour units of 0..1
 * @returns one value a pixel, not clamped
 */
export function guidedFilter(guide: Picture, input: Float32Array, radius: number, epsilon: number): Float32Array {
  const { width, height, data } = guide;
  const size = width * height;
  const mean = (values: Float32Array) => boxMean(values, width, height, radius, values);
  const colour = [0, 1, 2].map(() => new Float32Array(size));
  for (let c = 0; c < 3; c++) for (let i = 0; i < size; i++) colour[c][i] = data[4 * i + c] / 255;
  const [r, g, b] = colour;
  const product = (a: Float32Array, with_: Float32Array) => {
    const out = new Float32Array(size);
    for (let i = 0; i < size; i++) out[i] = a[i] * with_[i];
    return mean(out);
  };
  const [mr, mg, mb] = colour.map((c) => mean(c.slice()));
  const mp = mean(input.slice());
  const [pr, pg, pb] = colour.map((c) => product(c, input));
  const rr = product(r, r);
  const rg = product(r, g);
  const rb = product(r, b);
  const gg = product(g, g);
  const gb = product(g, b);
  const bb = product(b, b);
  for (let i = 0; i < size; i++) {
    const x = mr[i];
    const y = mg[i];
    const z = mb[i];
    const p = mp[i];
    // Covariance of the colours (symmetric) and of colour with input, then its inverse by cofactors.
    const sxx = rr[i] - x * x + epsilon;
    const sxy = rg[i] - x * y;
    const sxz = rb[i] - x * z;
    const syy = gg[i] - y * y + epsilon;
    const syz = gb[i] - y * z;
    const szz = bb[i] - z * z + epsilon;
    const vx = pr[i] - x * p;
    const vy = pg[i] - y * p;
    const vz = pb[i] - z * p;
    const cxx = syy * szz - syz * syz;
    const cxy = sxz * syz - sxy * szz;
    const cxz = sxy * syz - sxz * syy;
    const scale = 1 / (sxx * cxx + sxy * cxy + sxz * cxz);
    const ax = (cxx * vx + cxy * vy + cxz * vz) * scale;
    const ay = (cxy * vx + (sxx * szz - sxz * sxz) * vy + (sxy * sxz - sxx * syz) * vz) * scale;
    const az = (cxz * vx + (sxy * sxz - sxx * syz) * vy + (sxx * syy - sxy * sxy) * vz) * scale;
    pr[i] = ax;
    pg[i] = ay;
    pb[i] = az;
    mp[i] = p - ax * x - ay * y - az * z;
  }
  for (const map of [pr, pg, pb, mp]) mean(map);
  for (let i = 0; i < size; i++) mp[i] += pr[i] * r[i] + pg[i] * g[i] + pb[i] * b[i];
  return mp;
}
