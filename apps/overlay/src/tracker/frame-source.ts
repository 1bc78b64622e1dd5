import { createFrameClock } from './frame-clock.ts';
import type { CameraFrame } from './frame-reader.ts';

export interface TimedFrame {
  frame: CameraFrame;
  /** Milliseconds since 1970 by a clock that never goes back (`performance.timeOrigin + performance.now()`). */
  time: number;
}

/** Delivers the newest camera frame; what was overtaken is dropped and counted, so nothing queues. */
export interface FrameSource {
  /** The newest frame not yet taken, or the next to come; null when there will be no more. The caller closes it. */
  next(): Promise<TimedFrame | null>;
  /** Frames so far that were overtaken by a newer one. */
  dropped(): number;
  close(): void;
}

/** A source into which frames are put one at a time. */
export interface FrameMailbox extends FrameSource {
  put(frame: CameraFrame): void;
}

/** Milliseconds on the clock that `TimedFrame.time` uses. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

export function createMailbox(): FrameMailbox {
  const clock = createFrameClock();
  let waiting: TimedFrame | null = null;
  let deliver: ((frame: TimedFrame | null) => void) | null = null;
  let closed = false;
  let dropped = 0;
  return {
    put(frame) {
      if (closed) {
        frame.close();
        return;
      }
      const arrival = now();
      const timed = { frame, time: 'timestamp' in frame ? clock.timeOf(frame.timestamp, arrival) : arrival };
      if (deliver) {
        deliver(timed);
        deliver = null;
        return;
      }
      if (waiting) {
        waiting.frame.close();
        dropped++;
      }
      waiting = timed;
    },
    next() {
      const frame = waiting;
      waiting = null;
      if (frame || closed) return Promise.resolve(frame);
      return new Promise((resolve) => {
        deliver = resolve;
      });
    },
    dropped: () => dropped,
    close() {
      closed = true;
      waiting?.frame.close();
      waiting = null;
      deliver?.(null);
      deliver = null;
    },
  };
}

/** The frames of a `MediaStreamTrackProcessor`; ends when the track does. */
export function streamSource(readable: ReadableStream<VideoFrame>): FrameSource {
  const mailbox = createMailbox();
  const reader = readable.getReader();
  const pump = async (): Promise<void> => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      mailbox.put(value);
    }
  };
  pump()
    .catch(() => undefined)
    .finally(() => mailbox.close());
  return {
    next: mailbox.next,
    dropped: mailbox.dropped,
    close() {
      mailbox.close();
      reader.cancel().catch(() => undefined);
    },
  };
}
