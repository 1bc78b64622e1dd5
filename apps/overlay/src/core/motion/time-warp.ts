/**
 * Dynamic time warping (H. Sakoe and S. Chiba, IEEE Transactions on Acoustics, Speech and Signal Processing 26, 1978): which
 * moment of one sequence belongs to each moment of another, so that what is alike falls together. Steps are (1, 1), (1, 0) and
 * (0, 1), the diagonal one at twice the weight; first belongs to first and last to last.
 * @param from the sequence that is warped, one value a step
 * @param onto the sequence whose timing is wanted
 * @param band how far the path may stray from the diagonal, as a share of the longer sequence
 * @returns for every index of `onto` the index (with fraction) of `from`, never falling
 */
export function alignSequences(from: Float32Array, onto: Float32Array, band = 0.25): Float32Array {
  const [rows, columns] = [onto.length, from.length];
  if (rows === 0 || columns === 0) throw new RangeError('an empty sequence aligns with nothing');
  const reach = Math.max(1, Math.ceil(band * Math.max(rows, columns)));
  const slope = rows > 1 ? (columns - 1) / (rows - 1) : 0;
  const step = new Uint8Array(rows * columns);
  let before = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  let cost = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    cost.fill(Number.POSITIVE_INFINITY);
    const low = Math.max(0, Math.floor(i * slope) - reach);
    const high = Math.min(columns - 1, Math.ceil(i * slope) + reach);
    for (let j = low; j <= high; j++) {
      const distance = Math.abs(onto[i] - from[j]);
      const both = i > 0 && j > 0 ? before[j - 1] + 2 * distance : Number.POSITIVE_INFINITY;
      const down = i > 0 ? before[j] + distance : Number.POSITIVE_INFINITY;
      const along = j > 0 ? cost[j - 1] + distance : Number.POSITIVE_INFINITY;
      cost[j] = i === 0 && j === 0 ? distance : Math.min(both, down, along);
      step[i * columns + j] = both <= down && both <= along ? BOTH : down <= along ? DOWN : ALONG;
    }
    [before, cost] = [cost, before];
  }
  return pathOf(step, rows, columns);
}

const BOTH = 0;
const DOWN = 1;
const ALONG = 2;

/** Walks back from the end; where several of `from` belong to one of `onto`, their middle does. */
function pathOf(step: Uint8Array, rows: number, columns: number): Float32Array {
  const first = new Float32Array(rows).fill(columns);
  const last = new Float32Array(rows).fill(-1);
  for (let i = rows - 1, j = columns - 1; ; ) {
    first[i] = Math.min(first[i], j);
    last[i] = Math.max(last[i], j);
    if (i === 0 && j === 0) break;
    const taken = i === 0 ? ALONG : j === 0 ? DOWN : step[i * columns + j];
    if (taken !== ALONG) i--;
    if (taken !== DOWN) j--;
  }
  const path = first.map((low, i) => (low + last[i]) / 2);
  path[0] = 0;
  path[rows - 1] = columns - 1;
  return path;
}
