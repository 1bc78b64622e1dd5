/** Unit vector towards the light, in the image: x to the right, y up, z toward the camera. */
const LIGHT = [-0.48, 0.58, 0.66] as const;
/** What a light of full strength takes and gives: 1 would be a bare lamp in a dark room. */
const FULL = 0.9;

/**
 * How a fixed light's part in the brightness of a head changes as the head turns under it (Lambert's law): the change at
 * a place is the dot product with its unit normal, and 0 everywhere at rest, where the picture holds its own light.
 * @param rotation 3x3, row by row, canonical to camera (y up)
 * @param rest the same at rest
 * @param strength 0..1
 * @param out canonical vector
 */
export function headLight(rotation: ArrayLike<number>, rest: ArrayLike<number>, strength: number, out: Float32Array): Float32Array {
  for (let k = 0; k < 3; k++) {
    out[k] = 0;
    for (let i = 0; i < 3; i++) out[k] += FULL * strength * LIGHT[i] * (rotation[3 * i + k] - rest[3 * i + k]);
  }
  return out;
}
