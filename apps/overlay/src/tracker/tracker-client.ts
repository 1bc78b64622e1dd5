import { type FrameFeed, feedFrames } from './frame-feed.ts';
import type { FromTracker, SearchSettings, ToTracker, TrackerSettings } from './messages.ts';
import type { TrackResult } from './tracker-loop.ts';

/** The page's side of the tracker worker. */
export interface TrackerClient {
  /** Resolves when the models are loaded and warm; rejects with a message for the user. */
  ready: Promise<void>;
  /** Tracks a camera's stream in place of what was tracked before. */
  follow(stream: MediaStream): void;
  setSearch(search: SearchSettings): void;
  stop(): void;
  close(): void;
}

export interface TrackerClientOptions {
  settings: TrackerSettings;
  /** Loads the models only once there is something to follow. */
  lazy?: boolean;
  /** Starts the worker, which calls `serveTracker`. */
  createWorker: () => Worker;
  onResult: (result: TrackResult) => void;
  /** The stream has ended: the camera was unplugged or taken away. */
  onEnded?: () => void;
  /** Tracking failed; the message is for the user. */
  onError?: (message: string) => void;
}

/** Starts the tracker worker and loads its models. */
export function createTrackerClient(options: TrackerClientOptions): TrackerClient {
  const { settings, lazy = false, createWorker, onResult, onEnded, onError } = options;
  const worker = createWorker();
  let feed: FrameFeed | null = null;
  let loaded = false;
  let settle: { resolve: () => void; reject: (error: Error) => void } | null = null;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const post = (message: ToTracker, transfer: Transferable[] = []): void => worker.postMessage(message, transfer);
  const fail = (message: string): void => {
    settle?.reject(new Error(message));
    onError?.(message);
  };
  // The caller may listen to onError alone.
  ready.catch(() => undefined);

  worker.addEventListener('message', ({ data }: MessageEvent<FromTracker>) => {
    if (data.type === 'ready') settle?.resolve();
    else if (data.type === 'ended') onEnded?.();
    else if (data.type === 'error') fail(data.message);
    else {
      feed?.taken();
      onResult(data.result);
    }
  });
  worker.addEventListener('error', (event) =>
    fail(`The tracker could not start: ${event.message || 'its program did not load'}. Reload the page.`),
  );
  const load = (): void => {
    if (!loaded) post({ type: 'load', settings });
    loaded = true;
  };
  if (!lazy) load();

  const stop = (): void => {
    feed?.stop();
    feed = null;
    post({ type: 'stop' });
  };
  return {
    ready,
    follow(stream) {
      load();
      stop();
      const [track] = stream.getVideoTracks();
      const readable = trackFrames(track);
      post({ type: 'follow', readable }, readable ? [readable] : []);
      if (!readable) feed = feedFrames(stream, (frame) => post({ type: 'frame', frame }, [frame]));
    },
    setSearch: ({ detectionThreshold, maxFaces }) => post({ type: 'search', search: { detectionThreshold, maxFaces } }),
    stop,
    close() {
      stop();
      worker.terminate();
    },
  };
}

/** Chromium's processor of a camera track; the type definitions know the standard's later, worker-only form. */
type TrackProcessor = new (init: { track: MediaStreamTrack; maxBufferSize: number }) => { readonly readable: ReadableStream<VideoFrame> };

/** The track's frames as a stream that a worker can own; null where the browser has none. */
function trackFrames(track: MediaStreamTrack): ReadableStream<VideoFrame> | null {
  const Processor = (globalThis as { MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor;
  // One frame is kept for a reader that is busy, always the newest.
  return Processor ? new Processor({ track, maxBufferSize: 1 }).readable : null;
}
