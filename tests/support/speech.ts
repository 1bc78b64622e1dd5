import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';

/** Whether a voice can be made on this machine. */
export const canSpeak = existsSync('/usr/bin/espeak-ng');

export const SPEECH_RATE = 22_050;
/** Steps of 16 bits that count as silence. */
const SILENT = 40;

/**
 * Speech by espeak-ng.
 * @param phonemes in its own notation, for example `m'A:`
 * @returns samples of one channel at SPEECH_RATE, without the silence after the last
 */
export function speak(phonemes: string, voice = 'en-us'): Float32Array {
  const { stdout, status } = spawnSync('espeak-ng', ['-v', voice, '-s', '130', '--stdout', `[[${phonemes}]]`], { maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error('espeak-ng does not speak');
  // A header of 44 bytes, whose lengths are unknown when it is written to a pipe.
  const samples = new Int16Array(stdout.buffer.slice(stdout.byteOffset + 44, stdout.byteOffset + stdout.length));
  const end = samples.findLastIndex((sample) => Math.abs(sample) > SILENT) + 1;
  return Float32Array.from(samples.subarray(0, end), (sample) => sample / 32768);
}

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * SPEECH_RATE));
}

/** One sound after the other. */
export function join(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Writes a wav file of one channel, 16 bits. */
export function writeWav(file: string, samples: Float32Array): void {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SPEECH_RATE, 24);
  bytes.writeUInt32LE(2 * SPEECH_RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, i) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + 2 * i);
  });
  writeFileSync(file, bytes);
}
