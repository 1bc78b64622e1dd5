import { createSoundAnalyser, type SoundFrame } from '../core/voice/sound-analyser.ts';

/** What an AudioWorklet's scope has; the type definitions in use know only pages and workers. */
declare const sampleRate: number;
declare const registerProcessor: (name: string, processor: unknown) => void;
declare const AudioWorkletProcessor: new () => { readonly port: MessagePort };

/** Sends a SoundFrame about 62 times a second; nothing of the sound itself leaves it. */
class SoundProcessor extends AudioWorkletProcessor {
  private readonly analyser = createSoundAnalyser(sampleRate);

  process([[samples]]: Float32Array[][]): boolean {
    // An input without channels is a source that has ended.
    if (samples && this.analyser.push(samples)) this.port.postMessage(this.analyser.frame satisfies SoundFrame);
    return true;
  }
}

registerProcessor('masque-sound', SoundProcessor);
