import type { Hotkeys, Trigger } from '@masque/config/hotkey';
import { createBindingListener, createTriggerWatch } from '@masque/config/trigger-watch';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { kept } from '../parts/kept.ts';

/** `off`: not asked for yet. */
export type MidiState = 'off' | 'asking' | 'on' | 'refused' | 'unsupported';

/** Everything in this page that can be pressed: keys, gamepads, MIDI. */
export interface TriggerSources {
  /** Takes what is pressed next in place of what it would set off; null gives it back. */
  capture(take: ((trigger: Trigger) => void) | null): void;
  /** How many are plugged in and awake. */
  gamepads: ReadonlySignal<number>;
  midi: ReadonlySignal<MidiState>;
  midiInputs: ReadonlySignal<number>;
  /** Asks the browser for MIDI; from then on at every start. */
  allowMidi(): Promise<void>;
}

/** Whether what is pressed here is text. */
export function isText(target: EventTarget | null): boolean {
  const field = target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'color', 'button', 'submit'].includes(target.type);
  return field || target instanceof HTMLTextAreaElement;
}

const ALLOWED = 'on';

export function createTriggerSources(link: PanelLink): TriggerSources {
  const gamepads = signal(0);
  const midi = signal<MidiState>('requestMIDIAccess' in navigator ? 'off' : 'unsupported');
  const midiInputs = signal(0);
  let taking: ((trigger: Trigger) => void) | null = null;
  let hushed = false;

  const hotkeys = (): Hotkeys['bindings'] => link.state.value?.settings.hotkeys.bindings ?? [];
  const bound = createBindingListener(hotkeys, (id, phase) => void link.command('hotkey.fire', { id, phase }));
  const watch = createTriggerWatch({
    press: (trigger) => (taking ? taking(trigger) : bound.press(trigger)),
    release: bound.release,
  });

  addEventListener(
    'keydown',
    (event) => {
      if (taking) {
        event.preventDefault();
        event.stopPropagation();
        watch.keyDown(event);
      } else if (!isText(event.target) && watch.keyDown(event) && isFunctionKey(event.code) && hotkeys().some(isOn(event.code))) {
        // The browser's own use of it, such as to reload the page, would end what is going on.
        event.preventDefault();
      }
    },
    { capture: true },
  );
  addEventListener('keyup', watch.keyUp, { capture: true });
  addEventListener('blur', watch.letGo);

  let frame = 0;
  function look(): void {
    frame = requestAnimationFrame(look);
    watch.gamepads(navigator.getGamepads());
  }
  function count(): void {
    gamepads.value = navigator.getGamepads().filter((pad) => pad?.connected).length;
    cancelAnimationFrame(frame);
    if (gamepads.value > 0) frame = requestAnimationFrame(look);
    else watch.gamepads([]);
  }
  if ('getGamepads' in navigator) {
    addEventListener('gamepadconnected', count);
    addEventListener('gamepaddisconnected', count);
    count();
  }

  async function allowMidi(): Promise<void> {
    if (midi.value === 'unsupported') return;
    midi.value = 'asking';
    try {
      const access = await navigator.requestMIDIAccess();
      const listen = (): void => {
        midiInputs.value = access.inputs.size;
        for (const input of access.inputs.values()) input.onmidimessage = ({ data }) => data && watch.midi(data);
      };
      access.onstatechange = listen;
      listen();
      midi.value = 'on';
      kept.write('midi', ALLOWED);
    } catch {
      midi.value = 'refused';
    }
  }
  if (kept.read('midi', [ALLOWED])) void allowMidi();

  function capture(take: typeof taking): void {
    taking = take;
    // Nor may the global hook act on what is pressed for this.
    if (hushed !== (take !== null)) void link.command('hotkeys.hush', { on: (hushed = take !== null) });
  }

  return { capture, gamepads, midi, midiInputs, allowMidi };
}

function isFunctionKey(code: string): boolean {
  return /^F\d/.test(code);
}

function isOn(code: string): (binding: Hotkeys['bindings'][number]) => boolean {
  return ({ trigger }) => trigger?.kind === 'key' && trigger.code === code;
}
