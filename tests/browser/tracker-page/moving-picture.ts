import { createTrackerClient } from '../../../apps/overlay/src/tracker/tracker-client.ts';

export interface LiveReport {
  /** One entry a tracked frame: tip of the nose, pixels; null where no face was held. */
  noses: ([x: number, y: number] | null)[];
  times: number[];
  dropped: number;
  /** Frames for which the detector was asked. */
  searches: number;
  /** Median milliseconds by stage. */
  stages: { crop: number; landmarks: number };
  width: number;
  height: number;
}

const WIDTH = 640;
const HEIGHT = 480;
/** Pixels by which the picture swings to either side. */
const SWING = 60;
const NOSE_TIP = 1;

/** Plays a picture that swings sideways through a canvas stream and tracks it in the worker until enough frames are in. */
export async function followMovingPicture(url: string, frames: number, trackProcessor: boolean): Promise<LiveReport> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const scale = HEIGHT / bitmap.height;
  const draw = (phase: number): void => {
    context.fillStyle = '#99a';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.drawImage(bitmap, (WIDTH - bitmap.width * scale) / 2 + SWING * Math.sin(phase), 0, bitmap.width * scale, HEIGHT);
  };
  let phase = 0;
  draw(phase);
  const animation = window.setInterval(() => draw((phase += 0.15)), 33);

  const scope = globalThis as { MediaStreamTrackProcessor?: unknown };
  const processor = scope.MediaStreamTrackProcessor;
  if (!trackProcessor) delete scope.MediaStreamTrackProcessor;
  const report: LiveReport = { noses: [], times: [], dropped: 0, searches: 0, stages: { crop: 0, landmarks: 0 }, width: 0, height: 0 };
  const crop: number[] = [];
  const landmarks: number[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const client = createTrackerClient({
        settings: { detectionThreshold: 0.5, maxFaces: 1, runtime: 'wasm' },
        createWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
        onError: (message) => reject(new Error(message)),
        onResult(result) {
          const face = result.landmarks;
          report.noses.push(face && [face[3 * NOSE_TIP], face[3 * NOSE_TIP + 1]]);
          report.times.push(result.time);
          report.dropped = result.dropped;
          report.width = result.width;
          report.height = result.height;
          if (result.stages.detect > 0) report.searches++;
          crop.push(result.stages.crop);
          landmarks.push(result.stages.landmarks);
          if (report.times.length < frames) return;
          client.close();
          resolve();
        },
      });
      client.ready.then(() => client.follow(canvas.captureStream(30)), reject);
    });
  } finally {
    window.clearInterval(animation);
    scope.MediaStreamTrackProcessor = processor;
  }
  report.stages.crop = median(crop);
  report.stages.landmarks = median(landmarks);
  return report;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
