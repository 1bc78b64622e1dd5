import { Container, Geometry, Mesh, type Shader, State, type TextureSource, type UniformGroup } from 'pixi.js';
import { needStickers } from '../core/effects/stickers.ts';
import type { Rig } from '../core/rig/rig.ts';
import { CONTROL_SIDE, type Deformation } from '../core/warp/deformer.ts';
import type { CreateShader, Effect } from './backend.ts';
import type { PortraitPictures } from './create-stage.ts';
import { deformGeometry } from './deform-geometry.ts';
import { createEyeLayer } from './eye-layer.ts';
import { createLidSkin, createLidUniforms, setLids } from './lid-uniforms.ts';
import { createMouthLayer } from './mouth-layer.ts';
import { createStageUniforms, type StageUniforms } from './stage-uniforms.ts';
import { createStickerLayer, type StickerLayer } from './sticker-layer.ts';
import { dataTexture, imageTexture } from './textures.ts';

export interface PortraitLayers {
  /** Background plate and surround. */
  base: Container;
  /** Eyes, mouth and face. */
  detail: Container;
  /** What of `base` stands still behind; null for a cut-out. */
  plate: Container | null;
  uniforms: StageUniforms;
  /** Uploads what changed in this frame. */
  update(): void;
  /**
   * What is drawn on top of the face, made when it is needed first; null while nothing is.
   * @param effects strength of each of EXPRESSION_EFFECTS @param time milliseconds
   */
  stickers(effects: Float32Array, time: number): Container | null;
  destroy(): void;
}

/** Centimetres of depth that map to the depth buffer's half range. */
const DEPTH_RANGE = 40;

/** Builds the portrait's meshes; they share one control texture and one uniform group. */
export function createPortraitLayers(
  rig: Rig,
  { foreground, plate }: PortraitPictures,
  deformation: Deformation,
  createShader: CreateShader,
): PortraitLayers {
  const { width, height } = rig.picture;
  const uniforms = createStageUniforms(width, height, DEPTH_RANGE * rig.pose.scale);
  const picture = imageTexture(foreground);
  const controlData = new Float32Array(4 * CONTROL_SIDE * CONTROL_SIDE);
  const control = dataTexture(controlData, CONTROL_SIDE);
  const textures: TextureSource[] = [picture, control];
  const meshes: Mesh<Geometry, Shader>[] = [];
  const base = new Container();
  const detail = new Container();

  function add(
    layer: Container,
    geometry: Geometry,
    effect: Effect,
    resources: Record<string, TextureSource | UniformGroup>,
    depth: boolean,
  ): Container {
    const shader = createShader(effect, { stage: uniforms, ...resources });
    const state = State.for2d();
    state.depthTest = depth;
    state.depthMask = depth;
    state.culling = depth;
    const mesh = new Mesh<Geometry, Shader>({ geometry, shader, state });
    meshes.push(mesh);
    layer.addChild(mesh);
    return mesh;
  }

  let background: Container | null = null;
  if (plate) {
    const texture = imageTexture(plate);
    textures.push(texture);
    background = add(base, quad(width, height), 'plate', { uPlate: texture }, false);
  }
  add(base, deformGeometry(rig.vertices.surround), 'surround', { uPicture: picture, uControl: control }, false);
  const eyes = [deformation.eyes.right, deformation.eyes.left].map((eye) => createEyeLayer(eye, uniforms, picture, createShader));
  for (const eye of eyes) {
    detail.addChild(eye.mesh);
    meshes.push(eye.mesh);
    textures.push(...eye.textures);
  }
  const mouth = createMouthLayer(deformation.mouth, rig.mouth, uniforms, picture, createShader);
  detail.addChild(mouth.strip);
  meshes.push(mouth.strip, mouth.ring);
  textures.push(mouth.inside);
  const lids = createLidUniforms(rig.eyes);
  const lidSkin = createLidSkin(rig.eyes);
  textures.push(lidSkin);
  add(detail, deformGeometry(rig.vertices.face), 'face', { uPicture: picture, uControl: control, uLidSkin: lidSkin, lids }, true);
  detail.addChild(mouth.ring);

  function update(): void {
    for (const eye of eyes) eye.update();
    mouth.update();
    setLids(lids, deformation.lids);
    controlData.set(deformation.control);
    control.update();
  }

  let stickerLayer: StickerLayer | null = null;

  function stickers(effects: Float32Array, time: number): Container | null {
    if (!needStickers(effects)) return null;
    stickerLayer ??= createStickerLayer(rig, deformation, uniforms, createShader);
    stickerLayer.update(effects, time);
    return stickerLayer.container;
  }

  function destroy(): void {
    stickerLayer?.destroy();
    for (const mesh of meshes) {
      mesh.geometry.destroy(true);
      mesh.shader?.destroy();
      mesh.destroy();
    }
    for (const texture of textures) texture.destroy();
  }

  return { base, detail, plate: background, uniforms, update, stickers, destroy };
}

function quad(width: number, height: number): Geometry {
  return new Geometry({
    attributes: { aRest: { buffer: Float32Array.of(0, 0, width, 0, 0, height, width, height), format: 'float32x2' } },
    indexBuffer: Uint32Array.of(0, 1, 2, 1, 3, 2),
  });
}
