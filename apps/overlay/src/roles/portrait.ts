import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { readPicture } from '../camera/read-picture.ts';
import { buildRig, type Rig } from '../core/rig/rig.ts';
import { createPortraitClient, type PortraitClient } from '../portrait/portrait-client.ts';
import type { PortraitPictures } from '../stage/create-stage.ts';

/** A portrait that is ready to be drawn. */
export interface Portrait {
  rig: Rig;
  pictures: PortraitPictures;
}

/** The worker that analyses portraits. */
export function startPortraitClient(): PortraitClient {
  return createPortraitClient(() => new Worker(new URL('../workers/portrait-worker.ts', import.meta.url), { type: 'module', name: 'portrait' }));
}

/** Landmarks placed by hand, as an avatar's landmarks.json holds them. */
export interface AuthoredLandmarks {
  width: number;
  height: number;
  /** 478 x [x, y, z], pixels of a picture of that size. */
  points: readonly (readonly number[])[];
}

/**
 * From a picture file to a drawable portrait.
 * @param longest pixels of the picture's longer side to work with
 * @throws Error with one line for the user
 */
export async function importPortrait(
  file: Blob, name: string, longest: number, client: PortraitClient, authored: AuthoredLandmarks | null, onStep?: (step: string) => void,
): Promise<Portrait> {
  const picture = await readPicture(file, name, longest);
  const placed = authored && scaleLandmarks(authored, picture.width);
  const { landmarks, alpha, foreground, plate } = await client.analyse(picture, name, placed, onStep);
  return { rig: buildRig({ picture, landmarks, authored: placed !== null, alpha }), pictures: { foreground, plate } };
}

function scaleLandmarks({ width, points }: AuthoredLandmarks, to: number): Float32Array {
  if (points.length !== LANDMARK_COUNT) throw new Error(`the avatar's landmarks.json holds ${points.length} points instead of ${LANDMARK_COUNT}`);
  return Float32Array.from(points.flat(), (v) => (v * to) / width);
}
