/** A frame that can be shown: how to draw it, and the decoder's own frame where drawing is not needed. */
export interface ShownFrame {
  /** Paints the frame, turned and scaled as it is to be seen, into an empty context of the reader's size. */
  draw(context: OffscreenCanvasRenderingContext2D): void;
  /** The frame itself; null where something else tells how it is turned or stretched. */
  plain: VideoFrame | null;
}

/** Reads frames of one size as pixels, into one buffer that every read overwrites. */
export interface FramePixels {
  read(frame: ShownFrame): Promise<ImageData>;
}

/**
 * Makes a reader for frames of this size. `VideoFrame.copyTo` gives the same bytes as a canvas and is some fifty times
 * faster; the canvas serves turned frames and browsers without the conversion.
 */
export function createFramePixels(width: number, height: number): FramePixels {
  const image = new ImageData(width, height);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`This browser gives no canvas of ${width} x ${height} pixels. Use a smaller clip.`);
  return {
    async read({ draw, plain }) {
      if (plain && isUpright(plain, width, height) && (await copyPixels(plain, image))) return image;
      context.clearRect(0, 0, width, height);
      draw(context);
      image.data.set(context.getImageData(0, 0, width, height).data);
      return image;
    },
  };
}

/** Newer than the type definitions in use: the turn that a player should give the picture. */
type TurnedFrame = VideoFrame & { rotation?: number; flip?: boolean };

/** Whether the stored pixels are the shown ones. */
function isUpright(frame: TurnedFrame, width: number, height: number): boolean {
  return !frame.rotation && !frame.flip && frame.visibleRect?.width === width && frame.visibleRect.height === height;
}

/** False where the browser cannot convert. */
async function copyPixels(frame: VideoFrame, image: ImageData): Promise<boolean> {
  const options: VideoFrameCopyToOptions = { format: 'RGBA' };
  try {
    // Older browsers know `copyTo`, but ignore the format.
    if (frame.allocationSize(options) !== image.data.length) return false;
    await frame.copyTo(image.data, options);
    return true;
  } catch {
    return false;
  }
}
