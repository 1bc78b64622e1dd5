import { Container, type Geometry, Mesh, type Shader, State } from 'pixi.js';
import { createStickers, STICKER_VERTICES } from '../core/effects/stickers.ts';
import type { Rig } from '../core/rig/rig.ts';
import type { Deformation } from '../core/warp/deformer.ts';
import type { CreateShader } from './backend.ts';
import { liveVertices } from './live-vertices.ts';
import type { StageUniforms } from './stage-uniforms.ts';
import { drawStickerAtlas } from './sticker-atlas.ts';
import { imageTexture } from './textures.ts';

/** What is drawn on top of a face: sparkling eyes, tears, marks of anger, sweat. */
export interface StickerLayer {
  container: Container;
  /** @param effects strength of each of EXPRESSION_EFFECTS @param time milliseconds */
  update(effects: Float32Array, time: number): void;
  destroy(): void;
}

export function createStickerLayer(rig: Rig, deformation: Deformation, stage: StageUniforms, createShader: CreateShader): StickerLayer {
  const stickers = createStickers(rig);
  const atlas = imageTexture(drawStickerAtlas());
  const vertices = liveVertices({ aPosition: stickers.positions, aUv: stickers.uvs, aStrength: stickers.strengths }, STICKER_VERTICES);
  const shader = createShader('sticker', { stage, uAtlas: atlas });
  const mesh = new Mesh<Geometry, Shader>({ geometry: vertices.geometry(stickers.triangles), shader, state: State.for2d() });
  const container = new Container();
  container.addChild(mesh);
  return {
    container,
    update(effects, time) {
      stickers.update(deformation, effects, time);
      vertices.update();
    },
    destroy() {
      mesh.geometry.destroy(true);
      shader.destroy();
      mesh.destroy();
      atlas.destroy();
    },
  };
}
