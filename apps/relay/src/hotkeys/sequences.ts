import type { Action, SingleAction } from '@masque/config/action';
import { RefusedError } from '@masque/config/refusal';

type Sequence = Extract<Action, { do: 'sequence' }>;

export interface Sequences {
  /**
   * Starts one; the one that runs under the same key ends.
   * @throws RefusedError `too-many`
   */
  start(key: string, sequence: Sequence): void;
  close(): void;
}

/** Sequences that run at the same time. */
const MOST = 16;

/** Runs actions one after the other; one that is refused does not keep the next from its turn. */
export function createSequences(run: (action: SingleAction) => Promise<void>): Sequences {
  const timers = new Map<string, NodeJS.Timeout>();

  function step(key: string, { steps }: Sequence, at: number): void {
    if (at === steps.length) {
      timers.delete(key);
      return;
    }
    const act = (): void => {
      void run(steps[at].action).catch(() => {});
      step(key, { do: 'sequence', steps }, at + 1);
    };
    timers.set(key, setTimeout(act, steps[at].delayMs));
  }

  return {
    start(key, sequence) {
      if (!timers.has(key) && timers.size >= MOST) {
        throw new RefusedError('too-many', `${MOST} sequences are running already: wait until one has ended.`);
      }
      clearTimeout(timers.get(key));
      step(key, sequence, 0);
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
