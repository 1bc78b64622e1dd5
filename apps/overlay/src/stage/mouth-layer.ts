import mouthFragment from '@masque/shaders/mouth/mouth.frag?raw';
import mouthVertex from '@masque/shaders/mouth/mouth.vert?raw';
import { Buffer, BufferUsage, Geometry, Mesh, Shader, State, type TextureSource, UniformGroup } from 'pixi.js';
import type { MouthStyle } from '../core/rig/mouth/mouth-style.ts';
import type { Deformation } from '../core/warp/deformer.ts';
import { createProgram } from './shader-source.ts';
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
export function createMouthLayer({ mesh, uniforms: values }: Deformation['mouth'], style: MouthStyle, stage: StageUniforms, picture: TextureSource): MouthLayer {
  const { inside: own } = style;
  const inside = own ? pictureTexture(own.map, own.width, own.height, false) : pictureTexture(new Uint8Array(4), 1, 1, false);
  const buffers = {
    aPosition: dynamic(mesh.position),
    aEdge: dynamic(mesh.edge),
    aLip: dynamic(mesh.lip),
    aCover: dynamic(mesh.cover),
  };
  const uniforms = new UniformGroup({
    uRayOrigin: { value: values.uRayOrigin, type: 'mat3x3<f32>' },
    uRayDirection: { value: values.uRayDirection, type: 'vec3<f32>' },
    uRestX: { value: values.uRestX, type: 'vec4<f32>' },
    uRestY: { value: values.uRestY, type: 'vec4<f32>' },
    uTeeth: { value: values.uTeeth, type: 'vec4<f32>' },
    uJaw: { value: values.uJaw, type: 'vec4<f32>' },
    uTexture: { value: values.uTexture, type: 'vec4<f32>' },
    uKeep: { value: values.uKeep, type: 'vec4<f32>' },
    uInsideArea: { value: values.uInsideArea, type: 'vec4<f32>' },
    uLight: { value: values.uLight, type: 'vec3<f32>' },
    uToothColor: { value: values.uToothColor, type: 'vec3<f32>' },
    uGumColor: { value: values.uGumColor, type: 'vec3<f32>' },
    uTongueColor: { value: values.uTongueColor, type: 'vec3<f32>' },
    uCavityColor: { value: values.uCavityColor, type: 'vec3<f32>' },
    uLineColor: { value: values.uLineColor, type: 'vec3<f32>' },
    uUnit: { value: values.uUnit[0], type: 'f32' },
    uFlat: { value: values.uFlat[0], type: 'f32' },
  });
  const shader = new Shader({ glProgram: createProgram('mouth', mouthVertex, mouthFragment), resources: { stage, uniforms, uPicture: picture, uInside: inside } });

  function part(from: number, to: number): Mesh<Geometry, Shader> {
    const geometry = new Geometry({
      attributes: {
        aPosition: { buffer: buffers.aPosition, format: 'float32x2' },
        aEdge: { buffer: buffers.aEdge, format: 'float32x4' },
        aLip: { buffer: buffers.aLip, format: 'float32x2' },
        aCover: { buffer: buffers.aCover, format: 'float32' },
      },
      indexBuffer: Uint32Array.from(mesh.triangles.subarray(from, to)),
    });
    return new Mesh<Geometry, Shader>({ geometry, shader, state: State.for2d() });
  }

  return {
    strip: part(0, mesh.stripIndices),
    ring: part(mesh.stripIndices, mesh.triangles.length),
    inside,
    update() {
      for (const buffer of Object.values(buffers)) buffer.update();
      uniforms.update();
    },
  };
}

function dynamic(data: Float32Array): Buffer {
  return new Buffer({ data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
}
