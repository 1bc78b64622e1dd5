import deform from '@masque/shaders/deform/deform.glsl?raw';
import eyeFragment from '@masque/shaders/eye/eye.frag?raw';
import eyeVertex from '@masque/shaders/eye/eye.vert?raw';
import faceFragment from '@masque/shaders/face/face.frag?raw';
import faceVertex from '@masque/shaders/face/face.vert?raw';
import lid from '@masque/shaders/face/lid.glsl?raw';
import mouthFragment from '@masque/shaders/mouth/mouth.frag?raw';
import mouthVertex from '@masque/shaders/mouth/mouth.vert?raw';
import plateFragment from '@masque/shaders/plate/plate.frag?raw';
import plateVertex from '@masque/shaders/plate/plate.vert?raw';
import stickerFragment from '@masque/shaders/sticker/sticker.frag?raw';
import stickerVertex from '@masque/shaders/sticker/sticker.vert?raw';
import surroundFragment from '@masque/shaders/surround/surround.frag?raw';
import surroundVertex from '@masque/shaders/surround/surround.vert?raw';
import tone from '@masque/shaders/tone/tone.glsl?raw';
import { GlProgram, Shader, State, WebGLRenderer } from 'pixi.js';
import { type Backend, type CreateShader, EFFECTS, type Effect, rendererOptions, type StageCanvas } from './backend.ts';
import { fillIncludes } from './shader-source.ts';

const PARTS = { deform, lid, tone };
const SOURCES: Record<Effect, { vertex: string; fragment: string }> = {
  plate: { vertex: plateVertex, fragment: plateFragment },
  surround: { vertex: surroundVertex, fragment: surroundFragment },
  eye: { vertex: eyeVertex, fragment: eyeFragment },
  mouth: { vertex: mouthVertex, fragment: mouthFragment },
  face: { vertex: faceVertex, fragment: faceFragment },
  sticker: { vertex: stickerVertex, fragment: stickerFragment },
};

const createShader: CreateShader = (effect, resources) => {
  const { vertex, fragment } = SOURCES[effect];
  const glProgram = GlProgram.from({
    name: effect,
    vertex: fillIncludes(vertex, PARTS),
    fragment: fillIncludes(fragment, PARTS),
    preferredFragmentPrecision: 'highp',
  });
  return new Shader({ glProgram, resources });
};

/**
 * Compiles the effects that every portrait needs, then draws nothing with each, so that the GPU prepares what it prepares only for drawing. Done while
 * the portrait is still on its way: later each effect would wait for what was drawn before it.
 */
function warmUp(renderer: WebGLRenderer): void {
  const { gl } = renderer;
  const shaders = EFFECTS.map((effect) => createShader(effect, {}));
  for (const shader of shaders) renderer.shader.bind(shader, true);
  renderer.state.set(State.for2d());
  for (const shader of shaders) {
    renderer.shader.bind(shader, true);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

/** @throws Error with one line for the user when the browser gives no WebGL2 context */
export async function openWebgl(canvas: StageCanvas): Promise<Backend> {
  const renderer = new WebGLRenderer();
  const opened = await renderer.init({ ...rendererOptions(canvas), preferWebGLVersion: 2 }).then(
    () => renderer.context.webGLVersion === 2,
    () => false,
  );
  if (!opened) throw new Error('This browser gives no WebGL2. Turn hardware acceleration on, or use a current Chrome, Edge or OBS.');
  warmUp(renderer);
  return { kind: 'webgl', renderer, createShader, destroy: () => renderer.destroy() };
}
