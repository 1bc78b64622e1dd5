/** Masks are one byte a pixel, row by row: 1 inside, 0 outside. Beyond the border there is nothing. */

/** Grows a mask by a square of side 2 * radius + 1. */
export function dilate(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = new Uint8Array(mask.length);
  const out = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) spread(mask, rows, y * width, 1, width, radius);
  for (let x = 0; x < width; x++) spread(rows, out, x, width, height, radius);
  return out;
}

function spread(from: Uint8Array, to: Uint8Array, start: number, step: number, length: number, radius: number): void {
  let reach = -1;
  for (let k = 0; k < length + radius; k++) {
    if (k < length && from[start + k * step]) reach = k + radius;
    const at = k - radius;
    if (at >= 0 && reach >= at) to[start + at * step] = 1;
  }
}

/**
 * Distance of every pixel inside the mask to the nearest one outside it, in pixels, 0 outside: the two-pass chamfer
 * metric with weights 1 and sqrt(2) (G. Borgefors 1986; at most 8 % over the true distance). Infinity where all is inside.
 */
export function depthInside(mask: Uint8Array, width: number, height: number): Float32Array {
  const depth = new Float32Array(mask.length);
  const diagonal = Math.SQRT2;
  const nearer = (i: number, x: number, dx: number, from: number, cost: number) => {
    if (x + dx >= 0 && x + dx < width && depth[from + dx] + cost < depth[i]) depth[i] = depth[from + dx] + cost;
  };
  for (let i = 0; i < mask.length; i++) depth[i] = mask[i] ? Number.POSITIVE_INFINITY : 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (!depth[i]) continue;
      nearer(i, x, -1, i, 1);
      if (!y) continue;
      nearer(i, x, -1, i - width, diagonal);
      nearer(i, x, 0, i - width, 1);
      nearer(i, x, 1, i - width, diagonal);
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1, i = y * width + x; x >= 0; x--, i--) {
      if (!depth[i]) continue;
      nearer(i, x, 1, i, 1);
      if (y === height - 1) continue;
      nearer(i, x, -1, i + width, diagonal);
      nearer(i, x, 0, i + width, 1);
      nearer(i, x, 1, i + width, diagonal);
    }
  }
  return depth;
}
