import type { VoiceProblem } from '@masque/config/reports';
import { type Microphone, MicrophoneError, openMicrophone } from './microphone.ts';

/** Keeps a microphone open: opens it again when it was unplugged, taken away or was not there yet. */
export interface MicrophoneKeeper {
  /** Opens this one in place of the present one. */
  choose(label: string): void;
  close(): void;
}

export interface MicrophoneKeeperOptions {
  onMicrophone: (microphone: Microphone) => void;
  /** None is open. Told again only when it is another one. */
  onProblem: (problem: VoiceProblem) => void;
}

/** Milliseconds to the next try; each one that fails doubles them. */
const FIRST_RETRY = 500;
const LAST_RETRY = 15_000;

export function keepMicrophone({ onMicrophone, onProblem }: MicrophoneKeeperOptions, label: string): MicrophoneKeeper {
  let wanted = label;
  let open: Microphone | null = null;
  let problem: VoiceProblem | null = null;
  let wait = FIRST_RETRY;
  let timer = 0;
  // Each try is a new round; what an older round still opens is closed at once.
  let round = 0;

  function tell(next: VoiceProblem): void {
    if (next !== problem) onProblem(next);
    problem = next;
  }

  function release(): void {
    open?.stop();
    open = null;
  }

  async function attempt(): Promise<void> {
    const mine = ++round;
    clearTimeout(timer);
    release();
    try {
      const opened = await openMicrophone(wanted);
      if (mine !== round) {
        opened.stop();
        return;
      }
      open = opened;
      problem = null;
      wait = FIRST_RETRY;
      opened.track.addEventListener('ended', () => {
        if (open !== opened) return;
        open = null;
        tell('unplugged');
        retryLater();
      });
      onMicrophone(opened);
    } catch (error) {
      if (mine !== round) return;
      tell(error instanceof MicrophoneError ? error.problem : 'failed');
      // A refusal stands until the user changes it.
      if (problem !== 'blocked' && problem !== 'insecure') retryLater();
    }
  }

  function retryLater(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void attempt(), wait);
    wait = Math.min(LAST_RETRY, 2 * wait);
  }

  /** Something was plugged in or out: perhaps the one that is wanted. */
  function onDeviceChange(): void {
    if (open && (wanted === '' || open.label === wanted)) return;
    wait = FIRST_RETRY;
    void attempt();
  }

  navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange);
  void attempt();
  return {
    choose(next) {
      wanted = next;
      wait = FIRST_RETRY;
      problem = null;
      void attempt();
    },
    close() {
      round++;
      clearTimeout(timer);
      navigator.mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      release();
    },
  };
}
