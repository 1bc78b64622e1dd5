import { RefusedError } from '@masque/config/refusal';
import type { ObsSession } from './connection.ts';

const KIND = 'browser_source';
const NAME = 'Masque';
/** How many names are tried: Masque, Masque 2, ... */
const NAMES = 20;

/** Names of the browser sources that show a page of ours. */
export async function findOurSources(session: ObsSession, origins: readonly string[]): Promise<string[]> {
  const sources = await browserSources(session);
  return sources.filter(({ url }) => origins.some((origin) => url === origin || url.startsWith(`${origin}/`))).map(({ name }) => name);
}

/** Loads the pages of browser sources anew: one that was opened before the relay ran shows an error and never tries again. */
export async function refreshSources(session: ObsSession, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map((inputName) => session.call('PressInputPropertiesButton', { inputName, propertyName: 'refreshnocache' }).catch(() => {})),
  );
}

/**
 * Shows the overlay in a scene: by the browser source that has it already, or by a new one of the canvas' size.
 * @param url of the overlay
 * @throws RefusedError `no-browser-source` with the address to use elsewhere, `unknown-scene`, `obs-refused`
 */
export async function addSource(session: ObsSession, sceneName: string, url: string): Promise<void> {
  const existing = (await browserSources(session)).find((source) => source.url === url)?.name;
  if (existing !== undefined) {
    const there = await session.call('GetSceneItemId', { sceneName, sourceName: existing }).catch(() => null);
    if (there) {
      await session.call('SetSceneItemEnabled', { sceneName, sceneItemId: there.sceneItemId, sceneItemEnabled: true });
      return;
    }
    await session.call('CreateSceneItem', { sceneName, sourceName: existing });
    return;
  }
  const { baseWidth: width, baseHeight: height } = await session.call('GetVideoSettings');
  const inputName = await freeName(session);
  try {
    await session.call('CreateInput', { sceneName, inputName, inputKind: KIND, inputSettings: { url, width, height, shutdown: false } });
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'no-browser-source') throw error;
    throw new RefusedError('no-browser-source', `This OBS has no browser sources. Where there are some, use the address ${url}`);
  }
}

async function browserSources(session: ObsSession): Promise<{ name: string; url: string }[]> {
  const names = await inputNames(session, KIND);
  return Promise.all(
    names.map(async (name) => {
      const { inputSettings } = await session.call('GetInputSettings', { inputName: name });
      return { name, url: String(inputSettings.url ?? '') };
    }),
  );
}

async function inputNames(session: ObsSession, inputKind?: string): Promise<string[]> {
  const { inputs } = await session.call('GetInputList', inputKind === undefined ? {} : { inputKind });
  return inputs.map((input) => String((input as { inputName?: unknown }).inputName));
}

async function freeName(session: ObsSession): Promise<string> {
  const taken = new Set(await inputNames(session));
  const names = Array.from({ length: NAMES }, (_, i) => (i === 0 ? NAME : `${NAME} ${i + 1}`));
  return names.find((name) => !taken.has(name)) ?? `${NAME} ${Date.now()}`;
}
