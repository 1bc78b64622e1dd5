import { decodePortrait, type Portrait } from '../../apps/overlay/src/portrait/kept-portrait.ts';

/** In a test page: one of the shipped avatars, imported already (see servePortraits). */
export async function openPortrait(id: string): Promise<Portrait> {
  return decodePortrait(await (await fetch(`/portraits/${id}`)).arrayBuffer());
}
