import type { Action } from '@masque/config/action';
import {
  type Binding,
  bindingsOfKey,
  clashesOf,
  type Hotkeys as HotkeySettings,
  type KeyTrigger,
  type Trigger,
} from '@masque/config/hotkey';
import { RefusedError } from '@masque/config/refusal';
import { createPresses } from './presses.ts';
import type { Actions } from './run-action.ts';

/** `tap`: pressed and not held. */
export type Phase = 'press' | 'release' | 'tap';

export interface HotkeysOptions {
  settings: () => HotkeySettings;
  actions: Actions;
  log: (line: string) => void;
  now?: () => number;
}

/** Turns what is pressed, anywhere, into actions; each press acts once, whoever tells of it. */
export interface Hotkeys {
  /**
   * A page saw what sets off a binding.
   * @param source tells who says so
   * @throws RefusedError of the action, or `unknown-hotkey`
   */
  fire(id: string, phase: Phase, source: string): Promise<void>;
  /** A button of the hotkey pad. @throws RefusedError of the action */
  runFrom(source: string, action: Action, phase: Phase): Promise<void>;
  /** The global hook saw a key; refusals are in the log. */
  key(pressed: KeyTrigger, down: boolean): void;
  /** This source takes keys for itself: the hook's set off nothing meanwhile. */
  hush(source: string, on: boolean): void;
  /** OBS told of something that may be a trigger; a source that is shown is held, an event is not. */
  sourceShown(scene: string, source: string, shown: boolean): void;
  obsEvent(names: readonly string[]): void;
  /** A source is gone; what it held is let go. */
  drop(source: string): void;
}

/** What one device may hold at a time. */
const MOST_HELD = 32;

const HOOK = 'hook';
const OBS = 'obs';

export function createHotkeys({ settings, actions, log, now = Date.now }: HotkeysOptions): Hotkeys {
  const presses = createPresses(now);
  /** What is held was bound like this when it was pressed. */
  const held = new Map<string, Action>();
  const hushers = new Set<string>();

  async function turn(key: string, action: Action, phase: Phase, source: string): Promise<void> {
    if (phase === 'tap') return actions.run(action, key, false);
    if (phase === 'press') {
      const first = presses.press(key, source);
      if (!first) return;
      held.set(key, action);
      return actions.run(action, key, true);
    }
    if (!presses.release(key, source)) return;
    const pressed = held.get(key);
    held.delete(key);
    if (pressed) await actions.end(pressed, key);
  }

  function fireAll(bindings: readonly Binding[], phase: Phase, source: string): void {
    for (const { id, name, action } of bindings) {
      turn(id, action, phase, source).catch((error: Error) => log(`The hotkey ${name || id} could not act: ${error.message}`));
    }
  }

  const bound = (trigger: Trigger): Binding[] => clashesOf(settings().bindings, trigger);

  return {
    async fire(id, phase, source) {
      const binding = settings().bindings.find((candidate) => candidate.id === id);
      if (!binding && phase !== 'release') throw new RefusedError('unknown-hotkey', 'There is no such hotkey any more.');
      if (binding || held.has(id)) await turn(id, binding?.action ?? (held.get(id) as Action), phase, source);
    },
    async runFrom(source, action, phase) {
      if (phase === 'press' && presses.heldBy(source).length >= MOST_HELD) {
        throw new RefusedError('too-many', 'Too many buttons are held at once.');
      }
      // Everyone has keys of his own here: two phones that press the same button press twice.
      await turn(`${source} ${JSON.stringify(action)}`, action, phase, source);
    },
    key(pressed, down) {
      if (down) {
        if (hushers.size === 0) fireAll(bindingsOfKey(settings().bindings, pressed), 'press', HOOK);
        return;
      }
      // The modifiers may be up before the key is.
      const released = settings().bindings.filter(({ trigger }) => trigger?.kind === 'key' && trigger.code === pressed.code);
      fireAll(released, 'release', HOOK);
    },
    hush(source, on) {
      if (on) hushers.add(source);
      else hushers.delete(source);
    },
    sourceShown(scene, source, shown) {
      for (const where of [scene, null]) {
        fireAll(bound({ kind: 'obs-source', source, scene: where, when: 'shown' }), shown ? 'press' : 'release', OBS);
        fireAll(bound({ kind: 'obs-source', source, scene: where, when: 'hidden' }), shown ? 'release' : 'press', OBS);
      }
    },
    obsEvent(names) {
      for (const name of names) fireAll(bound({ kind: 'obs-event', name }), 'tap', OBS);
    },
    drop(source) {
      hushers.delete(source);
      for (const key of presses.heldBy(source)) {
        const action = held.get(key);
        if (action) turn(key, action, 'release', source).catch((error: Error) => log(`A hotkey could not end: ${error.message}`));
      }
    },
  };
}
