import { type Geometry, Mesh, type Shader, State, type TextureSource } from 'pixi.js';
import { EYE_VERTICES, type EyeMesh } from '../core/warp/eye-mesh.ts';
import type { CreateShader } from './backend.ts';
import { liveUniforms } from './live-uniforms.ts';
import { liveVertices } from './live-vertices.ts';
import type { StageUniforms } from './stage-uniforms.ts';
import { pictureTexture } from './textures.ts';

/** One eyeball on the stage. */
export interface EyeLayer {
  mesh: Mesh<Geometry, Shader>;
  textures: TextureSource[];
  /** Uploads what changed in this frame. */
  update(): void;
}

/** Draws an eye mesh, whose arrays and uniforms are read again at every update. */
export function createEyeLayer(eye: EyeMesh, stage: StageUniforms, picture: TextureSource, createShader: CreateShader): EyeLayer {
  const { patch, sprite, edges } = eye.part;
  const patchTexture = pictureTexture(patch.data, patch.width, patch.height);
  const spriteTexture = pictureTexture(sprite.data, sprite.width, sprite.height);
  const edgeTexture = pictureTexture(edges.data, edges.width, edges.height);
  const vertices = liveVertices({ aPosition: eye.positions, aLocal: eye.local, aDepth: eye.depth }, EYE_VERTICES);
  const uniforms = liveUniforms(eye.uniforms, ['uIrisShape']);
  const shader = createShader('eye', {
    stage,
    eye: uniforms.group,
    uPicture: picture,
    uPatch: patchTexture,
    uSprite: spriteTexture,
    uEdges: edgeTexture,
  });
  const mesh = new Mesh<Geometry, Shader>({ geometry: vertices.geometry(eye.triangles), shader, state: State.for2d() });
  return {
    mesh,
    textures: [patchTexture, spriteTexture, edgeTexture],
    update() {
      vertices.update();
      uniforms.update();
    },
  };
}
