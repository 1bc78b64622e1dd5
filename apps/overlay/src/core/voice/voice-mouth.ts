import { BLENDSHAPE_INDEX, BLENDSHAPES } from '@masque/config/blendshapes';
import type { Voice } from '@masque/config/voice';
import { clamp } from '../rig/smoothstep.ts';
import type { SoundFrame } from './sound-analyser.ts';
import { IS_VOWEL, VISEME_INDEX, VISEME_SHAPES, VISEMES, type Viseme, WIDEST_JAW, weighVisemes } from './visemes.ts';

export type MouthSettings = Pick<Voice, 'gain' | 'gate' | 'hold' | 'attack'>;

/** A mouth moved by a voice alone. */
export interface VoiceMouth {
  settings: MouthSettings;
  /** A moment of sound. @param time milliseconds, rising */
  hear(frame: SoundFrame, time: number): void;
  /** 52 blendshapes; all 0 in silence. */
  readonly blendshapes: Float32Array;
  /** How far the jaw is open, as a share of the widest viseme's. */
  readonly open: number;
  /** Loudness 0..1: 0 under the gate. */
  readonly loudness: number;
  /** Decibels with the gain, as the gate is set in. */
  readonly level: number;
  /** The viseme that is heard most; `sil` in silence. */
  readonly viseme: Viseme;
}

const SILENCE = VISEME_INDEX.sil;
/** Decibels over the gate at which a voice counts as loud, until louder ones were heard; and how fast that fades, dB a second. */
const LOUD = 15;
const FADE = 1.5;
/** Decibels under what is loud at which lips count as shut: the stop of a p, the end of an m. */
const DIP_FROM = 14;
const DIP_TO = 24;
/** How far a vowel opens when it is barely heard, as a share of a loud one. */
const QUIET_OPENING = 0.45;
/** Milliseconds of the longest step between two moments of sound. */
const LONGEST_STEP = 100;
/** Shapes smaller than this are none: a mouth in silence is shut, not nearly shut. */
const NOTHING = 0.004;

export function createVoiceMouth(settings: MouthSettings): VoiceMouth {
  const weights = new Float32Array(VISEMES.length);
  const target = new Float32Array(BLENDSHAPES.length);
  const blendshapes = new Float32Array(BLENDSHAPES.length);
  let current = settings;
  let last = Number.NEGATIVE_INFINITY;
  let lastVoice = Number.NEGATIVE_INFINITY;
  let loud = Number.NEGATIVE_INFINITY;
  let loudness = 0;
  let level = -100;
  let heard = SILENCE;

  function weigh({ formants, hiss }: SoundFrame, dip: number): void {
    // A moment without resonances, as where a sound begins, is one more of what was heard before.
    if (formants[0] > 0 && formants[1] > 0) weighVisemes(formants[0], formants[1], weights);
    const shut = dip * (1 - hiss);
    heard = 0;
    for (let v = 0; v < weights.length; v++) {
      weights[v] *= (1 - hiss) * (1 - shut);
      if (v === VISEME_INDEX.SS) weights[v] += hiss;
      if (v === VISEME_INDEX.PP) weights[v] += shut;
      if (weights[v] > weights[heard]) heard = v;
    }
  }

  function shape(): void {
    target.fill(0);
    for (let v = 0; v < weights.length; v++) {
      const weight = weights[v] * (IS_VOWEL[v] ? QUIET_OPENING + (1 - QUIET_OPENING) * loudness : 1);
      if (weight === 0) continue;
      for (let i = 0; i < target.length; i++) target[i] += weight * VISEME_SHAPES[v * target.length + i];
    }
  }

  function close(): void {
    loudness = 0;
    heard = SILENCE;
    weights.fill(0);
    target.fill(0);
  }

  return {
    get settings() {
      return current;
    },
    set settings(next) {
      current = next;
    },
    blendshapes,
    get open() {
      return Math.min(1, blendshapes[BLENDSHAPE_INDEX.jawOpen] / WIDEST_JAW);
    },
    get loudness() {
      return loudness;
    },
    get level() {
      return level;
    },
    get viseme() {
      return VISEMES[heard];
    },
    hear(frame, time) {
      const { gain, gate, hold, attack } = current;
      const step = clamp(time - last, 0, LONGEST_STEP);
      last = time;
      level = frame.level + gain;
      loud = Math.max(level, gate + LOUD, loud - (FADE * step) / 1000);
      if (level > gate) {
        lastVoice = time;
        loudness = clamp((level - gate) / (loud - gate), 0, 1);
        weigh(frame, clamp((loud - level - DIP_FROM) / (DIP_TO - DIP_FROM), 0, 1));
        shape();
      } else if (time - lastVoice > hold) {
        close();
      }
      const share = attack > 0 ? 1 - Math.exp(-step / attack) : 1;
      for (let i = 0; i < target.length; i++) {
        const value = blendshapes[i] + share * (target[i] - blendshapes[i]);
        blendshapes[i] = value < NOTHING ? 0 : value;
      }
    },
  };
}
