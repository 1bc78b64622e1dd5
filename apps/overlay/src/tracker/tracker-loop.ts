import type { StageTimes } from './face-models.ts';
import { createTrackedFace, type FaceTracker } from './face-tracker.ts';
import { createFrameReader } from './frame-reader.ts';
import type { FrameSource } from './frame-source.ts';

/** What the tracker has to say about one camera frame. */
export interface TrackResult {
  /** Milliseconds since 1970, when the frame was taken (see `TimedFrame.time`). */
  time: number;
  /** 478 x (x, y, z), pixels of the frame; null where no face is held. Overwritten by the next frame: copy what is kept. */
  landmarks: Float32Array | null;
  /** Face score 0..1; 0 without a face. */
  score: number;
  /** Size of the frame, pixels. */
  width: number;
  height: number;
  /** Milliseconds by stage. */
  stages: StageTimes;
  /** Frames so far that were overtaken by newer ones. */
  dropped: number;
}

export interface TrackerLoop {
  /** Resolves when the frames end or the loop is stopped; rejects when tracking fails. */
  done: Promise<void>;
  stop(): void;
}

export interface TrackerLoopOptions {
  frames: FrameSource;
  tracker: FaceTracker;
  /** Called once a frame, in order. */
  onResult: (result: TrackResult) => void;
}

/**
 * Tracks frame after frame until the source ends: always the newest, one at a time.
 * Nothing here waits for a timer or a repaint, so that a worker keeps its rate while its page is hidden.
 */
export function createTrackerLoop({ frames, tracker, onResult }: TrackerLoopOptions): TrackerLoop {
  const reader = createFrameReader();
  const face = createTrackedFace();
  const stages: StageTimes = { detect: 0, crop: 0, landmarks: 0 };
  const result: TrackResult = { time: 0, landmarks: null, score: 0, width: 0, height: 0, stages, dropped: 0 };

  const run = async (): Promise<void> => {
    tracker.reset();
    for (let timed = await frames.next(); timed; timed = await frames.next()) {
      const { frame, time } = timed;
      stages.detect = stages.crop = stages.landmarks = 0;
      try {
        const source = reader.open(frame);
        const held = await tracker.follow(source, face, stages);
        result.time = time;
        result.landmarks = held ? face.landmarks : null;
        result.score = held ? face.score : 0;
        result.width = source.width;
        result.height = source.height;
        result.dropped = frames.dropped();
      } finally {
        frame.close();
      }
      onResult(result);
    }
  };
  return { done: run(), stop: () => frames.close() };
}
