import { describe, expect, it } from 'vitest';
import { EYES, eyeFrame, localX, localY } from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { snapEyes } from '../../../../../../apps/overlay/src/core/rig/eye/snap-eyes.ts';
import { DRAWING, drawEyes, faceWithLids } from './drawn-eyes.ts';

const SIDES = ['right', 'left'] as const;

/** Largest distance of a lid's inner points from the arc y = height * (1 - (x / width)^2), in half eye widths of `landmarks`. */
function farthest(lid: 'upper' | 'lower', tracked: Float32Array, snapped: Float32Array, height: number, width: number): number {
  let most = 0;
  for (const side of SIDES) {
    const frame = eyeFrame(side, tracked);
    for (const p of EYES[side][lid].slice(2, 7)) {
      const x = localX(frame, snapped[3 * p], snapped[3 * p + 1]);
      const y = localY(frame, snapped[3 * p], snapped[3 * p + 1]);
      most = Math.max(most, Math.abs(y - height * (1 - (x / width) ** 2)));
    }
  }
  return most;
}

describe('snapEyes', () => {
  it('leaves lids that fit nearly where they are', () => {
    const { landmarks } = faceWithLids(0.5, 0.35);
    const { landmarks: snapped, report } = snapEyes(landmarks, drawEyes(landmarks, DRAWING));
    for (const side of SIDES) {
      expect(report[side].trusted).toBe(true);
      expect(report[side].accepted).toBe(false);
      expect(report[side].lower.mean).toBeLessThan(0.03);
      expect(report[side].upper.mean).toBeLessThan(0.03);
    }
    expect(farthest('lower', landmarks, snapped, 0.35, 1)).toBeLessThan(0.06);
    expect(farthest('upper', landmarks, snapped, -0.5, 1)).toBeLessThan(0.08);
  });

  it('moves lids that lie inside a larger drawn eye out to its edge', () => {
    const { landmarks } = faceWithLids(0.42, 0.3);
    const drawing = { ...DRAWING, upper: 0.5, lower: 0.5, width: 1.16 };
    const { landmarks: snapped, report } = snapEyes(landmarks, drawEyes(landmarks, drawing));
    for (const side of SIDES) {
      expect(report[side].accepted).toBe(true);
      expect(report[side].after - report[side].before).toBeGreaterThan(30);
    }
    expect(farthest('lower', landmarks, landmarks, 0.5, 1.16)).toBeGreaterThan(0.19);
    expect(farthest('lower', landmarks, snapped, 0.5, 1.16)).toBeLessThan(0.08);
  });

  it('raises an upper lid that lies on the white', () => {
    const { landmarks } = faceWithLids(0.38, 0.35);
    const { landmarks: snapped } = snapEyes(landmarks, drawEyes(landmarks, { ...DRAWING, upper: 0.5, iris: null }));
    expect(farthest('upper', landmarks, snapped, -0.5, 1)).toBeLessThan(0.08);
  });

  it('leaves a dark line along the lower lid to the skin', () => {
    const { landmarks } = faceWithLids(0.5, 0.62);
    const picture = drawEyes(landmarks, { ...DRAWING, lower: 0.53, lowerLine: 0.09, iris: null });
    const { landmarks: snapped } = snapEyes(landmarks, picture);
    expect(farthest('lower', landmarks, landmarks, 0.53, 1)).toBeGreaterThan(0.08);
    expect(farthest('lower', landmarks, snapped, 0.53, 1)).toBeLessThan(0.07);
  });

  it('changes nothing where the picture shows no eye, nor ever its input', () => {
    const { landmarks } = faceWithLids(0.5, 0.35);
    const before = landmarks.slice();
    const plain = { width: 640, height: 640, data: new Uint8ClampedArray(4 * 640 * 640).fill(180) };
    const { landmarks: snapped, report } = snapEyes(landmarks, plain);
    expect(report.right.trusted).toBe(false);
    expect(snapped).toEqual(before);
    snapEyes(landmarks, drawEyes(landmarks, { ...DRAWING, lower: 0.6, width: 1.2 }));
    expect(landmarks).toEqual(before);
  });
});
