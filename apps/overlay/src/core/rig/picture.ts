/** A picture in memory. */
export interface Picture {
  width: number;
  height: number;
  /** RGBA, straight alpha unless said otherwise, rows from the top. */
  data: Uint8ClampedArray;
}
