import type { CameraFrame } from './frame-reader.ts';
import type { RuntimeChoice } from './runtime.ts';
import type { TrackResult } from './tracker-loop.ts';

/** Whom the tracker looks for. */
export interface SearchSettings {
  /** Detector score 0..1 from which a face is taken up. */
  detectionThreshold: number;
  /** Faces that are watched: with 1 the held one is kept, with more a clearly larger one takes over. */
  maxFaces: number;
}

export interface TrackerSettings extends SearchSettings {
  /** Fixed when the tracker starts. */
  runtime: RuntimeChoice;
}

/** Page to worker. `follow` with null: frames come one by one as `frame`, each when the last was asked for. */
export type ToTracker =
  | { type: 'load'; settings: TrackerSettings }
  | { type: 'search'; search: SearchSettings }
  | { type: 'follow'; readable: ReadableStream<VideoFrame> | null }
  | { type: 'frame'; frame: CameraFrame }
  | { type: 'stop' };

/** Worker to page. */
export type FromTracker =
  | { type: 'ready' }
  | { type: 'result'; result: TrackResult }
  | { type: 'ended' }
  | { type: 'error'; message: string };
