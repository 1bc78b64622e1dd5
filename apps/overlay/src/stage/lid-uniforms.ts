import { type TextureSource, UniformGroup } from 'pixi.js';
import type { EyeSide } from '../core/rig/eye/eye-frame.ts';
import type { EyePart } from '../core/rig/eye/eye-part.ts';
import { LID_SKIN_HEIGHT, LID_SKIN_WIDTH } from '../core/rig/eye/lid-skin.ts';
import type { LidState } from '../core/warp/lids.ts';
import { pictureTexture } from './textures.ts';

const SIDES: readonly EyeSide[] = ['right', 'left'];

/** Uniforms of shaders/face/lid.glsl. */
export function createLidUniforms(eyes: Record<EyeSide, EyePart>) {
  const lash = SIDES.flatMap((side) => [...eyes[side].colours.lash, eyes[side].lashLine]);
  return new UniformGroup({
    uLidStretch: { value: new Float32Array(18).fill(1), type: 'f32', size: 18 },
    uLash: { value: Float32Array.from(lash), type: 'vec4<f32>', size: 2 },
    uShut: { value: new Float32Array(2), type: 'vec2<f32>' },
  });
}

/** The skin of both lids side by side: the right eye's, then the left's. */
export function createLidSkin(eyes: Record<EyeSide, EyePart>): TextureSource {
  const row = 4 * LID_SKIN_WIDTH;
  const data = new Uint8Array(2 * row * LID_SKIN_HEIGHT);
  SIDES.forEach((side, i) => {
    for (let y = 0; y < LID_SKIN_HEIGHT; y++) data.set(eyes[side].lidSkin.data.subarray(row * y, row * (y + 1)), row * (2 * y + i));
  });
  return pictureTexture(data, 2 * LID_SKIN_WIDTH, LID_SKIN_HEIGHT);
}

/** Sets what the lids do in this frame. */
export function setLids(group: ReturnType<typeof createLidUniforms>, state: LidState): void {
  const { uLidStretch, uShut } = group.uniforms;
  SIDES.forEach((side, i) => {
    uLidStretch.set(state[side].stretch, 9 * i);
    uShut[i] = Math.min(1, Math.max(0, 1 - state[side].open));
  });
  group.update();
}
