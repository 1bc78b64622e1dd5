/**
 * The cheapest row per column of a grid, by dynamic programming (Viterbi).
 * @param cost of a cell
 * @param step cost of going from one row to another between neighbouring columns
 * @returns columns rows
 */
export function cheapestPath(
  columns: number,
  rows: number,
  cost: (column: number, row: number) => number,
  step: (from: number, to: number) => number,
): Int32Array {
  let total = Float64Array.from({ length: rows }, (_, row) => cost(0, row));
  const from: Int32Array[] = [];
  for (let c = 1; c < columns; c++) {
    const next = new Float64Array(rows);
    const back = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      let best = Number.POSITIVE_INFINITY;
      for (let before = 0; before < rows; before++) {
        const sum = total[before] + step(before, row);
        if (sum < best) {
          best = sum;
          back[row] = before;
        }
      }
      next[row] = best + cost(c, row);
    }
    from.push(back);
    total = next;
  }
  const path = new Int32Array(columns);
  for (let row = 1; row < rows; row++) if (total[row] < total[path[columns - 1]]) path[columns - 1] = row;
  for (let c = columns - 1; c > 0; c--) path[c - 1] = from[c - 1][path[c]];
  return path;
}
