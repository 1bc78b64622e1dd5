/** Relaxation sweeps a pyramid level: enough that the coarse grid's squares and star shapes vanish. */
const SWEEPS = 6;

interface Level {
  width: number;
  height: number;
  values: Float32Array;
  weight: Float32Array;
}

/**
 * Continues known pixels smoothly into the unknown ones, close to the membrane (Laplace) through them: pull-push
 * (S. Gortler and others, "The Lumigraph", 1996), each level relaxed by Gauss-Seidel sweeps on the way down.
 * Where nothing is known everything becomes 0.
 * @param values `channels` numbers a pixel, interleaved; what stands in unknown pixels is not read
 * @param known one byte a pixel: 1 where `values` holds
 * @returns a new array; known pixels keep their values
 */
export function fillSmooth(values: Float32Array, channels: number, known: Uint8Array, width: number, height: number): Float32Array {
  const pyramid = [finest(values, channels, known, width, height)];
  for (let top = pyramid[0]; top.width > 1 || top.height > 1; top = pyramid[pyramid.length - 1]) pyramid.push(pull(top, channels));
  for (let k = pyramid.length - 2; k >= 0; k--) {
    push(pyramid[k + 1], pyramid[k], channels);
    relax(pyramid[k], channels);
  }
  return pyramid[0].values;
}

function finest(values: Float32Array, channels: number, known: Uint8Array, width: number, height: number): Level {
  const out = new Float32Array(values.length);
  for (let i = 0; i < known.length; i++) {
    if (known[i]) for (let k = i * channels; k < (i + 1) * channels; k++) out[k] = values[k];
  }
  return { width, height, values: out, weight: new Float32Array(known) };
}

/** Halves a level: each pixel is the mean of its known children. */
function pull(fine: Level, channels: number): Level {
  const width = (fine.width + 1) >> 1;
  const height = (fine.height + 1) >> 1;
  const values = new Float32Array(width * height * channels);
  const weight = new Float32Array(width * height);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const from = y * fine.width + x;
      if (!fine.weight[from]) continue;
      const to = (y >> 1) * width + (x >> 1);
      weight[to]++;
      for (let c = 0; c < channels; c++) values[to * channels + c] += fine.values[from * channels + c];
    }
  }
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] > 1) for (let c = 0; c < channels; c++) values[i * channels + c] /= weight[i];
  }
  return { width, height, values, weight };
}

/** Fills a level's unknown pixels bilinearly from the coarser one. */
function push(coarse: Level, fine: Level, channels: number): void {
  const { values } = coarse;
  const rightmost = coarse.width - 1;
  for (let y = 0; y < fine.height; y++) {
    const v = Math.min(Math.max((y - 0.5) / 2, 0), coarse.height - 1);
    const v0 = Math.floor(v);
    const dv = v - v0;
    const upper = v0 * coarse.width;
    const lower = Math.min(v0 + 1, coarse.height - 1) * coarse.width;
    for (let x = 0, to = y * fine.width; x < fine.width; x++, to++) {
      if (fine.weight[to]) continue;
      const u = Math.min(Math.max((x - 0.5) / 2, 0), rightmost);
      const u0 = Math.floor(u);
      const du = u - u0;
      const u1 = Math.min(u0 + 1, rightmost);
      const a = (upper + u0) * channels;
      const b = (upper + u1) * channels;
      const c = (lower + u0) * channels;
      const d = (lower + u1) * channels;
      for (let k = 0; k < channels; k++) {
        const above = values[a + k] + du * (values[b + k] - values[a + k]);
        const below = values[c + k] + du * (values[d + k] - values[c + k]);
        fine.values[to * channels + k] = above + dv * (below - above);
      }
    }
  }
}

/** Gauss-Seidel sweeps over the unknown pixels, forth and back; beyond the border a pixel stands for its own neighbour. */
function relax({ width, height, values, weight }: Level, channels: number): void {
  const unknown = new Int32Array(weight.length);
  let count = 0;
  for (let i = 0; i < weight.length; i++) if (!weight[i]) unknown[count++] = i;
  const row = width * channels;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let k = 0; k < count; k++) {
      const i = unknown[sweep & 1 ? count - 1 - k : k];
      const x = i % width;
      const at = i * channels;
      const left = x > 0 ? at - channels : at;
      const right = x < width - 1 ? at + channels : at;
      const up = i >= width ? at - row : at;
      const down = i < width * (height - 1) ? at + row : at;
      for (let c = 0; c < channels; c++) values[at + c] = 0.25 * (values[left + c] + values[right + c] + values[up + c] + values[down + c]);
    }
  }
}
