/**
 * Clears the parts of a mask that are small beside its largest one.
 * @param mask one byte a pixel, 1 inside; parts are joined over edges, not corners
 * @param share parts with less than this share of the largest part's pixels go
 * @returns a new mask
 */
export function dropIslands(mask: Uint8Array, width: number, height: number, share: number): Uint8Array {
  const label = new Int32Array(mask.length);
  const stack = new Int32Array(mask.length);
  const area = [0];
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || label[start]) continue;
    const part = area.length;
    let count = 0;
    let top = 0;
    const visit = (i: number) => {
      if (!mask[i] || label[i]) return;
      label[i] = part;
      stack[top++] = i;
    };
    visit(start);
    while (top) {
      const i = stack[--top];
      count++;
      const x = i % width;
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      if (i >= width) visit(i - width);
      if (i < width * (height - 1)) visit(i + width);
    }
    area.push(count);
  }
  const least = share * area.reduce((a, b) => Math.max(a, b));
  return mask.map((value, i) => (value && area[label[i]] >= least ? 1 : 0));
}
