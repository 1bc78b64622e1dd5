import type { Effects } from '@masque/config/look';
import { UniformGroup } from 'pixi.js';
import type { HeadPose } from '../core/face/pose.ts';
import type { Rig } from '../core/rig/rig.ts';
import type { Deformation } from '../core/warp/deformer.ts';
import { headLight } from '../core/warp/head-light.ts';

/** Uniforms that all layers share. */
export function createStageUniforms(pictureWidth: number, pictureHeight: number, depthRange: number) {
  return new UniformGroup({
    uHead: { value: new Float32Array(9), type: 'mat3x3<f32>' },
    uHeadShift: { value: new Float32Array(3), type: 'vec3<f32>' },
    uStage: { value: new Float32Array(9), type: 'mat3x3<f32>' },
    uPictureSize: { value: Float32Array.of(pictureWidth, pictureHeight), type: 'vec2<f32>' },
    uDepthRange: { value: depthRange, type: 'f32' },
    uHeadLight: { value: new Float32Array(3), type: 'vec3<f32>' },
    uTone: { value: new Float32Array(4), type: 'vec4<f32>' },
  });
}

export type StageUniforms = ReturnType<typeof createStageUniforms>;

/** Canonical centimetres to picture pixels (y down, z negative toward the camera) as the shader wants it: column by column. */
export function setHead(group: StageUniforms, { rotation: r, scale: s, translation: t }: HeadPose): void {
  const { uHead, uHeadShift } = group.uniforms;
  for (let column = 0; column < 3; column++) {
    uHead[3 * column] = s * r[column];
    uHead[3 * column + 1] = -s * r[3 + column];
    uHead[3 * column + 2] = -s * r[6 + column];
  }
  uHeadShift[0] = t[0];
  uHeadShift[1] = -t[1];
  uHeadShift[2] = -t[2];
}

/** A flat drawing has hardly any light to move: more of it looks like dirt. */
const DRAWN_LIGHT = 0.4;
/** How much of an expression's folds is drawn: subtle, and nothing on a flat drawing, which has no shades. */
const FOLD_DEPTH = { cheek: 0.45, forehead: 0.3 } as const;

/**
 * Sets what tones the skin in this frame.
 * @param blushing 0..1: how far an expression reddens the cheeks, beyond what the look does
 */
export function setTone(
  group: StageUniforms,
  { pose, mouth, drawn }: Rig,
  { head, creases }: Deformation,
  { light, blush }: Effects,
  blushing: number,
): void {
  const { uHeadLight, uTone } = group.uniforms;
  headLight(head.rotation, pose.rotation, drawn ? DRAWN_LIGHT * light : light, uHeadLight);
  const depth = mouth.flat ? 0 : 1;
  uTone[0] = depth * FOLD_DEPTH.cheek * creases[0];
  uTone[1] = depth * FOLD_DEPTH.cheek * creases[1];
  uTone[2] = depth * FOLD_DEPTH.forehead * creases[2];
  uTone[3] = Math.max(blush, blushing);
}

/** Where the picture lies on the canvas: canvas pixel = matrix * (picture pixel, 1). */
export interface Placement {
  a: number;
  b: number;
  c: number;
  d: number;
  x: number;
  y: number;
}

/** Sets picture pixels -> clip space for a canvas of the given size in pixels. */
export function setStage(group: StageUniforms, { a, b, c, d, x, y }: Placement, width: number, height: number): void {
  const m = group.uniforms.uStage;
  const sx = 2 / width;
  const sy = -2 / height;
  m[0] = a * sx;
  m[1] = b * sy;
  m[2] = 0;
  m[3] = c * sx;
  m[4] = d * sy;
  m[5] = 0;
  m[6] = x * sx - 1;
  m[7] = y * sy + 1;
  m[8] = 1;
}
