import type { CheckedPayload, CommandName, RelayState } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import type { TrackerOrder } from '@masque/config/reports';
import type { Access } from './access/access.ts';
import type { AvatarKeeper } from './avatar-keeper.ts';
import type { Expressions } from './expressions.ts';
import type { History } from './history.ts';
import type { Hotkeys } from './hotkeys/hotkeys.ts';
import type { Obs } from './obs/create-obs.ts';
import type { Secrets } from './secrets.ts';
import type { StateEvent } from './state.ts';
import type { Takes } from './takes/takes.ts';

export interface CommandContext {
  state: () => RelayState;
  apply: (event: StateEvent) => void;
  /** Resolves when the settings as they are now are on disk. */
  save: () => Promise<void>;
  history: History;
  keeper: AvatarKeeper;
  secrets: Secrets;
  obs: Obs;
  expressions: Expressions;
  takes: Takes;
  hotkeys: Hotkeys;
  access: Access;
  /** Who is let in has changed. */
  onDevices: () => void;
  aimObs: () => void;
  enterScene: (scene: string) => void;
  /** False when nobody tracks in the slot. */
  order: (slot: string, order: TrackerOrder) => boolean;
  /** The overlay's address for a slot. */
  overlayUrl: (slot: string) => string;
}

type Handlers = { [Name in CommandName]: (payload: CheckedPayload<Name>, source: string) => void | Promise<void> };

/** Carries out a command that was checked. @param source tells who asks: the page's connection, or what else it is */
export type Execute = (name: CommandName, payload: unknown, source: string) => Promise<void>;

/** Everything a client may ask for; a handler settles when its effect is on disk, or in OBS. */
export function createCommands(context: CommandContext): Execute {
  const { state, apply, save, history, keeper, secrets, obs, hotkeys, access } = context;

  /** A change that the user made and can undo. */
  async function change(event: StateEvent, gesture?: string): Promise<void> {
    const before = state().settings;
    apply(event);
    if (state().settings === before) return;
    history.record(before, state().settings, gesture);
    await settle();
  }

  /** A choice about this computer, which no undo of something else may take back. */
  async function choose(event: StateEvent): Promise<void> {
    apply(event);
    await save();
  }

  async function restore(step: 'undo' | 'redo'): Promise<void> {
    const restored = history[step](state().settings);
    try {
      if (typeof restored === 'function') await restored();
      else apply({ type: 'settings-restored', settings: restored });
    } finally {
      await settle();
    }
  }

  async function settle(): Promise<void> {
    apply({ type: 'history-changed', history: history.counts });
    context.aimObs();
    await save();
  }

  const handlers: Handlers = {
    'settings.change': ({ gesture, ...settings }) => change({ type: 'settings-changed', change: settings }, gesture),
    'camera.change': ({ gesture, ...payload }) => change({ type: 'camera-changed', ...payload }, gesture),
    'avatar.show': (payload) => change({ type: 'avatar-shown', ...payload }),
    'avatar.look': ({ gesture, ...payload }) => change({ type: 'look-changed', ...payload }, gesture),
    'avatar.rename': ({ avatar, name }) => keeper.rename(avatar, name),
    'avatar.points': ({ avatar, points }) => keeper.place(avatar, points),
    'avatar.duplicate': ({ avatar }) => keeper.duplicate(avatar),
    'avatar.delete': ({ avatar }) => keeper.delete(avatar),
    'avatar.restore': ({ avatar }) => keeper.restore(avatar),
    expression: (payload, source) => context.expressions.command(payload, source),
    'expression.set': ({ expression, gesture }) => change({ type: 'expression-set', expression }, gesture),
    'expression.forget': ({ id }) => change({ type: 'expression-forgotten', id }),
    take: (payload) => context.takes.play(payload),
    'take.record': (payload) => context.takes.record(payload),
    'take.rename': ({ id, name }) => context.takes.rename(id, name),
    'take.delete': ({ id }) => context.takes.delete(id),
    'avatars.reload': keeper.reload,
    'history.undo': () => restore('undo'),
    'history.redo': () => restore('redo'),
    'tracker.order'({ slot, order }) {
      if (!context.order(slot, order)) throw new RefusedError('no-tracker', 'No tracker is open. Open one, and allow the camera.');
    },
    'scene.rule': ({ rule, gesture }) => change({ type: 'rule-set', rule }, gesture),
    'scene.forget': (payload) => change({ type: 'rule-forgotten', ...payload }),
    async 'scene.seen'({ scene }) {
      if (state().obs.link === 'online') return;
      const { scenes } = state().obs;
      if (!scenes.includes(scene)) apply({ type: 'obs-changed', obs: { scenes: [...scenes, scene] } });
      context.enterScene(scene);
    },
    async 'obs.password'({ password }) {
      await secrets.setObsPassword(password);
      apply({ type: 'obs-changed', obs: { passwordSet: password !== '' } });
      context.aimObs();
    },
    'obs.connect': () => obs.retry(),
    'obs.scene': ({ scene }) => obs.goTo(scene, state().obs.preview !== null),
    'obs.transition': () => obs.transition(),
    'obs.output': ({ output, on }) => obs.setOutput(output, on),
    'obs.add-source': ({ scene, slot }) => obs.addSource(scene, context.overlayUrl(slot)),
    'hotkey.set': ({ binding, gesture }) => change({ type: 'hotkey-set', binding }, gesture),
    'hotkey.forget': ({ id }) => change({ type: 'hotkey-forgotten', id }),
    'hotkey.fire': ({ id, phase }, source) => hotkeys.fire(id, phase, source),
    'action.run': ({ action, phase }, source) => hotkeys.runFrom(source, action, phase),
    'hotkeys.global': ({ on }) => choose({ type: 'global-keys-wanted', on }),
    'hotkeys.hush': ({ on }, source) => hotkeys.hush(source, on),
    'devices.change': (payload) => choose({ type: 'devices-wanted', ...payload }),
    async 'device.revoke'({ id }) {
      try {
        await access.revoke(id);
      } finally {
        context.onDevices();
      }
    },
  };
  return async (name, payload, source) => (handlers[name] as (payload: unknown, source: string) => void | Promise<void>)(payload, source);
}
