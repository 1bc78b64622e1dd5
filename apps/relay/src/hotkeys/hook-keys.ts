/** Keys that the browser (`KeyboardEvent.code`) and the hook (`UiohookKey`) call alike. */
const SAME_NAMES =
  /^(F\d{1,2}|Space|Enter|Tab|Backspace|Escape|CapsLock|NumLock|ScrollLock|PrintScreen|Insert|Delete|Home|End|Page(Up|Down)|Arrow(Up|Down|Left|Right)|Minus|Equal|Bracket(Left|Right)|Backslash|Semicolon|Quote|Backquote|Comma|Period|Slash|Numpad(Add|Subtract|Multiply|Divide|Enter))$/;

/** What keys of the number pad are where NumLock is off. */
const UNLOCKED: Readonly<Record<string, string>> = {
  Numpad0: 'NumpadInsert',
  Numpad1: 'NumpadEnd',
  Numpad2: 'NumpadArrowDown',
  Numpad3: 'NumpadPageDown',
  Numpad4: 'NumpadArrowLeft',
  Numpad6: 'NumpadArrowRight',
  Numpad7: 'NumpadHome',
  Numpad8: 'NumpadArrowUp',
  Numpad9: 'NumpadPageUp',
  NumpadDecimal: 'NumpadDelete',
};

/** The hook's names of a key; none for a key that the hook does not know. */
export function hookKeysOf(code: string): string[] {
  const [, plain] = /^(?:Key|Digit)([A-Z]|\d)$/.exec(code) ?? [];
  if (plain !== undefined) return [plain];
  if (/^Numpad(\d|Decimal)$/.test(code)) return [code, ...(UNLOCKED[code] ? [UNLOCKED[code]] : [])];
  return SAME_NAMES.test(code) ? [code] : [];
}
