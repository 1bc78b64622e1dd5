import { describe, expect, it } from 'vitest';
import { type HeadPose, toImage } from '../../../../../../apps/overlay/src/core/face/pose.ts';
import { INNER_LIPS } from '../../../../../../apps/overlay/src/core/face/topology.ts';
import type { MouthStyle } from '../../../../../../apps/overlay/src/core/rig/mouth/mouth-style.ts';
import { createMouthUniformsUpdater, type MouthUniforms } from '../../../../../../apps/overlay/src/core/rig/mouth/mouth-uniforms.ts';
import { tidyLips } from '../../../../../../apps/overlay/src/core/warp/lips.ts';
import { canonicalLandmarks, poseOf } from '../../../../../support/synthetic-face.ts';

const INSIDE = {
  area: { x: 10, y: 20, width: 60, height: 30 },
  width: 60,
  height: 30,
  map: new Uint8ClampedArray(4 * 60 * 30),
  tooth: [0.6, 0.55, 0.5] as [number, number, number],
  toothEdge: -4.4,
  fill: [0.3, 0.1, 0.1] as [number, number, number],
};

const STYLE: MouthStyle = {
  flat: false,
  shut: true,
  unit: 0.8,
  wall: 5,
  width: 4,
  gain: { across: 0.8, up: 1 },
  colours: { tooth: [0.75, 0.7, 0.62], gum: [0.6, 0.4, 0.4], tongue: [0.6, 0.35, 0.35], cavity: [0.15, 0.06, 0.05], line: [0.3, 0.1, 0.1] },
  light: [0, 0.24, 0.97],
  blur: 0.04,
  grain: 0.002,
  grainSize: 1,
  lines: 1,
  inside: null,
};

function restFace(): Float32Array {
  const rest = canonicalLandmarks();
  tidyLips(rest, true);
  return rest;
}

function moved(rest: Float32Array, indices: readonly number[], axis: number, by: number): Float32Array {
  const points = rest.slice();
  for (const p of indices) points[3 * p + axis] += by;
  return points;
}

const LOWER_LIP = INNER_LIPS.lower.slice(1, -1);
const CHIN = [152];

/** Where the pixel's line of sight reaches canonical depth z, in cm. */
function sightAt({ uRayOrigin: m, uRayDirection: d }: MouthUniforms, x: number, y: number, z: number, unit: number): number[] {
  const origin = [0, 1, 2].map((r) => m[r] * x + m[3 + r] * y + m[6 + r]);
  const t = (z / unit - origin[2]) / d[2];
  return origin.map((v, r) => (v + t * d[r]) * unit);
}

describe('createMouthUniformsUpdater', () => {
  const rest = restFace();
  const pose: HeadPose = poseOf(0, 0, 0);

  it("sends each pixel's line of sight through the canonical point that is seen there", () => {
    const { uniforms, update } = createMouthUniformsUpdater(rest, null, pose, STYLE);
    const head = poseOf(22, -9, 14);
    update(rest, head);
    const point = Float32Array.of(1.1, -4.6, 4.4);
    const [x, y] = toImage(point, head, new Float32Array(3));
    const seen = sightAt(uniforms, x, y, 4.4, STYLE.unit);
    for (let k = 0; k < 3; k++) expect(seen[k]).toBeCloseTo(point[k], 3);
  });

  it("leads from skull space back to the portrait's own pixel", () => {
    const turned = poseOf(15, 5, -6);
    const { uniforms } = createMouthUniformsUpdater(rest, null, turned, STYLE);
    const point = Float32Array.of(-0.7, -4.1, 5);
    const [x, y] = toImage(point, turned, new Float32Array(3));
    const to = (row: Float32Array) => row[3] + [0, 1, 2].reduce((s, k) => s + (row[k] * point[k]) / STYLE.unit, 0);
    expect(to(uniforms.uRestX)).toBeCloseTo(x, 2);
    expect(to(uniforms.uRestY)).toBeCloseTo(y, 2);
  });

  it('fixes the upper teeth to the skull and lets the lower ones follow a dropping jaw', () => {
    const { uniforms, update } = createMouthUniformsUpdater(rest, null, pose, STYLE);
    update(rest, pose);
    const upper = uniforms.uTeeth[1];
    const lower = uniforms.uTeeth[2];
    const open = moved(moved(rest, LOWER_LIP, 1, -1.6), CHIN, 1, -1);
    update(open, pose);
    expect(uniforms.uTeeth[1]).toBe(upper);
    expect(lower - uniforms.uTeeth[2]).toBeGreaterThan(1.5);
    expect(uniforms.uJaw[2]).toBeCloseTo(1.6 / STYLE.unit, 3);
    expect(uniforms.uTeeth[2] - uniforms.uJaw[3]).toBeLessThan(0.2);
  });

  it('bares shut teeth in a smile: lips part, the mouth widens, the jaw stays', () => {
    const { uniforms, update } = createMouthUniformsUpdater(rest, null, pose, STYLE);
    let smile = moved(moved(rest, LOWER_LIP, 1, -0.8), CHIN, 1, -0.5);
    smile = moved(moved(smile, [78], 0, -0.9), [308], 0, 0.9);
    update(smile, pose);
    expect(uniforms.uTeeth[1] - uniforms.uTeeth[2]).toBeLessThan(0.25);
  });

  it('moves the jaw sideways with the chin', () => {
    const { uniforms, update } = createMouthUniformsUpdater(rest, null, pose, STYLE);
    update(moved(rest, CHIN, 0, 0.5), pose);
    expect(uniforms.uJaw[0]).toBeCloseTo((0.8 * 0.5) / STYLE.unit, 5);
  });

  it("shows the portrait's own inside at rest, also under a turned head, and lets go as the lips move", () => {
    const style: MouthStyle = { ...STYLE, shut: false, inside: INSIDE };
    const { uniforms, update } = createMouthUniformsUpdater(rest, null, pose, style);
    update(rest, poseOf(20, 0, 0));
    expect(uniforms.uKeep[0]).toBe(1);
    expect(uniforms.uKeep[3]).toBe(1);
    update(moved(rest, LOWER_LIP, 1, -0.1), pose);
    expect(uniforms.uKeep[0]).toBeGreaterThan(0.05);
    expect(uniforms.uKeep[0]).toBeLessThan(0.95);
    update(moved(rest, LOWER_LIP, 1, -1), pose);
    expect(uniforms.uKeep[0]).toBe(0);
    expect(uniforms.uKeep[2]).toBe(1);
    expect(uniforms.uTeeth[1]).toBeCloseTo(-4.4 / STYLE.unit, 5);
  });

  it('has no own inside to show where the portrait is shut', () => {
    const { uniforms, update } = createMouthUniformsUpdater(rest, null, pose, STYLE);
    update(rest, pose);
    expect([uniforms.uKeep[0], uniforms.uKeep[2], uniforms.uKeep[3]]).toEqual([0, 0, 0]);
  });
});
