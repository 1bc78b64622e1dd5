import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import type { Picture } from '../core/rig/picture.ts';
import { buildRig, type Rig } from '../core/rig/rig.ts';
import { type AnalysisModels, analysePortrait } from './analyse-portrait.ts';

/** Landmarks placed by hand, as an avatar's landmarks.json holds them. */
export interface AuthoredLandmarks {
  width: number;
  /** 478 x [x, y, z], pixels of a picture of that width. */
  points: readonly (readonly number[])[];
}

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
  authored: AuthoredLandmarks | null;
  onStep?: (step: string) => void;
}

/**
 * All that is dear about a portrait, done once.
 * @throws Error with one line for the user
 */
export async function importPortrait(picture: Picture, models: AnalysisModels, options: ImportOptions): Promise<ImportedPortrait> {
  const { name, authored, onStep } = options;
  const placed = authored && scaleLandmarks(authored, picture.width);
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

function scaleLandmarks({ width, points }: AuthoredLandmarks, to: number): Float32Array {
  if (points?.length !== LANDMARK_COUNT) throw new Error(`the avatar's landmarks.json does not hold ${LANDMARK_COUNT} points`);
  return Float32Array.from(points.flat(), (v) => (v * to) / width);
}
