// Listens to the keyboard of this computer, for the relay that started it: a process of its own, so that a fault of the native
// module ends it and not the show. Of all keys it tells only those that it was asked for; it swallows, keeps and logs none.
import { createRequire } from 'node:module';
import process from 'node:process';

/** Keys by their numbers, and the names by which they are told. @type {Map<number, string>} */
let wanted = new Map();
/** Keys that are down: the system repeats a key that is held. @type {Set<number>} */
const down = new Set();

/** @param {{ keycode: number, ctrlKey: boolean, altKey: boolean, shiftKey: boolean, metaKey: boolean }} event @param {boolean} isDown */
function tell({ keycode, ctrlKey, altKey, shiftKey, metaKey }, isDown) {
  const code = wanted.get(keycode);
  if (code === undefined || down.has(keycode) === isDown) return;
  if (isDown) down.add(keycode);
  else down.delete(keycode);
  process.send?.({ type: 'key', down: isDown, code, ctrlKey, altKey, shiftKey, metaKey });
}

// The relay is gone, however it went.
process.on('disconnect', () => process.exit(0));

try {
  const { uIOhook, UiohookKey } = createRequire(import.meta.url)('uiohook-napi');
  process.on('message', (/** @type {{ names: Record<string, string[]> }} */ { names }) => {
    const numbers = /** @type {Record<string, number>} */ (UiohookKey);
    wanted = new Map(Object.entries(names).flatMap(([code, keys]) => keys.map((key) => /** @type {const} */ ([numbers[key], code]))));
    for (const keycode of down) if (!wanted.has(keycode)) down.delete(keycode);
  });
  uIOhook.on('keydown', (event) => tell(event, true));
  uIOhook.on('keyup', (event) => tell(event, false));
  uIOhook.start();
  process.send?.({ type: 'on' });
} catch (error) {
  const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
  process.send?.({ type: 'failed', code, message }, () => process.exit(1));
}
