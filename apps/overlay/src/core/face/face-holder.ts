import type { Detection } from './detector-decode.ts';
import { faceRegion, followRegion, type Region, regionFromLandmarks } from './region.ts';

/** Keeps one face from frame to frame, so that the detector is needed only when no face is held. */
export interface FaceHolder {
  /** Where to look in the next frame; null when a face must be searched first. */
  region(): Region | null;
  /** Regions worth a look among the detected faces: those with at least the score `acquire`, largest first. */
  candidates(detections: readonly Detection[], acquire: number): Region[];
  /**
   * Regions of faces that are clearly larger than the held one, largest first; none while no face is held.
   * @param most how many faces are considered, the held one among them
   */
  larger(detections: readonly Detection[], acquire: number, most: number): Region[];
  /** Looks at this region next; what it shows is then followed at once instead of calmly. */
  aim(region: Region): void;
  /**
   * Takes what the landmark model found in a region: holds the face, or lets go of it.
   * @returns whether a face is held now
   */
  settle(score: number, landmarks: ArrayLike<number>): boolean;
  /** Lets go, for instance when the picture changes. */
  reset(): void;
}

/** A face region smaller than this many pixels holds no face that could be measured. */
const MIN_SIDE = 16;

/** By how much another face's side must be the longer one, so that two alike do not take turns. */
const CLEARLY = 1.2;

/** @param release score of the landmark model under which a face is let go */
export function createFaceHolder(release: number): FaceHolder {
  let held: Region | null = null;
  let aimed = true;

  function candidates(detections: readonly Detection[], acquire: number): Region[] {
    return detections
      .filter(({ score }) => score >= acquire)
      .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
      .map(({ box, keypoints }) => faceRegion(box, keypoints[0], keypoints[1], keypoints[2], keypoints[3]));
  }

  return {
    region: () => held,
    candidates,
    larger(detections, acquire, most) {
      if (!held) return [];
      const { x, y, width } = held;
      const faces = candidates(detections, acquire).slice(0, most);
      // Boxes of detector and landmarks differ, so the held face is measured as the others are where the detector sees it.
      const own = faces.find((face) => Math.hypot(face.x - x, face.y - y) < width / 3);
      return faces.filter((face) => face !== own && face.width > CLEARLY * (own ?? { width }).width);
    },
    aim(region) {
      held = region;
      aimed = true;
    },
    settle(score, landmarks) {
      const next = regionFromLandmarks(landmarks);
      const isFace = score >= release && next.width >= MIN_SIDE;
      if (!isFace) held = null;
      else held = held === null || aimed ? next : followRegion(held, next);
      aimed = false;
      return isFace;
    },
    reset() {
      held = null;
    },
  };
}
