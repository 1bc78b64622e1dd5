import type { LibraryAvatar } from '@masque/config/messages';
import { decodePortrait, type Portrait, withGains } from '../portrait/kept-portrait.ts';
import { createPortraitClient, type PortraitClient } from '../portrait/portrait-client.ts';
import { createPortraitStore } from '../portrait/portrait-store.ts';
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
  const made = await client.import({ file, name, longest, authored: null }, onStep);
  return decodePortrait(await checked(made, client, onStep));
}

/**
 * An avatar of the library, from the relay: as any page has imported it before, else from its picture.
 * @throws Error with one line for the user
 */
export async function loadAvatar(avatar: LibraryAvatar, client: PortraitClient, onStep?: (step: string) => void): Promise<Portrait> {
  const store =
    avatar.revision && IMPORT_VERSION
      ? createPortraitStore(`/analyses/${avatar.id}/${avatar.revision}-${AVATAR_LONGEST}-${IMPORT_VERSION}`)
      : null;
  const kept = await store?.load();
  // What is damaged is made anew.
  const portrait = kept && (await decodePortrait(kept).catch(() => null));
  if (portrait) return portrait;
  const folder = `/avatars/${avatar.id}`;
  const [file, authored] = await Promise.all([
    fetchBlob(`${folder}/${avatar.picture}`),
    avatar.landmarks ? fetchBlob(`${folder}/${avatar.landmarks}`).then(async (json) => JSON.parse(await json.text())) : null,
  ]);
  const imported = await client.import({ file, name: avatar.picture, longest: AVATAR_LONGEST, authored }, onStep);
  // Where people had to place the landmarks, the face model has nothing to say.
  const made = authored ? imported : await checked(imported, client, onStep);
  void store?.save(made);
  return decodePortrait(made);
}

/** A packed portrait with its own gains: it is drawn, unseen, and the face model says what it reads. What cannot be tried keeps gains of 1. */
async function checked(made: ArrayBuffer, client: PortraitClient, onStep?: (step: string) => void): Promise<ArrayBuffer> {
  onStep?.('trying its expressions');
  try {
    // Loaded only here: a page that finds its portrait kept need not wait for it.
    const { drawCheck } = await import('./draw-check.ts');
    const portrait = await decodePortrait(made);
    const { faceHeight, mouth } = portrait.rig;
    return withGains(made, await client.findGains({ rig: { faceHeight, mouth }, frames: await drawCheck(portrait) }));
  } catch {
    return made;
  }
}
