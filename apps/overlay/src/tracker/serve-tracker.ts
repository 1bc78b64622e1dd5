import { createFaceTracker, type FaceTracker } from './face-tracker.ts';
import { createMailbox, type FrameMailbox, streamSource } from './frame-source.ts';
import type { FromTracker, ToTracker } from './messages.ts';
import { createTrackerLoop, type TrackResult } from './tracker-loop.ts';

/** What the worker does with what the tracker says of a frame; it must post a `result`, the page paces its frames by them. */
export type TrackSink = (result: TrackResult, post: (message: FromTracker) => void) => void;

/**
 * Makes the worker that calls it a tracker: it loads the models and follows the frames that its page sends or transfers.
 * @param onResult called once a frame, in order
 */
export function serveTracker(onResult: TrackSink): void {
  let tracker: Promise<FaceTracker> | null = null;
  let mailbox: FrameMailbox | null = null;
  let stopCurrent: (() => void) | null = null;
  /** Settles when the loop before has let go of the tracker. */
  let idle: Promise<unknown> = Promise.resolve();

  function post(message: FromTracker): void {
    self.postMessage(message);
  }

  function fail(error: unknown): void {
    post({ type: 'error', message: error instanceof Error ? error.message : String(error) });
  }

  function stop(): void {
    stopCurrent?.();
    stopCurrent = null;
    mailbox = null;
  }

  /** Frames are taken in from the first moment; a stop while the models still load closes them again. */
  function follow(readable: ReadableStream<VideoFrame> | null): void {
    stop();
    const box = readable ? null : createMailbox();
    const frames = readable ? streamSource(readable) : (box as FrameMailbox);
    mailbox = box;
    const stopThis = (): void => frames.close();
    stopCurrent = stopThis;

    const run = async (): Promise<void> => {
      if (!tracker) throw new Error('The tracker was asked to follow a camera before it was loaded.');
      const loop = createTrackerLoop({ frames, tracker: await tracker, onResult: (result) => onResult(result, post) });
      await loop.done;
      if (stopCurrent === stopThis) post({ type: 'ended' });
    };
    idle = idle.then(run).catch(fail);
  }

  self.addEventListener('message', ({ data }: MessageEvent<ToTracker>) => {
    switch (data.type) {
      case 'load':
        tracker = createFaceTracker(data.settings);
        tracker.then(() => post({ type: 'ready' }), fail);
        break;
      case 'search':
        tracker?.then((loaded) => loaded.setSearch(data.search)).catch(() => undefined);
        break;
      case 'follow':
        follow(data.readable);
        break;
      case 'frame':
        if (mailbox) mailbox.put(data.frame);
        else data.frame.close();
        break;
      case 'stop':
        stop();
        break;
    }
  });
}
