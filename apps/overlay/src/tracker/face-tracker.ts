import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import type { Detection } from '../core/face/detector-decode.ts';
import { createFaceHolder, type FaceHolder } from '../core/face/face-holder.ts';
import { type Box, boundingBox, letterbox, type Region, regionFromLandmarks, searchWindows } from '../core/face/region.ts';
import { type FaceModels, loadFaceModels, type StageTimes } from './face-models.ts';
import type { SearchSettings } from './messages.ts';
import { flattenImage, imageSource, type PixelSource, type RgbaImage } from './pixel-source.ts';
import type { RuntimeChoice } from './runtime.ts';

/** A face found in a picture. */
export interface TrackedFace {
  /** 478 x (x, y, z), image pixels, y down, z in the same scale and negative toward the camera. */
  landmarks: Float32Array;
  /** 0..1. */
  score: number;
  /** Of the landmarks, image pixels. */
  box: Box;
}

export interface FaceTrackerOptions extends Partial<SearchSettings> {
  runtime?: RuntimeChoice;
}

export interface FaceTracker {
  /**
   * Follows the largest face from one picture to the next; null where there is none.
   * With `portrait` the picture stands for itself: it is searched more thoroughly, with a lower threshold, and what is
   * being followed is forgotten.
   */
  track(image: RgbaImage, options?: { portrait?: boolean }): Promise<TrackedFace | null>;
  /** As `track`, without allocation: writes to `face` (whose landmarks it fills) and adds the time spent to `times`. */
  follow(source: PixelSource, face: TrackedFace, times: StageTimes): Promise<boolean>;
  /** Whom to look for in moving pictures. */
  setSearch(search: SearchSettings): void;
  /** Forgets the face being followed: the next picture is of another scene. */
  reset(): void;
  close(): Promise<void>;
}

/** Default of the setting of this name (the seed's own). */
const DETECTION_THRESHOLD = 0.7;
/** Portraits are chosen by people and may be painted; what the landmark model then refuses is still refused. */
const PORTRAIT_THRESHOLD = 0.5;
/** Landmark score under which a face is let go (MediaPipe's own threshold of the face flag). */
const RELEASE_THRESHOLD = 0.5;
/** Frames between two looks for a larger face: about a second. */
const LOOK_AROUND_EVERY = 30;
/** A detection may be no face on closer look; then the next largest may. */
const MAX_CANDIDATES = 3;
/** Still pictures are looked at again through the region of their own landmarks, as a video's next frames would be. */
const SETTLING_PASSES = 2;
/**
 * The region never comes to rest, since it follows from the landmarks that it yields. The mean over some passes depends
 * half as much on how a picture was compressed or cut as a single pass does (measured on seven portraits).
 */
const AVERAGED_PASSES = 8;
/** Where the whole portrait shows no face, windows of half and of a quarter of it are searched. */
const PORTRAIT_DIVISIONS = [2, 4];

/** An empty face to be filled by `FaceTracker.follow`. */
export function createTrackedFace(): TrackedFace {
  return { landmarks: new Float32Array(LANDMARK_COUNT * 3), score: 0, box: { x: 0, y: 0, width: 0, height: 0 } };
}

/** Loads the face models and makes a tracker with one face of its own. */
export async function createFaceTracker(options: FaceTrackerOptions = {}): Promise<FaceTracker> {
  let search: SearchSettings = {
    detectionThreshold: options.detectionThreshold ?? DETECTION_THRESHOLD,
    maxFaces: options.maxFaces ?? 1,
  };
  const models = await loadFaceModels(options.runtime ?? 'wasm');
  const holder = createFaceHolder(RELEASE_THRESHOLD);
  const other = createTrackedFace();
  let untilLook = LOOK_AROUND_EVERY;
  const tracker: FaceTracker = {
    async track(image, { portrait = false } = {}) {
      const source = imageSource(portrait ? flattenImage(image) : image);
      const face = createTrackedFace();
      const times: StageTimes = { detect: 0, crop: 0, landmarks: 0 };
      if (!portrait) return (await tracker.follow(source, face, times)) ? face : null;
      holder.reset();
      return (await findPortrait(models, source, face, times)) ? face : null;
    },
    async follow(source, face, times) {
      const held = holder.region() !== null;
      if (!(await followFace(models, holder, search.detectionThreshold, source, face, times))) return false;
      if (!held || search.maxFaces === 1 || --untilLook > 0) return true;
      untilLook = LOOK_AROUND_EVERY;
      // Between two people lies a frame without a face, over which the motion is led as over any other absence.
      return !(await findLarger(models, holder, search, source, other, times));
    },
    setSearch(next) {
      search = next;
    },
    reset: () => holder.reset(),
    close: () => models.close(),
  };
  return tracker;
}

