import { createMotion, type Motion } from '@masque/config/motion-frame';
import type { VoiceReport } from '@masque/config/reports';
import type { Voice } from '@masque/config/voice';
import { createMouthMixer, motionOfMouth } from '../core/voice/mouth-source.ts';
import type { SoundFrame } from '../core/voice/sound-analyser.ts';
import { createVoiceMouth } from '../core/voice/voice-mouth.ts';
import type { Listening } from '../voice/listen-to-voice.ts';

/** The tracker worker's share in the voice: from sound to the mouth of what is sent. Times are milliseconds since 1970. */
export interface VoiceDriver {
  settings: Voice;
  /** How the listening goes; null where nothing is listened to. */
  listening: Listening | null;
  /** A moment of sound; sends a motion of the mouth alone while no face is seen. */
  hear(frame: SoundFrame, time: number): void;
  /**
   * A motion of the camera's.
   * @returns what is to be sent in its place; null while the voice drives and no face is seen
   */
  join(tracked: Motion, time: number): Motion | null;
}

export interface VoiceDriverOptions {
  settings: Voice;
  send: (motion: Motion) => void;
  report: (report: VoiceReport) => void;
}

/** Milliseconds without a face after which the voice drives alone, and without a sound after which it does not drive at all. */
const FACELESS = 200;
const DEAF = 300;
/** Milliseconds between two reports to the panels, which show a meter, and while nothing is heard. */
const REPORT_EVERY = 60;
/** Milliseconds that a report waits for the motion before it to leave: what cannot leave at once is dropped. */
const REPORT_AFTER = 5;
const REPORT_IDLE_EVERY = 1000;

export function createVoiceDriver({ settings, send, report }: VoiceDriverOptions): VoiceDriver {
  const mouth = createVoiceMouth(settings);
  const mixer = createMouthMixer(settings.mouth);
  const mixed = createMotion();
  const alone = createMotion();
  let current = settings;
  let listening: Listening | null = null;
  let lastFace = Number.NEGATIVE_INFINITY;
  let lastSound = Number.NEGATIVE_INFINITY;
  let lastReport = Number.NEGATIVE_INFINITY;

  function tell(time: number): void {
    const sounds = time - lastSound < REPORT_IDLE_EVERY;
    report({
      kind: 'voice',
      on: listening !== null,
      problem: listening?.problem ?? null,
      microphones: listening?.microphones.slice(0, 32) ?? [],
      microphone: listening?.microphone ?? null,
      level: sounds ? Math.max(-200, mouth.level) : -200,
      viseme: sounds && mouth.viseme !== 'sil' ? mouth.viseme : '',
      open: sounds ? mouth.open : 0,
    });
  }

  setInterval(() => {
    const now = performance.timeOrigin + performance.now();
    if (now - lastReport > REPORT_IDLE_EVERY / 2) tell(now);
  }, REPORT_IDLE_EVERY);

  return {
    get settings() {
      return current;
    },
    set settings(next) {
      current = next;
      mouth.settings = next;
      mixer.source = next.mouth;
    },
    get listening() {
      return listening;
    },
    set listening(next) {
      listening = next;
      tell(performance.timeOrigin + performance.now());
    },
    hear(frame, time) {
      mouth.hear(frame, time);
      lastSound = time;
      if (current.mouth !== 'camera' && time - lastFace > FACELESS) send(motionOfMouth(mouth, time, alone));
      if (time - lastReport <= REPORT_EVERY) return;
      lastReport = time;
      setTimeout(() => tell(time), REPORT_AFTER);
    },
    join(tracked, time) {
      const heard = time - lastSound < DEAF;
      if (tracked.presence) lastFace = time;
      if (!heard || current.mouth === 'camera') return tracked;
      return tracked.presence ? mixer.mix(tracked, mouth, time, mixed) : null;
    },
  };
}
