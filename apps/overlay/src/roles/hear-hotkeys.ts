import type { Binding } from '@masque/config/hotkey';
import { createBindingListener, createTriggerWatch } from '@masque/config/trigger-watch';

/** Keys and gamepad buttons that are pressed in this page; a gamepad is looked at only while there is one. */
export function hearHotkeys(bindings: () => readonly Binding[], fire: (id: string, phase: 'press' | 'release') => void): void {
  const watch = createTriggerWatch(createBindingListener(bindings, fire));
  addEventListener('keydown', watch.keyDown);
  addEventListener('keyup', watch.keyUp);
  addEventListener('blur', watch.letGo);
  let frame = 0;
  function look(): void {
    frame = requestAnimationFrame(look);
    watch.gamepads(navigator.getGamepads());
  }
  function begin(): void {
    cancelAnimationFrame(frame);
    if (navigator.getGamepads().some((pad) => pad?.connected)) look();
    else watch.gamepads([]);
  }
  // Where the browser gives none to this page, as over plain http in the network, keys are all there is.
  if (!('getGamepads' in navigator)) return;
  addEventListener('gamepadconnected', begin);
  addEventListener('gamepaddisconnected', begin);
}
