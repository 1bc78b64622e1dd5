import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion, LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { describe, expect, it } from 'vitest';
import { displacementOf, fillControlPoints } from '../../../../../apps/overlay/src/core/motion/basis.ts';
import { idleMotion } from '../../../../../apps/overlay/src/core/motion/idle.ts';
import { createPresence } from '../../../../../apps/overlay/src/core/motion/presence.ts';

const PICTURE = 1000 / 60;
const SIZE = 3 * LANDMARK_COUNT;

function turned(yaw: number, dense: boolean): Motion {
  const motion = createMotion();
  motion.head.yaw = yaw;
  motion.blendshapes[BLENDSHAPE_INDEX.jawOpen] = 0.6;
  fillControlPoints(motion);
  if (dense) motion.dense = displacementOf(motion, new Float32Array(SIZE)).map((v, i) => v + 0.1 * Math.sin(i));
  return motion;
}

/** Runs a scene of pictures; `tracked` says what the tracker gives and when its last frame came. */
function play(seconds: number, tracked: (now: number) => { motion: Motion | null; last: number }) {
  const presence = createPresence();
  const idle = createMotion();
  const out = createMotion();
  const shown: { now: number; yaw: number; lip: number; idleYaw: number; tracking: boolean; driven: number }[] = [];
  for (let now = 0; now < seconds * 1000; now += PICTURE) {
    const { motion, last } = tracked(now);
    presence.follow(motion, last, idleMotion(now, 3, idle), now, out);
    const surface = displacementOf(out, new Float32Array(SIZE));
    shown.push({
      now,
      yaw: out.head.yaw,
      lip: surface[3 * 14 + 1],
      idleYaw: idle.head.yaw,
      tracking: presence.tracking,
      driven: presence.driven,
    });
  }
  return shown;
}

function largestStep(shown: ReturnType<typeof play>) {
  const steps = shown.slice(1).map((s, i) => ({ yaw: Math.abs(s.yaw - shown[i].yaw), lip: Math.abs(s.lip - shown[i].lip) }));
  return { yaw: Math.max(...steps.map((s) => s.yaw)), lip: Math.max(...steps.map((s) => s.lip)) };
}

describe('createPresence', () => {
  it('idles while there is no tracker', () => {
    const shown = play(1, () => ({ motion: null, last: Number.NEGATIVE_INFINITY }));
    for (const s of shown) expect(s.yaw).toBe(s.idleYaw);
    expect(shown[10].tracking).toBe(false);
  });

  it('follows a tracker exactly once it has it', () => {
    const motion = turned(15, true);
    const shown = play(1, (now) => ({ motion, last: now - 10 }));
    expect(shown[0].yaw).toBe(15);
    expect(shown[50].lip).toBeCloseTo(motion.dense![3 * 14 + 1], 5);
  });

  it('says how far a face drives, easing as it comes and goes', () => {
    const motion = turned(15, true);
    const shown = play(4, (now) => ({ motion: now > 1000 ? motion : null, last: Math.min(now, 2000) }));
    const at = (ms: number) => shown[Math.round(ms / PICTURE)].driven;
    expect(at(900)).toBe(0);
    expect(at(1250)).toBeGreaterThan(0.3);
    expect(at(1250)).toBeLessThan(0.7);
    expect(at(1800)).toBe(1);
    expect(at(3500)).toBe(0);
    for (let i = 1; i < shown.length; i++) expect(Math.abs(shown[i].driven - shown[i - 1].driven)).toBeLessThan(0.06);
  });

  for (const dense of [true, false]) {
    it(`goes to idle within half a second of silence and comes back, without a jump (${dense ? 'dense' : 'sparse'})`, () => {
      const before = turned(20, dense);
      const after = turned(-18, dense);
      const shown = play(6, (now) => {
        if (now < 1500) return { motion: before, last: now - 5 };
        if (now < 4000) return { motion: before, last: 1500 };
        return { motion: after, last: now - 5 };
      });
      const at = (time: number) => shown.find(({ now }) => now >= time)!;
      expect(at(1700).yaw).toBe(20);
      expect(at(1900).tracking).toBe(false);
      expect(at(2350).yaw).toBe(at(2350).idleYaw);
      expect(at(4550).yaw).toBe(-18);
      expect(largestStep(shown).yaw).toBeLessThan(1.5);
      expect(largestStep(shown).lip).toBeLessThan(0.12);
    });
  }

  it('idles at once when the tracker says that nobody is there, and stays smooth when it flickers', () => {
    const here = turned(16, true);
    const gone = { ...turned(16, true), presence: false };
    const shown = play(4, (now) => ({ motion: now > 1000 && now % 600 < 300 ? gone : here, last: now - 5 }));
    expect(shown.find(({ now }) => now > 1220)!.tracking).toBe(false);
    expect(largestStep(shown).yaw).toBeLessThan(1.2);
    expect(largestStep(shown).lip).toBeLessThan(0.12);
  });

  it('passes from dense to sparse motion without a jump', () => {
    const dense = turned(5, true);
    const sparse = turned(5, false);
    const shown = play(2, (now) => ({ motion: now < 1000 ? dense : sparse, last: now - 5 }));
    expect(largestStep(shown).lip).toBeLessThan(0.02);
    expect(Math.abs(shown[shown.length - 1].lip - shown[5].lip)).toBeGreaterThan(0.05);
  });
});
