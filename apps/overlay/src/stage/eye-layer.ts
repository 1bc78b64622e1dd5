import eyeFragment from '@masque/shaders/eye/eye.frag?raw';
import eyeVertex from '@masque/shaders/eye/eye.vert?raw';
import { Geometry, Mesh, Shader, State, type TextureSource, UniformGroup } from 'pixi.js';
import type { EyeMesh } from '../core/warp/eye-mesh.ts';
import { createProgram } from './shader-source.ts';
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
export function createEyeLayer(eye: EyeMesh, stage: StageUniforms, picture: TextureSource): EyeLayer {
  const { patch, sprite } = eye.part;
  const patchTexture = pictureTexture(patch.data, patch.width, patch.height, false);
  const spriteTexture = pictureTexture(sprite.data, sprite.width, sprite.height, false);
  const geometry = new Geometry({
    attributes: {
      aPosition: { buffer: eye.positions, format: 'float32x2' },
      aLocal: { buffer: eye.local, format: 'float32x2' },
      aDepth: { buffer: eye.depth, format: 'float32x3' },
    },
    indexBuffer: Uint32Array.from(eye.triangles),
  });
  const { uIris, uIrisShape, uShift, uShade, uEye, uEyeToPicture } = eye.uniforms;
  const uniforms = new UniformGroup({
    uIris: { value: uIris, type: 'vec4<f32>' },
    uIrisShape: { value: uIrisShape, type: 'mat2x2<f32>' },
    uShift: { value: uShift, type: 'vec2<f32>' },
    uShade: { value: uShade, type: 'vec2<f32>' },
    uEye: { value: uEye, type: 'vec3<f32>' },
    uEyeToPicture: { value: uEyeToPicture, type: 'mat3x3<f32>' },
  });
  const shader = new Shader({
    glProgram: createProgram('eye', eyeVertex, eyeFragment),
    resources: { stage, uniforms, uPicture: picture, uPatch: patchTexture, uSprite: spriteTexture },
  });
  const mesh = new Mesh<Geometry, Shader>({ geometry, shader, state: State.for2d() });
  const buffers = ['aPosition', 'aLocal', 'aDepth'].map((name) => geometry.getBuffer(name));
  return {
    mesh,
    textures: [patchTexture, spriteTexture],
    update() {
      for (const buffer of buffers) buffer.update();
      uniforms.update();
    },
  };
}
