/** Pixels as `ImageData` holds them: 8-bit RGBA, straight alpha, rows from the top. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** A rectangle in picture pixels; it may reach beyond the picture where a function says so. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const TRANSPARENT_BELOW = 8;
const BORDER_SHARE = 0.25;

/**
 * Whether a picture is a cut-out, its subject already free of a background: at least a quarter of its outermost pixels
 * are transparent (alpha under 8). A cut-out standing on the lower edge counts; stray clear corners don't.
 */
export function hasCutout({ width, height, data }: Picture): boolean {
  let border = 0;
  let clear = 0;
  const look = (x: number, y: number) => {
    border++;
    if (data[4 * (y * width + x) + 3] < TRANSPARENT_BELOW) clear++;
  };
  for (let x = 0; x < width; x++) {
    look(x, 0);
    look(x, height - 1);
  }
  for (let y = 1; y < height - 1; y++) {
    look(0, y);
    look(width - 1, y);
  }
  return clear >= BORDER_SHARE * border;
}
