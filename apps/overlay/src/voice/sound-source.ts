import type { SoundFrame } from '../core/voice/sound-analyser.ts';
import type { Microphone } from './microphone.ts';
import worklet from './sound-worklet.ts?worker&url';

/** A microphone's sound, taken apart in an AudioWorklet. */
export interface SoundSource {
  /** False where the browser waits for a click on the page. */
  readonly running: boolean;
  /** Wakes it where the browser has put it to sleep. */
  resume(): void;
  close(): void;
}

/** Enough for voices and their hiss. */
const RATE = 16_000;

/** Newer than the type definitions in use: without an output device, none can be unplugged. */
type ContextOptions = AudioContextOptions & { sinkId?: { type: 'none' } };

/**
 * @param onFrame called about 62 times a second while the microphone delivers
 * @param onSleep the browser has put it to sleep
 */
export async function listenTo({ stream }: Microphone, onFrame: (frame: SoundFrame) => void, onSleep: () => void): Promise<SoundSource> {
  const context = openContext();
  try {
    await context.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(context, 'masque-sound', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
    node.port.onmessage = ({ data }: MessageEvent<SoundFrame>) => onFrame(data);
    context.createMediaStreamSource(stream).connect(node);
  } catch (error) {
    void context.close();
    throw error;
  }
  context.addEventListener('statechange', () => {
    if (context.state !== 'running' && context.state !== 'closed') onSleep();
  });
  return {
    get running() {
      return context.state === 'running';
    },
    resume: () => void context.resume().catch(() => {}),
    close: () => void context.close().catch(() => {}),
  };
}

/** Older browsers, and some devices, take no rate of ours or no missing output. */
function openContext(): AudioContext {
  const wishes: ContextOptions[] = [
    { sampleRate: RATE, latencyHint: 'interactive', sinkId: { type: 'none' } },
    { sampleRate: RATE, latencyHint: 'interactive' },
  ];
  for (const wish of wishes) {
    try {
      return new AudioContext(wish);
    } catch {
      // The next one asks for less.
    }
  }
  return new AudioContext();
}
