import type { LibraryAvatar } from '@masque/config/messages';
import { LANDMARK_COUNT } from '@masque/config/motion-frame';
import { readPicture } from '../camera/read-picture.ts';
import { buildRig, type Rig } from '../core/rig/rig.ts';
import { createAnalysisCache } from '../portrait/analysis-cache.ts';
import { createPortraitClient, type PortraitClient } from '../portrait/portrait-client.ts';
import type { PortraitPictures } from '../stage/create-stage.ts';

/** A portrait that is ready to be drawn. */
export interface Portrait {
  rig: Rig;
  pictures: PortraitPictures;
}

/** Pixels of the longer side that avatars are drawn from: enough for a head that fills a 1080p scene. */
const AVATAR_LONGEST = 1536;

/** The worker that analyses portraits. */
export function startPortraitClient(): PortraitClient {
  return createPortraitClient(
    () => new Worker(new URL('../workers/portrait-worker.ts', import.meta.url), { type: 'module', name: 'portrait' }),
  );
}

/**
 * From a picture file to a drawable portrait.
 * @param longest pixels of the picture's longer side to work with
 * @throws Error with one line for the user
 */
export async function importPortrait(
  file: Blob,
  name: string,
  longest: number,
  client: PortraitClient,
  onStep?: (step: string) => void,
): Promise<Portrait> {
  const picture = await readPicture(file, name, longest);
  const { landmarks, alpha, foreground, plate } = await client.analyse(picture, name, null, onStep);
  return { rig: buildRig({ picture, landmarks, authored: false, alpha }), pictures: { foreground, plate } };
}

/**
 * An avatar of the library, from the relay; its analysis is taken from there too if any page has made it before.
 * @throws Error with one line for the user
 */
export async function loadAvatar(avatar: LibraryAvatar, client: PortraitClient, onStep?: (step: string) => void): Promise<Portrait> {
  const folder = `/avatars/${avatar.id}`;
  const file = await fetchFile(`${folder}/${avatar.picture}`);
  const [picture, authored] = await Promise.all([
    readPicture(file, avatar.picture, AVATAR_LONGEST),
    avatar.landmarks ? fetchFile(`${folder}/${avatar.landmarks}`).then((blob) => blob.text()) : null,
  ]);
  const placed = authored ? scaleLandmarks(JSON.parse(authored) as AuthoredLandmarks, picture.width) : null;
  const cache = await createAnalysisCache(`/analyses/${avatar.id}`, file, AVATAR_LONGEST);
  let analysis = placed ? null : await cache.load(picture);
  if (!analysis) {
    analysis = await client.analyse(picture, avatar.name, placed, onStep);
    if (!placed) await cache.save(analysis);
  }
  const { landmarks, alpha, foreground, plate } = analysis;
  return { rig: buildRig({ picture, landmarks, authored: placed !== null, alpha }), pictures: { foreground, plate } };
}

/** Landmarks placed by hand, as an avatar's landmarks.json holds them. */
interface AuthoredLandmarks {
  width: number;
  /** 478 x [x, y, z], pixels of a picture of that width. */
  points: readonly (readonly number[])[];
}

function scaleLandmarks({ width, points }: AuthoredLandmarks, to: number): Float32Array {
  if (points?.length !== LANDMARK_COUNT) throw new Error(`the avatar's landmarks.json does not hold ${LANDMARK_COUNT} points`);
  return Float32Array.from(points.flat(), (v) => (v * to) / width);
}

async function fetchFile(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be read (${response.status}): is its folder complete?`);
  return response.blob();
}
