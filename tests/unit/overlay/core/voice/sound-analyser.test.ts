import { describe, expect, test } from 'vitest';
import { createSoundAnalyser, type SoundFrame } from '../../../../../apps/overlay/src/core/voice/sound-analyser.ts';

/** A throat's pulses through resonances at these frequencies: two-pole filters of 80 Hz bandwidth, one after the other. */
function vowel(formants: readonly number[], rate: number, pitch = 120): Float32Array {
  let samples: Float32Array = Float32Array.from({ length: rate }, (_, i) => (i % Math.round(rate / pitch) === 0 ? 1 : 0));
  for (const hertz of formants) {
    const radius = Math.exp((-Math.PI * 80) / rate);
    const [a, b] = [2 * radius * Math.cos((2 * Math.PI * hertz) / rate), -radius * radius];
    const out = new Float32Array(samples.length);
    for (let i = 0; i < out.length; i++) out[i] = samples[i] + a * (out[i - 1] ?? 0) + b * (out[i - 2] ?? 0);
    samples = out;
  }
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => (0.5 * sample) / peak);
}

function last(samples: Float32Array, rate: number, block = 128): SoundFrame & { frames: number } {
  const analyser = createSoundAnalyser(rate);
  let frames = 0;
  for (let i = 0; i < samples.length; i += block) if (analyser.push(samples.subarray(i, i + block))) frames++;
  return { ...analyser.frame, frames };
}

describe('a sound', () => {
  test.each([16_000, 44_100, 48_000, 96_000])('gives its resonances, 62 times a second, at %i Hz', (rate) => {
    for (const [first, second] of [
      [300, 2300],
      [600, 1800],
      [750, 1250],
      [350, 900],
    ]) {
      const { formants, hiss, frames } = last(vowel([first, second, 2700, 3500], rate), rate);
      expect(Math.abs(formants[0] - first)).toBeLessThan(80);
      expect(Math.abs(formants[1] - second)).toBeLessThan(120);
      expect(hiss).toBe(0);
      expect(frames).toBeGreaterThanOrEqual(60);
      expect(frames).toBeLessThanOrEqual(64);
    }
  });

  test('is as loud as it is, whatever the hum and the offset under it', () => {
    const rate = 16_000;
    const tone = Float32Array.from({ length: rate }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 500 * i) / rate));
    const level = 20 * Math.log10(0.1 / Math.SQRT2);
    expect(last(tone, rate).level).toBeCloseTo(level, 0);
    expect(
      last(
        tone.map((sample, i) => sample + 0.3 + 0.02 * Math.sin((2 * Math.PI * 20 * i) / rate)),
        rate,
      ).level,
    ).toBeCloseTo(level, 0);
    expect(last(tone, rate).peak).toBeCloseTo(0.1, 2);
  });

  test('that is noise is a hiss, and silence is nothing at all', () => {
    let seed = 1;
    const noise = Float32Array.from({ length: 16_000 }, () => {
      seed = (1103515245 * seed + 12345) % 2 ** 31;
      return 0.2 * (seed / 2 ** 30 - 1);
    });
    expect(last(noise, 16_000).hiss).toBe(1);
    const { level, peak, hiss } = last(new Float32Array(16_000), 16_000);
    expect(level).toBeLessThan(-90);
    expect(peak).toBe(0);
    expect(hiss).toBe(0);
  });

  test('is the same however it is cut into blocks', () => {
    const samples = vowel([600, 1800, 2700], 48_000);
    expect(last(samples, 48_000, 441)).toEqual(last(samples, 48_000, 128));
  });
});
