import { createMotion, encodeMotion, type Motion } from '@masque/config/motion-frame';
import pixelmatch from 'pixelmatch';
import { chooseNeutral } from '../../../apps/overlay/src/core/face/choose-neutral.ts';
import { observe } from '../../../apps/overlay/src/core/face/observe.ts';
import { toMotion } from '../../../apps/overlay/src/core/face/to-motion.ts';
import { EXTREMES, motionOf } from '../../../apps/overlay/src/core/motion/extremes.ts';
import { createPuppet, type Puppet } from '../../../apps/overlay/src/core/puppet.ts';
import { premultiply } from '../../../apps/overlay/src/core/rig/premultiply.ts';
import type { Portrait } from '../../../apps/overlay/src/portrait/kept-portrait.ts';
import { createStage, type Stage } from '../../../apps/overlay/src/stage/create-stage.ts';
import { createFaceTracker, createTrackedFace } from '../../../apps/overlay/src/tracker/face-tracker.ts';
import { createFrameReader } from '../../../apps/overlay/src/tracker/frame-reader.ts';
import { KNOWN_FRAMES, knownMotion } from '../../support/known-motion.ts';
import { openPortrait } from '../../support/open-portrait.ts';

/** How a drawn avatar differs from its own picture, in levels 0..255 of premultiplied RGBA. */
export interface Difference {
  mean: number;
  /** 99.9th percentile. */
  most: number;
}

/** What the tests call in the page; everything crosses as plain JSON. */
export interface AvatarPage {
  /** Makes a shipped avatar ready to be drawn; `width` x `height` pixels. */
  show(id: string, width: number, height: number): Promise<void>;
  /**
   * The known motion, drawn as a camera would see it on a plain wall: JPEG pictures in base64, of `width` x `height` pixels.
   * @param every 1 for every frame, 2 for every other, and so on
   */
  film(width: number, height: number, every?: number): Promise<string[]>;
  /** The known motion, drawn, tracked frame by frame, and measured against a neutral chosen from it: encoded motions in base64. */
  roundTrip(): Promise<string[]>;
  /** The avatar at rest against its own picture. */
  rest(): Promise<Difference>;
  /** Milliseconds by stage of tracking the known motion in camera frames of that size, after a warm-up. */
  timeTracker(width: number, height: number, frames: number): Promise<{ detect: number[]; crop: number[]; landmarks: number[] }>;
  /** A shipped avatar through all extremes, side by side on a plain wall: a lossy WebP in base64. @param height pixels of one picture */
  drawExtremes(id: string, height: number): Promise<string>;
  /**
   * Compares what was drawn last with an earlier one, extreme by extreme.
   * @param reference what `drawExtremes` gave then
   * @returns most pixels in a square of 16 that look another way than on the reference, and than at rest
   */
  compareExtremes(reference: string): Promise<{ fromReference: number[]; fromRest: number[] }>;
  /** Whether the same motion, drawn twice with others in between, gives the same bytes. */
  repeats(): boolean;
}

declare global {
  interface Window {
    avatarPage: AvatarPage;
  }
}

const WALL = '#8d9299';
/** Extremes side by side. */
const COLUMNS = 7;
/** Frames before the first that is timed; and the face is searched anew in every so many. */
const WARM_UP = 20;
const SEARCH_EVERY = 5;
let stage: Stage | null = null;
let puppet: Puppet | null = null;
let portrait: Portrait | null = null;
let extremes: OffscreenCanvas | null = null;

function drawn(motion: Motion): HTMLCanvasElement {
  if (!stage || !puppet) throw new Error('no avatar is shown');
  puppet.pose(motion);
  stage.draw();
  return stage.canvas;
}

/** A camera's view: the whole width, from the top. */
function createCamera(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return {
    canvas,
    context,
    take(motion: Motion): void {
      context.fillStyle = WALL;
      context.fillRect(0, 0, width, height);
      const picture = drawn(motion);
      context.drawImage(picture, Math.round((width - picture.width) / 2), 0);
    },
  };
}

/** What a canvas shows, premultiplied, straight from the drawing buffer. */
function pixelsOf(canvas: HTMLCanvasElement): Uint8Array {
  const gl = canvas.getContext('webgl2');
  if (!gl) throw new Error('no WebGL2');
  const pixels = new Uint8Array(4 * canvas.width * canvas.height);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  return pixels;
}

function premultipliedPixels(picture: ImageBitmap): Uint8ClampedArray {
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  if (!context) throw new Error('no 2D canvas');
  context.drawImage(picture, 0, 0);
  return premultiply(context.getImageData(0, 0, picture.width, picture.height).data);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}

