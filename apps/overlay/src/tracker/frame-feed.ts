import type { CameraFrame } from './frame-reader.ts';

/** Hands a stream's frames on, one at a time, in browsers without `MediaStreamTrackProcessor`. */
export interface FrameFeed {
  /** The last frame has been used: the next may be sent. */
  taken(): void;
  stop(): void;
}

/**
 * Plays the stream in a hidden video element and sends each new frame unless the last one is still in use.
 * Slower than a track processor, and a hidden page stops it.
 */
export function feedFrames(stream: MediaStream, send: (frame: CameraFrame) => void): FrameFeed {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  video.play().catch(() => undefined);
  let busy = false;
  let stopped = false;
  let lastTime = -1;

  const step = async (): Promise<void> => {
    if (stopped) return;
    schedule();
    if (busy || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.currentTime === lastTime) return;
    busy = true;
    lastTime = video.currentTime;
    try {
      const frame = typeof VideoFrame === 'undefined' ? await createImageBitmap(video) : new VideoFrame(video);
      if (stopped) frame.close();
      else send(frame);
    } catch {
      // The element has no picture at this moment; the next step tries again.
      busy = false;
    }
  };
  const schedule = (): void => {
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => void step());
    else requestAnimationFrame(() => void step());
  };
  schedule();

  return {
    taken() {
      busy = false;
    },
    stop() {
      stopped = true;
      video.pause();
      video.srcObject = null;
    },
  };
}
