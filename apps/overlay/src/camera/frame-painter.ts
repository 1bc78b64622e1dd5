/** Turns decoded frames into pixels, through one canvas that is kept. */
export interface FramePainter {
  /** @param draw paints the frame into the context, which is empty and has the painter's size */
  paint(draw: (context: OffscreenCanvasRenderingContext2D) => void): ImageData;
}

export function createFramePainter(width: number, height: number): FramePainter {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`This browser gives no canvas of ${width} x ${height} pixels. Use a smaller clip.`);
  return {
    paint(draw) {
      context.clearRect(0, 0, width, height);
      draw(context);
      return context.getImageData(0, 0, width, height);
    },
  };
}