window.avatarPage = {
  async show(id, width, height) {
    portrait = await openPortrait(id);
    stage ??= await createStage(document.body.appendChild(document.createElement('canvas')));
    stage.resize(width, height, 1);
    puppet = createPuppet(portrait.rig);
    stage.load(portrait.rig, portrait.pictures, puppet.deformation);
  },

  async film(width, height, every = 1) {
    const camera = createCamera(width, height);
    const pictures: string[] = [];
    for (let i = 0; i < KNOWN_FRAMES; i += every) {
      camera.take(knownMotion(i));
      const jpeg = await camera.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
      pictures.push(toBase64(new Uint8Array(await jpeg.arrayBuffer())));
    }
    return pictures;
  },

  async roundTrip() {
    const tracker = await createFaceTracker();
    const camera = createCamera(stage?.canvas.width ?? 0, stage?.canvas.width ?? 0);
    const seen = [];
    for (let i = 0; i < KNOWN_FRAMES; i++) {
      camera.take(knownMotion(i));
      const face = await tracker.track(camera.context.getImageData(0, 0, camera.canvas.width, camera.canvas.height));
      if (!face) throw new Error(`no face was found in frame ${i}`);
      seen.push(observe(face.landmarks));
    }
    await tracker.close();
    const neutral = chooseNeutral(seen);
    const held = createMotion();
    return seen.map((observation, i) => toBase64(encodeMotion(toMotion(observation, neutral, i, held), { dense: false })));
  },

  async rest() {
    if (!portrait) throw new Error('no avatar is shown');
    const { width, height } = portrait.pictures.foreground;
    const data = premultipliedPixels(portrait.pictures.foreground);
    if (stage?.canvas.width !== width || stage.canvas.height !== height) throw new Error(`${width} x ${height} wanted`);
    const pixels = pixelsOf(drawn(createMotion()));
    const counts = new Uint32Array(256);
    for (let y = 0; y < height; y++) {
      // The drawing buffer begins at the bottom.
      const flipped = (height - 1 - y) * width;
      for (let i = 0; i < 4 * width; i++) counts[Math.abs(pixels[4 * flipped + i] - data[4 * y * width + i])]++;
    }
    let sum = 0;
    for (let level = 0; level < 256; level++) sum += level * counts[level];
    const all = 4 * width * height;
    let most = 255;
    for (let above = counts[255]; above <= 0.001 * all; above += counts[--most]);
    return { mean: sum / all, most };
  },

  async timeTracker(width, height, frames) {
    const tracker = await createFaceTracker();
    const camera = createCamera(width, height);
    const reader = createFrameReader();
    const face = createTrackedFace();
    const report = { detect: [] as number[], crop: [] as number[], landmarks: [] as number[] };
    for (let i = -WARM_UP; i < frames; i++) {
      camera.take(knownMotion(i));
      const frame = new VideoFrame(camera.canvas, { timestamp: i + WARM_UP });
      const times = { detect: 0, crop: 0, landmarks: 0 };
      const searching = i % SEARCH_EVERY === 0;
      if (searching) tracker.reset();
      const found = await tracker.follow(reader.open(frame), face, times);
      frame.close();
      if (!found) throw new Error(`no face was found in frame ${i}`);
      if (i < 0) continue;
      if (searching) report.detect.push(times.detect);
      else {
        report.crop.push(times.crop);
        report.landmarks.push(times.landmarks);
      }
    }
    await tracker.close();
    return report;
  },

  async drawExtremes(id, height) {
    await this.show(id, height, height);
    const { width, height: tall } = portrait?.rig.picture ?? { width: 1, height: 1 };
    const across = Math.round((height * width) / tall);
    stage?.resize(across, height, 1);
    extremes = new OffscreenCanvas(COLUMNS * across, Math.ceil(EXTREMES.length / COLUMNS) * height);
    const context = extremes.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
    context.fillStyle = WALL;
    context.fillRect(0, 0, extremes.width, extremes.height);
    EXTREMES.forEach((extreme, i) => {
      context.drawImage(drawn(motionOf(extreme)), (i % COLUMNS) * across, Math.floor(i / COLUMNS) * height);
    });
    const webp = await extremes.convertToBlob({ type: 'image/webp', quality: 0.9 });
    return toBase64(new Uint8Array(await webp.arrayBuffer()));
  },

  async compareExtremes(reference) {
    if (!extremes) throw new Error('nothing was drawn');
    const picture = await createImageBitmap(await (await fetch(`data:image/webp;base64,${reference}`)).blob());
    const before = new OffscreenCanvas(picture.width, picture.height);
    (before.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D).drawImage(picture, 0, 0);
    if (before.width !== extremes.width || before.height !== extremes.height) throw new Error('the reference has another size');
    const width = before.width / COLUMNS;
    const height = before.height / Math.ceil(EXTREMES.length / COLUMNS);
    const cell = (sheet: OffscreenCanvas, i: number): Uint8ClampedArray =>
      (sheet.getContext('2d') as OffscreenCanvasRenderingContext2D).getImageData(
        (i % COLUMNS) * width,
        Math.floor(i / COLUMNS) * height,
        width,
        height,
      ).data;
    const rest = cell(extremes, 0);
    const apart = (a: Uint8ClampedArray, b: Uint8ClampedArray): number =>
      pixelmatch(a, b, null, width, height, { threshold: 0.08, windowSize: 16 });
    const drawnNow = EXTREMES.map((_, i) => cell(extremes as OffscreenCanvas, i));
    return {
      fromReference: drawnNow.map((pixels, i) => apart(pixels, cell(before, i))),
      fromRest: drawnNow.map((pixels) => apart(pixels, rest)),
    };
  },

  repeats() {
    const first = pixelsOf(drawn(knownMotion(40)));
    const other = pixelsOf(drawn(knownMotion(90)));
    const again = pixelsOf(drawn(knownMotion(40)));
    return first.every((v, i) => v === again[i]) && other.some((v, i) => v !== first[i]);
  },
};
