import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CameraClip, filmCameraClip } from '../support/camera-clip.ts';
import { measureHiddenRate } from '../support/hidden-rate.ts';

let clip: CameraClip;
beforeAll(async () => {
  clip = await filmCameraClip(3);
}, 300_000);
afterAll(() => clip?.remove());

test('the tracker keeps its rate in a hidden tab', { timeout: 240_000 }, async () => {
  const { front, hidden } = await measureHiddenRate(clip.file);
  console.log(`hidden tab: ${front.motion.toFixed(1)} motion frames a second in front, ${hidden.motion.toFixed(1)} hidden`);
  // The proof that it was hidden: what waits for a repaint stood still.
  expect(front.repaints).toBeGreaterThan(0);
  expect(hidden.repaints).toBe(0);
  // Timers of a throttled page run once a second; the rest is how busy the machine is. The bench has the exact figure.
  expect(hidden.motion).toBeGreaterThan(0.5 * front.motion);
});
