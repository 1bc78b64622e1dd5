import { listCameras, openCamera } from '../../../apps/overlay/src/camera/camera.ts';
import { keepCamera } from '../../../apps/overlay/src/camera/camera-keeper.ts';
import { type ClipOptions, openClip } from '../../../apps/overlay/src/camera/clip-reader.ts';
import { createFaceTracker, type FaceTracker } from '../../../apps/overlay/src/tracker/face-tracker.ts';
import { createFrameReader } from '../../../apps/overlay/src/tracker/frame-reader.ts';
import { createMatte } from '../../../apps/overlay/src/tracker/matte.ts';
import { encodeClip } from './encode-clip.ts';
import { followMovingPicture, type LiveReport } from './moving-picture.ts';

export interface FaceReport {
  /** 478 x (x, y, z), pixels. */
  landmarks: number[];
  score: number;
  width: number;
  height: number;
}

export interface ClipReport {
  width: number;
  height: number;
  fps: number;
  frameCount: number;
  times: number[];
  /** RGBA of the middle pixel of each frame. */
  middles: number[][];
}

/** What the tests call in the page; everything crosses as plain JSON. */
export interface TrackerPage {
  /** The face in a picture; `first` without the passes that let the region settle. */
  portrait(url: string, first?: boolean): Promise<FaceReport | null>;
  /** Mean coverage of the person in the picture's middle and in its four corners. */
  matte(url: string): Promise<{ middle: number; corners: number }>;
  clip(urls: string | string[], options?: ClipOptions): Promise<ClipReport>;
  /** Address of an encoded clip whose frame i shows the given grey; frame i begins at times[i] seconds. */
  encode(container: 'mp4' | 'webm', greys: number[], times: number[]): Promise<string>;
  /** Tracks a picture that swings to and fro, as a camera would see it. */
  live(url: string, frames: number, trackProcessor: boolean): Promise<LiveReport>;
  /** Whom the tracker follows, frame by frame, once a second person comes in who is nearer: null for nobody. */
  visitor(url: string, maxFaces: number, frames: number): Promise<('first' | 'second' | null)[]>;
  /** Largest difference (0..255) between part of a frame read by copying and by a canvas. */
  readers(url: string): Promise<number>;
  /** Opens the default camera and lists all. */
  camera(): Promise<{ width: number; height: number; label: string; devices: string[] }>;
  /** What is reported while a kept camera is taken away once: labels of cameras and problems, in order. */
  loseCamera(): Promise<string[]>;
}

declare global {
  interface Window {
    trackerPage: TrackerPage;
  }
}

let tracker: Promise<FaceTracker> | null = null;

async function fetchBlob(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

/** @param backdrop colour behind transparent parts; without it they stay transparent */
async function readImage(url: string, backdrop = 'transparent'): Promise<ImageData> {
  const bitmap = await createImageBitmap(await fetchBlob(url));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = backdrop;
  context.fillRect(0, 0, bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

window.trackerPage = {
  async portrait(url, first = false) {
    tracker ??= createFaceTracker({ detectionThreshold: 0.5 });
    const image = await readImage(url, first ? '#c0c0c0' : undefined);
    (await tracker).reset();
    const face = await (await tracker).track(image, { portrait: !first });
    return face && { landmarks: Array.from(face.landmarks), score: face.score, width: image.width, height: image.height };
  },

  async matte(url) {
    const matte = await createMatte();
    const alpha = await matte.run(await readImage(url));
    await matte.close();
    const mean = (places: number[][]): number => places.reduce((sum, [x, y]) => sum + alpha[y * 256 + x] / places.length, 0);
    return {
      middle: mean([
        [128, 110],
        [120, 128],
        [136, 128],
        [128, 146],
      ]),
      corners: mean([
        [4, 4],
        [251, 4],
      ]),
    };
  },

  async clip(urls, options = {}) {
    const source = Array.isArray(urls) ? await Promise.all(urls.map(fetchBlob)) : await fetchBlob(urls);
    const clip = await openClip(source, 'the clip', options);
    const { width, height, fps, frameCount } = clip;
    const report: ClipReport = { width, height, fps, frameCount, times: [], middles: [] };
    for await (const { index, time, image } of clip.frames()) {
      if (index !== report.times.length) throw new Error(`frame ${index} came at place ${report.times.length}`);
      const middle = ((height >> 1) * width + (width >> 1)) * 4;
      report.times.push(time);
      report.middles.push(Array.from(image.data.slice(middle, middle + 4)));
    }
    clip.close();
    return report;
  },

  async encode(container, greys, times) {
    return URL.createObjectURL(await encodeClip(container, greys, times));
  },

  live: followMovingPicture,

  async visitor(url, maxFaces, frames) {
    const picture = await createImageBitmap(await fetchBlob(url));
    const width = 640;
    const height = 480;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    const draw = (x: number, tall: number): void =>
      context.drawImage(picture, x, height - tall, (tall * picture.width) / picture.height, tall);
    const tracker = await createFaceTracker({ maxFaces });
    const followed: ('first' | 'second' | null)[] = [];
    for (let i = 0; i < frames; i++) {
      context.fillStyle = '#99a';
      context.fillRect(0, 0, width, height);
      draw(10, 240);
      if (i > 4) draw(240, 440);
      const face = await tracker.track(context.getImageData(0, 0, width, height));
      followed.push(face && (face.box.x + face.box.width / 2 < 240 ? 'first' : 'second'));
    }
    await tracker.close();
    return followed;
  },

  async readers(url) {
    const bitmap = await createImageBitmap(await fetchBlob(url));
    const frame = new VideoFrame(bitmap, { timestamp: 0 });
    const box = { x: 40, y: 60, width: 120, height: 90 };
    const copied = await createFrameReader().open(frame).read(box);
    const drawn = await createFrameReader().open(bitmap).read(box);
    frame.close();
    let worst = 0;
    for (let i = 0; i < 120 * 90 * 4; i++) worst = Math.max(worst, Math.abs(copied.data[i] - drawn.data[i]));
    return worst;
  },

  async camera() {
    const { track, label, stop } = await openCamera();
    const { width = 0, height = 0 } = track.getSettings();
    const devices = (await listCameras()).map((device) => device.label);
    stop();
    return { width, height, label, devices };
  },

  loseCamera() {
    const events: string[] = [];
    return new Promise((resolve) => {
      const keeper = keepCamera({
        onCamera({ track, label }) {
          events.push(label);
          if (events.length === 1) track.dispatchEvent(new Event('ended'));
          else {
            keeper.close();
            resolve(events);
          }
        },
        onProblem: (message) => events.push(message),
      });
    });
  },
};
