import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { DEFAULT_VOICE } from '@masque/config/voice';
import { describe, expect, test } from 'vitest';
import { createSoundAnalyser } from '../../../../../apps/overlay/src/core/voice/sound-analyser.ts';
import { createVoiceMouth } from '../../../../../apps/overlay/src/core/voice/voice-mouth.ts';
import { canSpeak, join, SPEECH_RATE, silence, speak } from '../../../../support/speech.ts';

interface Moment {
  /** Seconds. */
  time: number;
  level: number;
  jaw: number;
  round: number;
  spread: number;
}

/** The mouth of everything that is said, from what a microphone would hear. */
function mouthOf(samples: Float32Array, settings: Partial<typeof DEFAULT_VOICE> = {}): Moment[] {
  const analyser = createSoundAnalyser(SPEECH_RATE);
  const mouth = createVoiceMouth({ ...DEFAULT_VOICE, ...settings });
  const moments: Moment[] = [];
  for (let i = 0; i + 128 <= samples.length; i += 128) {
    if (!analyser.push(samples.subarray(i, i + 128))) continue;
    const time = (i + 128) / SPEECH_RATE;
    mouth.hear(analyser.frame, 1000 * time);
    const { blendshapes } = mouth;
    moments.push({
      time,
      level: mouth.level,
      jaw: blendshapes[BLENDSHAPE_INDEX.jawOpen],
      round: blendshapes[BLENDSHAPE_INDEX.mouthFunnel] + blendshapes[BLENDSHAPE_INDEX.mouthPucker],
      spread: blendshapes[BLENDSHAPE_INDEX.mouthStretchLeft],
    });
  }
  return moments;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The middle of what is said. */
function vowel(phoneme: string, voice?: string): { jaw: number; round: number; spread: number } {
  const loud = mouthOf(speak(`h'${phoneme}:`, voice)).filter(({ level }) => level > -35);
  return {
    jaw: median(loud.map(({ jaw }) => jaw)),
    round: median(loud.map(({ round }) => round)),
    spread: median(loud.map((m) => m.spread)),
  };
}

/** How often the mouth is shut between two openings. */
function closings(moments: readonly Moment[]): number {
  let open = false;
  let count = 0;
  for (const { jaw } of moments) {
    if (open && jaw < 0.15) count++;
    if (jaw > 0.4) open = true;
    else if (jaw < 0.15) open = false;
  }
  return count;
}

describe.runIf(canSpeak)('a spoken mouth', () => {
  test.each(['en-us', 'en-us+m3'])('opens for a, rounds for o and u, spreads for i (%s)', (voice) => {
    const a = vowel('A', voice);
    const o = vowel('O', voice);
    const u = vowel('u', voice);
    const i = vowel('i', voice);
    const e = vowel('E', voice);
    expect(a.jaw).toBeGreaterThan(0.45);
    expect(a.round).toBeLessThan(0.25);
    for (const round of [o, u]) expect(round.round).toBeGreaterThan(0.5);
    expect(o.jaw).toBeGreaterThan(0.25);
    expect(o.jaw).toBeLessThan(a.jaw);
    expect(u.jaw).toBeLessThan(0.25);
    expect(i.spread).toBeGreaterThan(0.25);
    expect(i.round).toBeLessThan(0.15);
    expect(i.jaw).toBeLessThan(0.3);
    expect(e.jaw).toBeGreaterThan(i.jaw);
    expect(e.jaw).toBeLessThan(a.jaw);
  });

  test.each(['m', 'b', 'p'])('is shut for %s between two vowels', (consonant) => {
    const syllable = `${consonant}'A:`;
    expect(closings(mouthOf(join([speak(`'A:${syllable}${syllable}`), silence(0.3)])))).toBe(3);
  });

  test('is all shut in silence, soon after the last sound', () => {
    const said = speak("h'A:");
    const moments = mouthOf(join([said, silence(0.6)]));
    const last = moments.findLast(({ level }) => level > DEFAULT_VOICE.gate);
    const after = moments.filter(({ time }) => time > (last?.time ?? 0) + 0.25);
    expect(after.length).toBeGreaterThan(10);
    for (const { jaw, round, spread } of after) expect(jaw + round + spread).toBe(0);
  });

  test('does not stir for noise under the gate, and does once the gain lifts it over', () => {
    const noise = join([silence(0.2), speak("h'A:").map((sample) => sample * 0.005)]);
    expect(Math.max(...mouthOf(noise).map(({ jaw }) => jaw))).toBe(0);
    expect(Math.max(...mouthOf(noise, { gain: 30 }).map(({ jaw }) => jaw))).toBeGreaterThan(0.3);
  });

  test('keeps its shape for the time of the hold, and not longer', () => {
    const held = mouthOf(join([speak("h'A:").slice(0, 0.4 * SPEECH_RATE), silence(0.8)]), { hold: 400 });
    const last = held.findLast(({ level }) => level > DEFAULT_VOICE.gate)?.time ?? 0;
    const at = (seconds: number): number => held.find(({ time }) => time > last + seconds)?.jaw ?? Number.NaN;
    expect(at(0.35)).toBeGreaterThan(0.2);
    expect(at(0.65)).toBe(0);
  });
});
