import { type Geometry, Mesh, type Shader, State, type TextureSource } from 'pixi.js';
import type { MouthStyle } from '../core/rig/mouth/mouth-style.ts';
import type { Deformation } from '../core/warp/deformer.ts';
import type { CreateShader } from './backend.ts';
import { liveUniforms } from './live-uniforms.ts';
import { liveVertices } from './live-vertices.ts';
import type { StageUniforms } from './stage-uniforms.ts';
import { pictureTexture } from './textures.ts';

/** The mouth's inside on the stage. */
export interface MouthLayer {
  /** Drawn under the face. */
  strip: Mesh<Geometry, Shader>;
  /** Drawn over it: softens the lips' inner edge. */
  ring: Mesh<Geometry, Shader>;
  inside: TextureSource;
  /** Uploads what changed in this frame. */
  update(): void;
}

/** Draws a mouth mesh, whose arrays and uniforms are read again at every update. */
export function createMouthLayer(
  { mesh, uniforms: values }: Deformation['mouth'],
  style: MouthStyle,
  stage: StageUniforms,
  picture: TextureSource,
  createShader: CreateShader,
): MouthLayer {
  const { inside: own } = style;
  const inside = own ? pictureTexture(own.map, own.width, own.height) : pictureTexture(new Uint8Array(4), 1, 1);
  const vertices = liveVertices({ aPosition: mesh.position, aEdge: mesh.edge, aLip: mesh.lip, aCover: mesh.cover }, mesh.count);
  const uniforms = liveUniforms(values);
  const shader = createShader('mouth', { stage, mouth: uniforms.group, uPicture: picture, uInside: inside });

  function part(from: number, to: number): Mesh<Geometry, Shader> {
    const geometry = vertices.geometry(mesh.triangles.subarray(from, to));
    return new Mesh<Geometry, Shader>({ geometry, shader, state: State.for2d() });
  }

  return {
    strip: part(0, mesh.stripIndices),
    ring: part(mesh.stripIndices, mesh.triangles.length),
    inside,
    update() {
      vertices.update();
      uniforms.update();
    },
  };
}
