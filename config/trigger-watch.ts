import { type Binding, bindingsOfKey, clashesOf, type KeyPress, type Trigger, triggerKey, triggerOfKey } from './hotkey.ts';

/** As much of a Gamepad as is needed here. */
export interface Pad {
  buttons: readonly { pressed: boolean }[];
}

/** Tells presses and releases from what a browser reports of keys, gamepads and MIDI. */
export interface TriggerWatch {
  /** @returns whether the key is one that can be bound, and was not held already */
  keyDown(event: KeyPress & { repeat: boolean }): Trigger | null;
  keyUp(event: Pick<KeyPress, 'code'>): void;
  /** All gamepads, as often as pictures are drawn; null for an empty place. */
  gamepads(pads: readonly (Pad | null)[]): void;
  /** One MIDI message. */
  midi(message: Iterable<number>): void;
  /** The page loses the focus: the end of what is held will not be heard. */
  letGo(): void;
}

export interface TriggerListener {
  press(trigger: Trigger): void;
  release(trigger: Trigger): void;
}

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;

export function createTriggerWatch({ press, release }: TriggerListener): TriggerWatch {
  const held = new Map<string, Trigger>();
  /** Whether a button was down at the last look. */
  let buttons = new Set<number>();

  function begin(key: string, trigger: Trigger): void {
    held.set(key, trigger);
    press(trigger);
  }

  function end(key: string): void {
    const trigger = held.get(key);
    if (trigger && held.delete(key)) release(trigger);
  }

  return {
    keyDown(event) {
      const trigger = event.repeat ? null : triggerOfKey(event);
      if (!trigger) return null;
      // The modifiers may be let go before the key is.
      end(`key ${event.code}`);
      begin(`key ${event.code}`, trigger);
      return trigger;
    },
    keyUp: ({ code }) => end(`key ${code}`),
    gamepads(pads) {
      const now = new Set(pads.flatMap((pad) => pad?.buttons.flatMap(({ pressed }, button) => (pressed ? [button] : [])) ?? []));
      const before = buttons;
      buttons = now;
      for (const button of now) if (!before.has(button)) begin(`gamepad ${button}`, { kind: 'gamepad', button });
      for (const button of before) if (!now.has(button)) end(`gamepad ${button}`);
    },
    midi(message) {
      const [status = 0, note = 0, velocity = 0] = message;
      const [kind, channel] = [status & 0xf0, status & 0x0f];
      const trigger: Trigger = { kind: 'midi', channel, note };
      // A note that begins with no force ends.
      if (kind === NOTE_ON && velocity > 0) begin(triggerKey(trigger), trigger);
      else if (kind === NOTE_ON || kind === NOTE_OFF) end(triggerKey(trigger));
    },
    letGo() {
      for (const key of [...held.keys()]) if (key.startsWith('key ')) end(key);
    },
  };
}

/** Sets off bindings: what was pressed under a trigger is what its release ends, whatever was bound in between. */
export function createBindingListener(
  bindings: () => readonly Binding[],
  fire: (id: string, phase: 'press' | 'release') => void,
): TriggerListener {
  const pressed = new Map<string, string[]>();
  return {
    press(trigger) {
      const found = trigger.kind === 'key' ? bindingsOfKey(bindings(), trigger) : clashesOf(bindings(), trigger);
      if (found.length === 0) return;
      pressed.set(
        triggerKey(trigger),
        found.map(({ id }) => id),
      );
      for (const { id } of found) fire(id, 'press');
    },
    release(trigger) {
      const ids = pressed.get(triggerKey(trigger)) ?? [];
      pressed.delete(triggerKey(trigger));
      for (const id of ids) fire(id, 'release');
    },
  };
}
