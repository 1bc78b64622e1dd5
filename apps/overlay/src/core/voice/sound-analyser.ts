import { createResonanceFinder, predictLinearly } from './linear-prediction.ts';

/** What is heard in one moment. */
export interface SoundFrame {
  /** Loudness, decibels of full scale (root of the mean square), without hum. */
  level: number;
  /** Largest amplitude; 1 is the most there is. */
  peak: number;
  /** The first two resonances of the mouth, Hz; 0 where none is found. */
  formants: Float32Array;
  /** 0 for a voice .. 1 for a hiss, as of s and f. */
  hiss: number;
}

/** Takes sound apart as it comes. */
export interface SoundAnalyser {
  readonly frame: SoundFrame;
  /**
   * @param samples any number of them
   * @returns whether `frame` is a new one
   */
  push(samples: Float32Array): boolean;
}

/** Hz from which on a mouth's first three resonances can be told, and none of its hiss is left to mislead. */
const RATE = 8000;
/** Seconds from frame to frame, and that one looks at. */
const HOP = 0.016;
const WINDOW = 0.03;
/** Two coefficients a resonance of the four below 4 kHz, and two for the slope. */
const ORDER = 10;
const EMPHASIS = 0.9;
/** Hz under which all is hum. */
const HUM = 90;
/** Lowest and highest first resonance and lowest second, Hz. */
const LOWEST = 180;
const HIGHEST_FIRST = 1100;
/** Mean square of the difference between neighbouring samples at 16 kHz against their own: a voice is well under 0.3, hiss over 0.8. */
const VOICED = 0.35;
const HISSING = 0.9;
const QUIET = 1e-10;

/** @param sampleRate Hz, of 16 kHz or more */
export function createSoundAnalyser(sampleRate: number): SoundAnalyser {
  const factor = Math.max(1, Math.round(sampleRate / RATE));
  const rate = sampleRate / factor;
  const filter = lowPass(factor);
  const history = new Float32Array(filter.length);
  const samples = new Float32Array(Math.round(WINDOW * rate));
  const window = Float32Array.from(samples, (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (samples.length - 1)));
  const windowed = new Float32Array(samples.length);
  const inverse = new Float64Array(ORDER + 1);
  const finder = createResonanceFinder(ORDER, rate);
  const resonances = new Float32Array(4);
  const frame: SoundFrame = { level: -100, peak: 0, formants: new Float32Array(2), hiss: 0 };
  const hop = Math.round(HOP * rate);
  const drop = Math.exp((-2 * Math.PI * HUM) / rate);
  const stride = Math.max(1, Math.round(sampleRate / 16_000));
  let at = 0;
  let phase = 0;
  let filled = 0;
  let before = 0;
  let humless = 0;
  let peak = 0;
  let energy = QUIET;
  let change = 0;

  /** Keeps the last samples in order: the window is short, and moves once a hop. */
  function keep(sample: number): boolean {
    humless = drop * (humless + sample - before);
    before = sample;
    samples.copyWithin(0, 1);
    samples[samples.length - 1] = humless;
    return ++filled >= hop;
  }

  function look(): void {
    let sum = QUIET;
    for (let i = 0; i < samples.length; i++) {
      sum += samples[i] * samples[i];
      windowed[i] = window[i] * (samples[i] - (i > 0 ? EMPHASIS * samples[i - 1] : 0));
    }
    frame.level = 10 * Math.log10(sum / samples.length);
    frame.peak = peak;
    frame.hiss = Math.max(0, Math.min(1, (change / energy - VOICED) / (HISSING - VOICED)));
    finder.find(predictLinearly(windowed, inverse), resonances);
    const first = resonances.findIndex((hertz) => hertz >= LOWEST);
    const voiced = first >= 0 && resonances[first] <= HIGHEST_FIRST;
    frame.formants[0] = voiced ? resonances[first] : 0;
    frame.formants[1] = voiced ? resonances[first + 1] : 0;
    peak = 0;
    energy = QUIET;
    change = 0;
    filled = 0;
  }

  return {
    frame,
    push(block) {
      let fresh = false;
      for (let i = 0; i < block.length; i++) {
        const sample = block[i];
        const old = history[(at - stride + history.length) % history.length];
        history[at] = sample;
        at = (at + 1) % history.length;
        peak = Math.max(peak, Math.abs(sample));
        energy += sample * sample;
        change += ((sample - old) * (sample - old)) / 2;
        if (++phase < factor) continue;
        phase = 0;
        let sum = 0;
        for (let k = 0; k < filter.length; k++) sum += filter[k] * history[(at + k) % history.length];
        if (!keep(sum)) continue;
        look();
        fresh = true;
      }
      return fresh;
    },
  };
}

/** A windowed sinc that leaves what a signal at 1/factor of the rate can hold. */
function lowPass(factor: number): Float32Array {
  if (factor === 1) return Float32Array.of(0, 1);
  const taps = new Float32Array(8 * factor);
  let sum = 0;
  for (let k = 0; k < taps.length; k++) {
    const x = (k - (taps.length - 1) / 2) / factor;
    const sinc = x === 0 ? 1 : Math.sin(0.9 * Math.PI * x) / (0.9 * Math.PI * x);
    taps[k] = sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * k) / (taps.length - 1)));
    sum += taps[k];
  }
  return taps.map((tap) => tap / sum);
}
