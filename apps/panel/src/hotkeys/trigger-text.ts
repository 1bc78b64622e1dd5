import type { Modifier, Trigger } from '@masque/config/hotkey';
import { t } from '../text/language.ts';

const MODIFIER_NAMES: Record<Modifier, string> = { ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', meta: 'Meta' };

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Escape: 'Esc',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
  NumpadMultiply: 'Num *',
  NumpadDivide: 'Num /',
};

/** Buttons of the Gamepad API's standard layout. */
const BUTTONS = ['A', 'B', 'X', 'Y', 'LB', 'RB', 'LT', 'RT', 'Back', 'Start', 'L3', 'R3', '↑', '↓', '←', '→', 'Home'];
const NOTES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

/** A trigger as people call it: `Ctrl + F9`. */
export function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'key':
      return [...trigger.modifiers.map((modifier) => MODIFIER_NAMES[modifier]), keyName(trigger.code)].join(' + ');
    case 'gamepad':
      return t('padButton', { name: BUTTONS[trigger.button] ?? trigger.button });
    case 'midi':
      return t('midiNote', { name: `${NOTES[trigger.note % 12]}${Math.floor(trigger.note / 12) - 1}`, n: trigger.channel + 1 });
    case 'obs-source':
      return t(trigger.when === 'shown' ? 'sourceShown' : 'sourceHidden', { name: trigger.source });
    case 'obs-event':
      return t('obsEvent', { name: trigger.name });
  }
}

function keyName(code: string): string {
  const [, plain] = /^(?:Key|Digit)(.)$/.exec(code) ?? [];
  return KEY_NAMES[code] ?? plain ?? code.replace(/^Numpad/, 'Num ');
}
