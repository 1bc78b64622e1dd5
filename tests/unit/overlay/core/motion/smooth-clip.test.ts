import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { smoothClip } from '../../../../../apps/overlay/src/core/motion/smooth-clip.ts';

const { jawOpen, eyeBlinkLeft, eyeBlinkRight } = BLENDSHAPE_INDEX;
const LIP = 3 * 14 + 1;
const LID = 3 * 159 + 1;

function clip(length: number, fill: (motion: Motion, i: number) => void): Motion[] {
  return Array.from({ length }, (_, i) => {
    const motion = createMotion();
    motion.dense = new Float32Array(3 * LANDMARK_COUNT);
    fill(motion, i);
    return motion;
  });
}

describe('smoothClip', () => {
  it('keeps a quadratic surface and a straight turn as they are, without delay', () => {
    const motions = clip(20, (m, i) => {
      m.dense![LIP] = 0.01 * i * i;
      m.head.yaw = 2 * i;
    });
    smoothClip(motions);
    motions.forEach((m, i) => {
      expect(m.dense![LIP]).toBeCloseTo(0.01 * i * i, 4);
    });
    for (let i = 3; i < 17; i++) expect(motions[i].head.yaw).toBeCloseTo(2 * i);
  });

  it('is symmetric in time', () => {
    const impulse = clip(15, (m, i) => {
      m.head.pitch = i === 7 ? 1 : 0;
      m.blendshapes[jawOpen] = 0.5 + (i === 7 ? 0.4 : i % 2 ? 0.1 : -0.1);
    });
    smoothClip(impulse);
    for (let d = 1; d < 5; d++) {
      expect(impulse[7 - d].head.pitch).toBeCloseTo(impulse[7 + d].head.pitch);
      expect(impulse[7 - d].blendshapes[jawOpen]).toBeCloseTo(impulse[7 + d].blendshapes[jawOpen]);
    }
    expect(impulse[7].head.pitch).toBeLessThan(0.5);
  });

  it('lets lips close for one frame, and stills what is no more than noise', () => {
    const noise = (i: number): number => (i % 2 ? 0.004 : -0.004);
    const motions = clip(60, (m, i) => {
      m.dense![LIP] = (i === 30 ? 0 : 1) + noise(i);
    });
    smoothClip(motions);
    expect(motions[30].dense![LIP]).toBeLessThan(0.05);
    const rest = motions.slice(4, 26);
    const swing = (values: number[]): number => Math.sqrt(values.reduce((sum, v) => sum + (v - 1) ** 2, 0) / values.length);
    expect(swing(rest.map((m) => m.dense![LIP]))).toBeLessThan(0.8 * swing(rest.map((_, i) => 1 + noise(i + 4))));
  });

  it('never touches a blink', () => {
    const shut = [0, 0, 0, 0.7, 1, 0.7, 0, 0, 0];
    const motions = clip(9, (m, i) => {
      m.blendshapes[eyeBlinkLeft] = shut[i];
      m.dense![LID] = -shut[i];
    });
    smoothClip(motions);
    motions.forEach((m, i) => {
      expect(m.blendshapes[eyeBlinkLeft]).toBeCloseTo(shut[i]);
      expect(m.dense![LID]).toBeCloseTo(-shut[i]);
    });
  });

  it('holds the gaze through a blink and before the first open eye', () => {
    const motions = clip(40, (m, i) => {
      const shut = i < 5 || (i > 18 && i < 25);
      m.gaze.x = shut ? 3 : 0.2;
      m.blendshapes[eyeBlinkLeft] = m.blendshapes[eyeBlinkRight] = shut ? 1 : 0;
    });
    smoothClip(motions);
    for (const m of motions) expect(m.gaze.x).toBeCloseTo(0.2);
  });

  it('does with sparse, short and empty clips', () => {
    const sparse = [createMotion(), createMotion()];
    sparse[1].controlPoints[4] = 1;
    smoothClip(sparse);
    expect(sparse[1].controlPoints[4]).toBe(1);
    expect(() => smoothClip([])).not.toThrow();
  });
});
