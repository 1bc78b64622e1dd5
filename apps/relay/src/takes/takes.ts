import type { CheckedPayload, RelayState } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import type { Take, TakeEntry } from '@masque/config/take';
import type { History } from '../history.ts';
import type { StateEvent } from '../state.ts';
import type { TakeFiles } from './take-files.ts';
import { createTakeRecorder, type TakeRecorder } from './take-recorder.ts';

/** Records, keeps and plays takes. Overlays show a take by themselves, from the moment that the state names: so all are in step. */
export interface Takes {
  /** Every motion frame that drives a slot. */
  frame(slot: string, bytes: Uint8Array): void;
  /** @throws RefusedError `unknown-take` */
  play(command: CheckedPayload<'take'>): void;
  /** @throws RefusedError `no-tracker` where nobody moves, `not-saved` */
  record(command: CheckedPayload<'take.record'>): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** Keeps a take that came from elsewhere. */
  add(take: Take): Promise<string>;
  close(): void;
}

export interface TakesOptions {
  state: () => RelayState;
  apply: (event: StateEvent) => void;
  files: TakeFiles;
  history: History;
  log: (line: string) => void;
}

/** Milliseconds until a take begins: every overlay has it by then. */
const LEAD = 150;
/** Milliseconds that overlays have to pass back to the live motion. */
const TRAIL = 500;

export function createTakes({ state, apply, files, history, log }: TakesOptions): Takes {
  const recorders = new Map<string, { recorder: TakeRecorder; name: string }>();
  const ends = new Map<string, ReturnType<typeof setTimeout>>();

  function entryOf(id: string): TakeEntry {
    const entry = state().takes.find((take) => take.id === id);
    if (!entry) throw new RefusedError('unknown-take', `There is no take "${id}". The panel's Motion tab lists them.`);
    return entry;
  }

  async function reload(): Promise<void> {
    apply({ type: 'takes-changed', takes: (await files.list()).takes });
  }

  function stop(slot: string): void {
    clearTimeout(ends.get(slot));
    ends.delete(slot);
    apply({ type: 'take-played', slot, played: null });
  }

  async function remove(id: string): Promise<void> {
    for (const [slot, { take }] of Object.entries(state().playing)) if (take === id) stop(slot);
    await files.delete(id);
    await reload();
  }

  async function restore(id: string): Promise<void> {
    await files.restore(id);
    await reload();
  }

  async function rename(id: string, name: string): Promise<void> {
    await files.rename(id, name);
    await reload();
  }

  function remember(undo: () => Promise<void>, redo: () => Promise<void>): void {
    history.recordDeed({ undo, redo });
    apply({ type: 'history-changed', history: history.counts });
  }

  async function add(take: Take): Promise<string> {
    const id = await files.add(take).catch((error: Error) => {
      log(`A take could not be kept: ${error.message}`);
      throw new RefusedError('not-saved', `The take could not be kept: ${error.message}`);
    });
    await reload();
    remember(
      () => remove(id),
      () => restore(id),
    );
    return id;
  }

  async function finish(slot: string, name: string | undefined): Promise<void> {
    const recording = recorders.get(slot);
    if (!recording) return;
    recorders.delete(slot);
    apply({ type: 'recording-changed', slot, since: null });
    const { frames } = recording.recorder;
    if (frames.length < 2) throw new RefusedError('no-tracker', 'Nobody moved while it was recorded, so there is nothing to keep.');
    await add({ version: 1, name: name ?? recording.name, created: Date.now(), frames });
  }

  return {
    frame(slot, bytes) {
      const recording = recorders.get(slot);
      if (recording && !recording.recorder.add(bytes)) finish(slot, undefined).catch((error: Error) => log(error.message));
    },
    play({ slot, id, op }) {
      if (op === 'stop') {
        stop(slot);
        return;
      }
      const { seconds } = entryOf(id);
      stop(slot);
      apply({ type: 'take-played', slot, played: { take: id, loop: op === 'loop', since: Date.now() + LEAD } });
      if (op === 'play') {
        ends.set(
          slot,
          setTimeout(() => stop(slot), LEAD + 1000 * seconds + TRAIL),
        );
      }
    },
    async record({ slot, on, name }) {
      if (!on) return finish(slot, name);
      if (recorders.has(slot)) return;
      if ((state().presence[slot]?.track ?? 0) === 0) {
        throw new RefusedError('no-tracker', 'No tracker is open. Open one, and allow the camera.');
      }
      recorders.set(slot, { recorder: createTakeRecorder(), name: name ?? 'Take' });
      apply({ type: 'recording-changed', slot, since: Date.now() });
    },
    async rename(id, name) {
      const before = entryOf(id).name;
      await rename(id, name);
      remember(
        () => rename(id, before),
        () => rename(id, name),
      );
    },
    async delete(id) {
      entryOf(id);
      await remove(id);
      remember(
        () => restore(id),
        () => remove(id),
      );
    },
    add,
    close() {
      for (const timer of ends.values()) clearTimeout(timer);
    },
  };
}