async function followFace(
  models: FaceModels,
  holder: FaceHolder,
  acquire: number,
  source: PixelSource,
  face: TrackedFace,
  times: StageTimes,
): Promise<boolean> {
  if (await measure(models, holder, source, face, times)) return true;
  const detections = await models.detect(source, letterbox(source.width, source.height), times);
  return takeUp(models, holder, holder.candidates(detections, acquire), source, face, times);
}

/** Aims at a face that is clearly larger than the held one, if there is one. @param other scratch */
async function findLarger(
  models: FaceModels,
  holder: FaceHolder,
  { detectionThreshold, maxFaces }: SearchSettings,
  source: PixelSource,
  other: TrackedFace,
  times: StageTimes,
): Promise<boolean> {
  const detections = await models.detect(source, letterbox(source.width, source.height), times);
  for (const region of holder.larger(detections, detectionThreshold, maxFaces)) {
    if ((await models.landmarks(source, region, other.landmarks, times)) < RELEASE_THRESHOLD) continue;
    holder.aim(region);
    return true;
  }
  return false;
}

async function findPortrait(models: FaceModels, source: PixelSource, face: TrackedFace, times: StageTimes): Promise<boolean> {
  const holder = createFaceHolder(RELEASE_THRESHOLD);
  let found = await followFace(models, holder, PORTRAIT_THRESHOLD, source, face, times);
  for (const divisions of PORTRAIT_DIVISIONS) {
    if (found) break;
    const detections: Detection[] = [];
    for (const window of searchWindows(source.width, source.height, divisions))
      detections.push(...(await models.detect(source, window, times)));
    found = await takeUp(models, holder, holder.candidates(detections, PORTRAIT_THRESHOLD), source, face, times);
  }
  for (let pass = 0; found && pass < SETTLING_PASSES; pass++) found = await lookAgain(models, holder, source, face, times);
  return found && averagePasses(models, holder, source, face, times);
}

/** One more pass through the region that the last pass's landmarks ask for. */
function lookAgain(models: FaceModels, holder: FaceHolder, source: PixelSource, face: TrackedFace, times: StageTimes): Promise<boolean> {
  holder.aim(regionFromLandmarks(face.landmarks));
  return measure(models, holder, source, face, times);
}

async function averagePasses(
  models: FaceModels,
  holder: FaceHolder,
  source: PixelSource,
  face: TrackedFace,
  times: StageTimes,
): Promise<boolean> {
  const sum = new Float64Array(face.landmarks.length);
  for (let pass = 0; pass < AVERAGED_PASSES; pass++) {
    if (!(await lookAgain(models, holder, source, face, times))) return false;
    for (let i = 0; i < sum.length; i++) sum[i] += face.landmarks[i];
  }
  for (let i = 0; i < sum.length; i++) face.landmarks[i] = sum[i] / AVERAGED_PASSES;
  face.box = boundingBox(face.landmarks);
  return true;
}

/** Tries regions in order until one holds what the landmark model takes for a face. */
async function takeUp(
  models: FaceModels,
  holder: FaceHolder,
  candidates: readonly Region[],
  source: PixelSource,
  face: TrackedFace,
  times: StageTimes,
): Promise<boolean> {
  for (const region of candidates.slice(0, MAX_CANDIDATES)) {
    holder.aim(region);
    if (await measure(models, holder, source, face, times)) return true;
  }
  return false;
}

/** Measures the face in the held region; false where none is held, or no longer. */
async function measure(
  models: FaceModels,
  holder: FaceHolder,
  source: PixelSource,
  face: TrackedFace,
  times: StageTimes,
): Promise<boolean> {
  const region = holder.region();
  if (!region) return false;
  face.score = await models.landmarks(source, region, face.landmarks, times);
  face.box = boundingBox(face.landmarks);
  return holder.settle(face.score, face.landmarks);
}
