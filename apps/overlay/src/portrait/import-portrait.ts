import { DRAWN_POINT_COUNT } from '@masque/config/drawn-points';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import type { RigPoints } from '@masque/config/rig-points';
import { placeLandmarks } from '../core/rig/drawn/place-landmarks.ts';
import type { Picture } from '../core/rig/picture.ts';
import { buildRig, type Rig } from '../core/rig/rig.ts';
import { type AnalysisModels, analysePortrait } from './analyse-portrait.ts';

/** Landmarks placed by hand, as an avatar's landmarks.json holds them. */
export interface AuthoredLandmarks {
  width: number;
  /** 478 x [x, y, z], pixels of a picture of that width. */
  points: readonly (readonly number[])[];
}

/** A face that is not to be found: all of its landmarks, or its features as they were placed in the panel. */
export type AuthoredFace = { landmarks: AuthoredLandmarks } | { points: RigPoints };

/** What drawing needs; plain data. */
export interface ImportedPortrait {
  rig: Rig;
  /** The moving layer, premultiplied alpha, of the rig's size. */
  foreground: Picture;
  /** What stands still behind it, or null for a cut-out. */
  plate: Picture | null;
}

export interface ImportOptions {
  /** For messages: the picture's file name. */
  name: string;
  /** Null to find the landmarks. */
  authored: AuthoredFace | null;
  onStep?: (step: string) => void;
}

/**
 * All that is dear about a portrait, done once.
 * @throws Error with one line for the user
 */
export async function importPortrait(picture: Picture, models: AnalysisModels, options: ImportOptions): Promise<ImportedPortrait> {
  const { name, authored, onStep } = options;
  const placed = authored && landmarksOf(authored, picture.width);
  const { landmarks, drawn, alpha, foreground, plate } = await analysePortrait(picture, models, {
    name,
    authored: placed,
    ...(onStep && { onStep }),
  });
  onStep?.('building the rig');
  // The meshes are laid out for drawing already.
  const { face, lids, surround, ...rig } = buildRig({ picture, landmarks, drawn, alpha });
  return { rig, foreground, plate };
}

/**
 * All landmarks of an authored face.
 * @param pictureWidth of the picture that they are wanted for, pixels
 * @returns 478 x (x, y, z), pixels of that picture
 * @throws Error with one line for the user
 */
export function landmarksOf(authored: AuthoredFace, pictureWidth: number): Float32Array {
  if ('landmarks' in authored) return scaleLandmarks(authored.landmarks, pictureWidth);
  // What the panel sends and archives bring was checked by the schema, which would only make this worker start later.
  const { width, points } = authored.points;
  if (!(width > 0) || points?.length !== DRAWN_POINT_COUNT) {
    throw new Error(`the avatar's points.json does not hold ${DRAWN_POINT_COUNT} points of a picture with a width`);
  }
  return placeLandmarks(points.flat().map((v) => (v * pictureWidth) / width));
}

function scaleLandmarks({ width, points }: AuthoredLandmarks, to: number): Float32Array {
  if (points?.length !== LANDMARK_COUNT) throw new Error(`the avatar's landmarks.json does not hold ${LANDMARK_COUNT} points`);
  return Float32Array.from(points.flat(), (v) => (v * to) / width);
}
