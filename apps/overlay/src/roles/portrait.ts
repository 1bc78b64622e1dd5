import { avatarUrl } from '@masque/config/avatar';
import type { LibraryAvatar } from '@masque/config/messages';
import type { FoundFit } from '@masque/config/preview';
import type { Gains } from '../core/rig/gains.ts';
import type { AuthoredFace } from '../portrait/import-portrait.ts';
import { decodePortrait, gainsOf, type Portrait } from '../portrait/kept-portrait.ts';
import { createPortraitClient, type PortraitClient } from '../portrait/portrait-client.ts';
import { createPortraitStore, type PortraitStore } from '../portrait/portrait-store.ts';
import workerUrl from '../workers/portrait-worker.ts?worker&url';
import { fetchBlob } from './fetch-blob.ts';

/** Pixels of the longer side that avatars are drawn from: enough for a head that fills a 1080p scene. */
const AVATAR_LONGEST = 1536;

/**
 * Names the code and models that make portraits: the build names the worker after all that it holds and loads. Null while
 * developing, when nothing does, and nothing is kept.
 */
const IMPORT_VERSION = /-([\w-]{8})\.js$/.exec(workerUrl)?.[1] ?? null;

/** The worker that imports portraits. */
export function startPortraitClient(): PortraitClient {
  return createPortraitClient(() => new Worker(workerUrl, { type: 'module', name: 'portrait' }));
}

/** A portrait that can be drawn. */
export interface LoadedPortrait extends Portrait {
  /** Its gains, while they are still being found: until then it answers like most. */
  finding: Promise<Gains> | null;
}

/** A picture file that a command was given. */
export interface PictureSource {
  url: string;
  /** For messages: the file's name. */
  name: string;
  /** Where portraits made of this very file are kept, but for the size and what made them. */
  kept: string;
}

/**
 * From a picture file to a drawable portrait with its gains: as it was imported before, else anew. Both are the same to the byte.
 * @param longest pixels of the picture's longer side to work with
 * @throws Error with one line for the user
 */
export async function importPortrait(
  { url, name, kept }: PictureSource,
  longest: number,
  client: PortraitClient,
  onStep?: (step: string) => void,
): Promise<Portrait> {
  const store = IMPORT_VERSION ? createPortraitStore(`${kept}-${Math.round(longest)}-${IMPORT_VERSION}`) : null;
  const before = await loadKept(store);
  if (before) return before;
  const file = await fetchBlob(url);
  const made = await client.import({ file, name, longest: Math.round(longest), authored: null }, onStep && { onStep });
  await store?.save(made);
  return decodePortrait(made);
}

/** What is kept; what is damaged is made anew. */
async function loadKept(store: PortraitStore | null): Promise<Portrait | null> {
  const kept = await store?.load();
  return kept ? decodePortrait(kept).catch(() => null) : null;
}

/** What is known of an avatar's face beforehand; what was placed in the panel goes before all else. */
async function loadAuthored({ id, landmarks, points }: Pick<LibraryAvatar, 'id' | 'landmarks' | 'points'>): Promise<AuthoredFace | null> {
  const json = async (file: string) => JSON.parse(await (await fetchBlob(`/avatars/${id}/${file}`)).text());
  if (points) return { points: await json(points) };
  return landmarks ? { landmarks: await json(landmarks) } : null;
}

/**
 * An avatar of the library, from the relay: as any page has imported it before, else from its picture, as soon as it can be drawn.
 * @throws Error with one line for the user
 */
export async function loadAvatar(avatar: LibraryAvatar, client: PortraitClient, onStep?: (step: string) => void): Promise<LoadedPortrait> {
  const store =
    avatar.revision && IMPORT_VERSION
      ? createPortraitStore(`/analyses/${avatar.id}/${avatar.revision}-${AVATAR_LONGEST}-${IMPORT_VERSION}`)
      : null;
  const kept = await loadKept(store);
  if (kept) return { ...kept, finding: null };
  const folder = `/avatars/${avatar.id}`;
  const [file, authored] = await Promise.all([fetchBlob(`${folder}/${avatar.picture}`), loadAuthored(avatar)]);
  return new Promise((resolve, reject) => {
    const finding = client
      .import(
        { file, name: avatar.picture, longest: AVATAR_LONGEST, authored },
        {
          ...(onStep && { onStep }),
          onDrawable: (packed) => void decodePortrait(packed).then((portrait) => resolve({ ...portrait, finding }), reject),
        },
      )
      .then((packed) => {
        void store?.save(packed);
        return gainsOf(packed);
      });
    finding.catch(reject);
  });
}

/**
 * Where the features of an avatar are found, whatever was placed by hand.
 * @throws Error with one line for the user
 */
export async function findAvatarFit({ points: _, ...avatar }: LibraryAvatar, client: PortraitClient): Promise<FoundFit> {
  const [file, authored] = await Promise.all([fetchBlob(avatarUrl(avatar, avatar.picture)), loadAuthored(avatar)]);
  return client.findFit({ file, name: avatar.picture, longest: AVATAR_LONGEST, authored });
}
