import deform from '@masque/shaders/deform/deform.glsl?raw';
import lid from '@masque/shaders/face/lid.glsl?raw';
import { GlProgram } from 'pixi.js';

const PARTS: Record<string, string> = { deform, lid };

/** Fills in `#include <name>` lines. @throws when no part has the name */
function include(source: string): string {
  return source.replace(/^#include <([\w-]+)>$/gm, (_, name: string) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no shader part is called '${name}'`);
    return part;
  });
}

/** A WebGL2 program from shader files, with their `#include <part>` lines filled in. */
export function createProgram(name: string, vertex: string, fragment: string): GlProgram {
  return GlProgram.from({ name, vertex: include(vertex), fragment: include(fragment), preferredFragmentPrecision: 'highp' });
}
