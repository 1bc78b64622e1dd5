import { z } from 'zod';
import { actionSchema } from './action.ts';
import { sceneNameSchema } from './scene-rules.ts';

/** Keys that are held together with another one, in the order in which they are written. */
export const MODIFIERS = ['ctrl', 'alt', 'shift', 'meta'] as const;
export type Modifier = (typeof MODIFIERS)[number];

/** Buttons that a gamepad can have. */
const MOST_BUTTONS = 64;

const KEY_CODE = /^[A-Z][A-Za-z0-9]{1,31}$/;

/** What sets off an action. */
export const triggerSchema = z.discriminatedUnion('kind', [
  /** A key by its place on the keyboard (`KeyboardEvent.code`), and the modifiers that are held with it. */
  z.strictObject({
    kind: z.literal('key'),
    code: z.string().regex(KEY_CODE, 'a key is named by its code, such as KeyA'),
    modifiers: z.array(z.enum(MODIFIERS)).max(MODIFIERS.length),
  }),
  /** A button by its number in the Gamepad API, on any gamepad. */
  z.strictObject({ kind: z.literal('gamepad'), button: z.int().min(0).max(MOST_BUTTONS) }),
  /** Channel from 0, note from 0 to 127. */
  z.strictObject({ kind: z.literal('midi'), channel: z.int().min(0).max(15), note: z.int().min(0).max(127) }),
  /** A source of OBS is shown, or hidden, in the scene of that name, or in any (null). */
  z.strictObject({
    kind: z.literal('obs-source'),
    source: z.string().min(1).max(256),
    scene: sceneNameSchema.nullable(),
    when: z.enum(['shown', 'hidden']),
  }),
  /** A custom event of OBS `{"masque": name}`, or the event of a vendor, by its type or as `vendor/type`. */
  z.strictObject({ kind: z.literal('obs-event'), name: z.string().min(1).max(128) }),
]);
export type Trigger = z.output<typeof triggerSchema>;
export type KeyTrigger = Extract<Trigger, { kind: 'key' }>;

export const bindingIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is made of small letters, digits and dashes');

/** A trigger and what it does. */
export const bindingSchema = z.strictObject({
  id: bindingIdSchema,
  /** Empty: called by what it does. */
  name: z.string().trim().max(60),
  /** Null: none yet, or taken by another; the hotkey pad and the panel can still run it. */
  trigger: triggerSchema.nullable(),
  action: actionSchema,
});
export type Binding = z.output<typeof bindingSchema>;

export const MOST_BINDINGS = 200;

export const hotkeysSchema = z.object({
  bindings: z.array(bindingSchema).max(MOST_BINDINGS),
  /** Whether keys act while another window has the focus; asked for by the user, and on this computer only. */
  global: z.boolean(),
});
export type Hotkeys = z.output<typeof hotkeysSchema>;

/** Keys that cannot be bound: modifiers, and those without a name. */
const NO_KEYS = /^((Control|Alt|Shift|Meta|OS)(Left|Right)|Unidentified)$/;

/** As much of a KeyboardEvent as is needed here. */
export interface KeyPress {
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/**
 * The trigger that a key press stands for.
 * @returns null for a modifier alone, and for a key that the browser cannot name
 */
export function triggerOfKey(event: KeyPress): KeyTrigger | null {
  const { code } = event;
  if (NO_KEYS.test(code) || !KEY_CODE.test(code)) return null;
  return { kind: 'key', code, modifiers: MODIFIERS.filter((modifier) => event[`${modifier}Key`]) };
}

/** The trigger with what does not tell it apart in its one form: modifiers in order, each once. */
export function normaliseTrigger(trigger: Trigger): Trigger {
  return trigger.kind === 'key' ? { ...trigger, modifiers: MODIFIERS.filter((modifier) => trigger.modifiers.includes(modifier)) } : trigger;
}

/** The same text for triggers that are set off by the same thing. */
export function triggerKey(trigger: Trigger): string {
  const normal = normaliseTrigger(trigger);
  switch (normal.kind) {
    case 'key':
      return `key ${[...normal.modifiers, normal.code].join('+')}`;
    case 'gamepad':
      return `gamepad ${normal.button}`;
    case 'midi':
      return `midi ${normal.channel}/${normal.note}`;
    case 'obs-source':
      return `obs-source ${normal.when} ${JSON.stringify([normal.scene, normal.source])}`;
    case 'obs-event':
      return `obs-event ${normal.name}`;
  }
}

/** The bindings that have this trigger too. */
export function clashesOf(bindings: readonly Binding[], trigger: Trigger, except?: string): Binding[] {
  const key = triggerKey(trigger);
  return bindings.filter((other) => other.id !== except && other.trigger && triggerKey(other.trigger) === key);
}

/**
 * The bindings that a key press sets off: those with exactly its modifiers; where there are none, those that lack only Shift,
 * which a player holds to run.
 */
export function bindingsOfKey(bindings: readonly Binding[], pressed: KeyTrigger): Binding[] {
  const exact = clashesOf(bindings, pressed);
  if (exact.length > 0 || !pressed.modifiers.includes('shift')) return exact;
  return clashesOf(bindings, { ...pressed, modifiers: pressed.modifiers.filter((modifier) => modifier !== 'shift') });
}

/** Keys that write something: alone they would act while the user types. */
export function isTypingKey({ code, modifiers }: KeyTrigger): boolean {
  const typed =
    /^(Key[A-Z]|Digit\d|Numpad(\d|Add|Subtract|Multiply|Divide|Decimal|Comma|Equal|Enter)|Intl\w+|Space|Enter|Tab|Backspace|Minus)$/;
  const marks = /^(Equal|BracketLeft|BracketRight|Backslash|Semicolon|Quote|Backquote|Comma|Period|Slash)$/;
  return (typed.test(code) || marks.test(code)) && modifiers.every((modifier) => modifier === 'shift');
}

/** How the listening for keys of other windows goes. */
export interface GlobalKeysState {
  state: 'off' | 'starting' | 'on' | 'unavailable';
  /** Why it is unavailable; `not-installed`: there is no build of the optional module for this system. */
  problem: 'wayland' | 'not-installed' | 'no-display' | 'permission' | 'failed' | null;
}

export const NO_GLOBAL_KEYS: GlobalKeysState = { state: 'off', problem: null };
