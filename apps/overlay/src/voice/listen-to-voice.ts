import type { VoiceProblem } from '@masque/config/reports';
import type { SoundFrame } from '../core/voice/sound-analyser.ts';
import { listMicrophones, type Microphone } from './microphone.ts';
import { keepMicrophone } from './microphone-keeper.ts';
import { listenTo, type SoundSource } from './sound-source.ts';

/** How the listening goes. */
export interface Listening {
  /** Name of the microphone that is open. */
  microphone: string | null;
  /** Names of all. */
  microphones: string[];
  problem: VoiceProblem | null;
}

/** Listens to a microphone until closed, whatever becomes of it meanwhile. */
export interface VoiceListener {
  /** @param device name of the microphone, empty for the browser's default */
  choose(device: string): void;
  /** The page was clicked: what the browser keeps asleep until then may wake. */
  wake(): void;
  close(): void;
}

export interface VoiceListenerOptions {
  device: string;
  onFrame: (frame: SoundFrame) => void;
  /** Called again only when something is different. */
  onChange: (listening: Listening) => void;
}

/** Milliseconds between two looks whether sound still comes, and without any after which all is opened anew. */
const WATCH_EVERY = 1000;
const STALLED = 3000;
/** A microphone whose peaks stay under this for so long is switched off somewhere. */
const DEAD = 1e-4;
const DEAD_AFTER = 5000;
/** A peak over this is clipped, and is told for so long. */
const CLIPPED = 0.985;
const CLIPPED_FOR = 2000;

export function listenToVoice({ device, onFrame, onChange }: VoiceListenerOptions): VoiceListener {
  let wanted = device;
  let source: SoundSource | null = null;
  let microphone: Microphone | null = null;
  let microphones: string[] = [];
  let trouble: VoiceProblem | null = null;
  let told = '';
  let round = 0;
  let lastFrame = 0;
  let lastSound = 0;
  let lastClip = Number.NEGATIVE_INFINITY;

  function tell(): void {
    const now = performance.now();
    const heard = now - lastClip < CLIPPED_FOR ? 'clipped' : microphone && now - lastSound > DEAD_AFTER ? 'silent' : null;
    const listening: Listening = { microphone: microphone?.label ?? null, microphones, problem: trouble ?? heard };
    const next = JSON.stringify(listening);
    if (next === told) return;
    told = next;
    onChange(listening);
  }

  function release(): void {
    round++;
    source?.close();
    source = null;
    microphone = null;
  }

  function hear(frame: SoundFrame): void {
    lastFrame = performance.now();
    if (frame.peak > DEAD) lastSound = lastFrame;
    if (frame.peak > CLIPPED) lastClip = lastFrame;
    trouble = null;
    onFrame(frame);
  }

  async function take(opened: Microphone): Promise<void> {
    release();
    const mine = round;
    microphone = opened;
    trouble = null;
    lastFrame = lastSound = performance.now();
    microphones = (await listMicrophones()).map(({ label }) => label);
    const listened = await listenTo(opened, hear, sleep).catch(() => null);
    if (mine !== round) {
      listened?.close();
      return;
    }
    source = listened;
    if (!listened) trouble = 'failed';
    else if (!listened.running) sleep();
    tell();
  }

  function sleep(): void {
    trouble = 'asleep';
    source?.resume();
    tell();
  }

  const keeper = keepMicrophone(
    {
      onMicrophone: (opened) => void take(opened),
      onProblem(problem) {
        release();
        trouble = problem;
        tell();
      },
    },
    wanted,
  );
  const watch = setInterval(() => {
    if (microphone && performance.now() - lastFrame > STALLED) {
      lastFrame = performance.now();
      if (source && !source.running) sleep();
      else keeper.choose(wanted);
    }
    tell();
  }, WATCH_EVERY);

  return {
    choose(next) {
      if (next === wanted) return;
      wanted = next;
      keeper.choose(wanted);
    },
    wake: () => source?.resume(),
    close() {
      clearInterval(watch);
      keeper.close();
      release();
    },
  };
}
