/**
 * Mean over the square of side 2 * radius + 1 around each pixel, clipped at the picture's border (the mean is over the
 * pixels that exist), by running sums.
 * @param source one value a pixel, `width * height`, row by row
 * @param out where to write; may be `source`
 */
export function boxMean(source: Float32Array, width: number, height: number, radius: number, out: Float32Array): Float32Array {
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(radius, width); x++, count++) sum += source[row + x];
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += source[row + x + radius];
        count++;
      }
      if (x > radius) {
        sum -= source[row + x - radius - 1];
        count--;
      }
      rows[row + x] = sum / count;
    }
  }
  // Down the columns a whole row at a time, so that memory is read in order.
  const sums = new Float64Array(width);
  let count = 0;
  const add = (y: number, sign: number) => {
    const row = y * width;
    for (let x = 0; x < width; x++) sums[x] += sign * rows[row + x];
    count += sign;
  };
  for (let y = 0; y < Math.min(radius, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) add(y + radius, 1);
    if (y > radius) add(y - radius - 1, -1);
    const row = y * width;
    const scale = 1 / count;
    for (let x = 0; x < width; x++) out[row + x] = sums[x] * scale;
  }
  return out;
}
