import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { hookKeysOf } from '../../../../apps/relay/src/hotkeys/hook-keys.ts';

/** The hook's own table; the package is optional. */
function hookTable(): Record<string, number> | null {
  try {
    return (createRequire(import.meta.url)('uiohook-napi') as { UiohookKey: Record<string, number> }).UiohookKey;
  } catch {
    return null;
  }
}
const table = hookTable();

const CODES = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...Array.from({ length: 10 }, (_, i) => [`Digit${i}`, `Numpad${i}`]).flat(),
  ...Array.from({ length: 24 }, (_, i) => `F${i + 1}`),
  ...['Space', 'Enter', 'Tab', 'Backspace', 'Escape', 'Insert', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowUp', 'ArrowLeft'],
  ...['Minus', 'Equal', 'BracketLeft', 'Backslash', 'Semicolon', 'Quote', 'Backquote', 'Comma', 'Period', 'Slash'],
  ...['NumpadAdd', 'NumpadSubtract', 'NumpadMultiply', 'NumpadDivide', 'NumpadDecimal', 'NumpadEnter'],
];

test.skipIf(!table)('every usual key is one that the hook knows, and no two are the same', () => {
  const numbers = CODES.map((code) => hookKeysOf(code).map((name) => table?.[name]));
  for (const [i, known] of numbers.entries()) {
    expect(known.length, CODES[i]).toBeGreaterThan(0);
    expect(known, CODES[i]).not.toContain(undefined);
  }
  // Enter and Home have twins on the number pad, which the hook tells apart or not; the rest is plain.
  const firsts = numbers.map(([number]) => number);
  expect(new Set(firsts).size).toBe(firsts.length);
});

test('keys that the hook does not know are none', () => {
  for (const code of ['BrowserBack', 'MediaPlayPause', 'IntlYen', 'constructor', 'F']) expect(hookKeysOf(code)).toEqual([]);
});
