import type { PixelBlock } from '../core/face/crop.ts';
import type { Box } from '../core/face/region.ts';
import type { PixelSource } from './pixel-source.ts';

/** What cameras deliver. */
export type CameraFrame = VideoFrame | ImageBitmap;

/** Reads parts of camera frames as RGBA. One reader serves one frame after the other and keeps its memory. */
export interface FrameReader {
  /** The frame as a source; valid until the next `open`. The caller closes the frame. */
  open(frame: CameraFrame): PixelSource;
}

/** Newer than the type definitions in use: the turn that a player should give the picture. */
type TurnedFrame = VideoFrame & { rotation?: number; flip?: boolean };

/** Makes a reader that cuts by `VideoFrame.copyTo` where the browser converts to RGBA there, else by a canvas. */
export function createFrameReader(): FrameReader {
  let memory = new Uint8Array(0);
  let canvas: OffscreenCanvasRenderingContext2D | null = null;
  let copies = true;

  const reserve = (size: number): Uint8Array => {
    if (memory.length < size) memory = new Uint8Array(size);
    return memory;
  };

  const byCopy = async (frame: VideoFrame, visible: DOMRectReadOnly, box: Box): Promise<PixelBlock | null> => {
    const rect = { x: visible.x + box.x, y: visible.y + box.y, width: box.width, height: box.height };
    const size = box.width * box.height * 4;
    try {
      const options: VideoFrameCopyToOptions = { rect, format: 'RGBA' };
      // Older browsers know `copyTo`, but ignore the format.
      if (frame.allocationSize(options) !== size) return null;
      const data = reserve(size);
      await frame.copyTo(data, options);
      return { data, ...box };
    } catch {
      return null;
    }
  };

  const byCanvas = (frame: CameraFrame, box: Box): PixelBlock => {
    canvas ??= new OffscreenCanvas(box.width, box.height).getContext('2d', { willReadFrequently: true });
    if (!canvas)
      throw new Error('This browser gives no 2D canvas to the tracker. Close other tabs, or use a current Chrome, Edge or Firefox.');
    if (canvas.canvas.width < box.width) canvas.canvas.width = box.width;
    if (canvas.canvas.height < box.height) canvas.canvas.height = box.height;
    canvas.globalCompositeOperation = 'copy';
    canvas.drawImage(frame, -box.x, -box.y);
    return { data: canvas.getImageData(0, 0, box.width, box.height).data, ...box };
  };

  return {
    open(frame) {
      const visible = 'visibleRect' in frame ? frame.visibleRect : null;
      if (!visible || !isPlain(frame as TurnedFrame, visible)) {
        const [width, height] = 'displayWidth' in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
        return { width, height, read: (box) => byCanvas(frame, box) };
      }
      return {
        width: visible.width,
        height: visible.height,
        async read(box) {
          const block = copies ? await byCopy(frame as VideoFrame, visible, box) : null;
          copies = block !== null;
          return block ?? byCanvas(frame, box);
        },
      };
    },
  };
}

/** Whether the stored pixels are the shown ones: not turned, not mirrored, square. */
function isPlain(frame: TurnedFrame, visible: DOMRectReadOnly): boolean {
  return !frame.rotation && !frame.flip && frame.displayWidth === visible.width && frame.displayHeight === visible.height;
}
