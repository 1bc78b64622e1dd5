import type { Action, SingleAction } from '@masque/config/action';
import { expressionOf } from '@masque/config/expression';
import { type CommandName, type CommandPayload, liveAvatar, type RelayState } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import type { StateEvent } from '../state.ts';
import { createNewestTask } from './newest-task.ts';
import { createSequences } from './sequences.ts';

export interface ActionContext {
  state: () => RelayState;
  /** A change that is no step of the history: what is pressed during a show is not what is undone afterwards. */
  change: (event: StateEvent) => void;
  /** Does what a page could ask for, in the name of this source. */
  execute: <Name extends CommandName>(name: Name, payload: CommandPayload<Name>, source: string) => Promise<void>;
}

export interface Actions {
  /**
   * Does it, or starts it where it is a sequence.
   * @param key of what set it off: a sequence that it has started before ends
   * @param held whether `end` will follow
   * @throws RefusedError
   */
  run(action: Action, key: string, held: boolean): Promise<void>;
  /** What set it off is held no longer. */
  end(action: Action, key: string): Promise<void>;
  close(): void;
}

/** Does what keys, buttons and programs ask for, by the commands that panels have too. However often it is asked: it never queues. */
export function createActions({ state, change, execute }: ActionContext): Actions {
  const goToScene = createNewestTask();
  const sequences = createSequences((action) => single(action, 'sequence', false));

  async function single(action: SingleAction, key: string, held: boolean): Promise<void> {
    switch (action.do) {
      case 'expression': {
        const { slot, id, op } = action;
        if (op !== 'press' || held) return execute('expression', { slot, id, op }, key);
        // What cannot be held turns it over instead.
        const holds = expressionOf(state().settings.expressions, id)?.mode === 'hold';
        await execute('expression', { slot, id, op: holds ? 'toggle' : 'press' }, key);
        return holds ? undefined : execute('expression', { slot, id, op: 'release' }, key);
      }
      case 'avatar':
        return change({ type: 'avatar-shown', slot: action.slot, avatar: action.id });
      case 'placement': {
        const avatar = liveAvatar(state(), action.slot);
        if (!avatar) throw new RefusedError('unknown-avatar', 'There is no avatar that could be placed.');
        return change({ type: 'look-changed', avatar: avatar.id, change: { placement: action.placement } });
      }
      case 'recentre':
      case 'calibrate':
        return execute('tracker.order', { slot: action.slot, order: { do: action.do } }, key);
      case 'muteMotion': {
        const muted = action.op === 'toggle' ? !state().settings.motion.muted : action.op === 'on';
        return change({ type: 'settings-changed', change: { motion: { muted } } });
      }
      case 'scene':
        return goToScene(() => execute('obs.scene', { scene: action.name }, key));
      case 'take':
        return execute('take', { slot: action.slot, id: action.id, op: action.op }, key);
    }
  }

  return {
    async run(action, key, held) {
      if (action.do === 'sequence') sequences.start(key, action);
      else await single(action, key, held);
    },
    async end(action, key) {
      if (action.do === 'expression' && action.op === 'press') {
        await execute('expression', { slot: action.slot, id: action.id, op: 'release' }, key);
      }
    },
    close: sequences.close,
  };
}
