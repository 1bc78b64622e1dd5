import { UniformGroup } from 'pixi.js';
import type { EyeSide } from '../core/rig/eye/eye-frame.ts';
import type { EyePart } from '../core/rig/eye/eye-part.ts';
import type { LidState } from '../core/warp/lids.ts';

const SIDES: readonly EyeSide[] = ['right', 'left'];

/** Uniforms of shaders/face/lid.glsl. */
export function createLidUniforms(eyes: Record<EyeSide, EyePart>) {
  const lid = SIDES.flatMap((side) => [...eyes[side].colours.lid, 0]);
  const lash = SIDES.flatMap((side) => [...eyes[side].colours.lash, eyes[side].lashLine]);
  return new UniformGroup({
    uLidStretch: { value: new Float32Array(18).fill(1), type: 'f32', size: 18 },
    uLid: { value: Float32Array.from(lid), type: 'vec4<f32>', size: 2 },
    uLash: { value: Float32Array.from(lash), type: 'vec4<f32>', size: 2 },
  });
}

/** Sets what the lids do in this frame. */
export function setLids(group: ReturnType<typeof createLidUniforms>, state: LidState): void {
  const { uLidStretch, uLid } = group.uniforms;
  SIDES.forEach((side, i) => {
    uLidStretch.set(state[side].stretch, 9 * i);
    uLid[4 * i + 3] = Math.min(1, Math.max(0, 1 - state[side].open));
  });
  group.update();
}
