import { describe, expect, it } from 'vitest';
import { eyeFrame } from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { lidContour } from '../../../../../../apps/overlay/src/core/rig/eye/lid-contour.ts';
import { EDGE_EXTENT, measureLidEdges } from '../../../../../../apps/overlay/src/core/rig/eye/lid-edges.ts';
import { createPixelSampler } from '../../../../../../apps/overlay/src/core/rig/eye/pixel-sampler.ts';
import { DRAWING, drawEyes, faceWithLids } from './drawn-eyes.ts';

describe('measureLidEdges', () => {
  it('reads the colours along both lids, and carries the white across an iris that touches one', () => {
    const iris = { x: 0, y: 0.05, radius: 0.4, colour: [40, 60, 90] as const };
    const { landmarks } = faceWithLids(0.5, 0.3);
    const picture = drawEyes(landmarks, { ...DRAWING, lower: 0.4, iris });
    const frame = eyeFrame('right', landmarks);
    const contour = lidContour('right', frame, landmarks);
    const found = { x: 0, y: 0.05, radiusX: 0.4, radiusY: 0.4 };
    const { width, height, data } = measureLidEdges(frame, contour, found, createPixelSampler(picture));
    expect(height).toBe(2);
    const at = (row: number, x: number) => data[4 * (row * width + Math.floor(((x / EDGE_EXTENT + 1) / 2) * width)) + 2];
    for (const x of [-0.6, -0.2, 0, 0.2, 0.6]) expect(at(1, x)).toBeGreaterThan(190);
    expect(at(0, 0)).toBeLessThan(170);
    const untold = measureLidEdges(frame, contour, null, createPixelSampler(picture));
    expect(untold.data[4 * (width + (width >> 1)) + 2]).toBeLessThan(120);
  });
});
