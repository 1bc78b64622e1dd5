import type { Action, SingleAction } from '@masque/config/action';
import { type Expression, expressionOf, expressionsOf } from '@masque/config/expression';
import type { Binding } from '@masque/config/hotkey';
import { liveAvatar, type RelayState } from '@masque/config/messages';
import { lookOf } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { TAKE_OPS } from '@masque/config/take';
import { expressionName } from '../expressions/expression-name.ts';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

/** What an action does, in a few words. */
export function actionText(action: Action, state: RelayState): string {
  switch (action.do) {
    case 'expression':
      if (action.op === 'clear') return t('actionClear');
      return named(expressionOf(state.settings.expressions, action.id), action.id);
    case 'avatar':
      return t('actionAvatar', { name: state.avatars.find(({ id }) => id === action.id)?.name ?? gone(action.id) });
    case 'placement': {
      const { x, y, size } = action.placement;
      return t('actionPlaced', { x: percent(x), y: percent(y), size: percent(size) });
    }
    case 'recentre':
      return t('recentre');
    case 'calibrate':
      return t('actionCalibrate');
    case 'muteMotion':
      return t('muteMotion');
    case 'scene':
      return t('actionScene', { name: action.name });
    case 'take':
      return t(TAKE_TEXTS[action.op], { name: state.takes.find(({ id }) => id === action.id)?.name ?? gone(action.id) });
    case 'sequence':
      return t('actionSequence', { n: action.steps.length });
  }
}

const TAKE_TEXTS = { play: 'actionTake', loop: 'actionTakeLoop', stop: 'actionTakeStop' } as const satisfies Record<string, TextKey>;

function named(expression: Expression | undefined, id: string): string {
  return expression ? expressionName(expression) : gone(id);
}

const gone = (id: string): string => `${id} ${t('actionGone')}`;
const percent = (value: number): string => `${Math.round(100 * value)}%`;

/** The same under a heading that says what kind of thing it is. */
export function shortActionText(action: Action, state: RelayState): string {
  if (action.do === 'avatar') return state.avatars.find(({ id }) => id === action.id)?.name ?? gone(action.id);
  return action.do === 'scene' ? action.name : actionText(action, state);
}

/** What a hotkey is called: by its name, or else by what it does. */
export function bindingText({ name, action }: Binding, state: RelayState): string {
  return name || actionText(action, state);
}

/** Everything that one action can be now, in groups. */
export function actionChoices(state: RelayState): { group: TextKey; actions: SingleAction[] }[] {
  const slot = DEFAULT_SLOT;
  const live = liveAvatar(state, slot);
  const placement = live && lookOf(state.settings, live.id).placement;
  const groups: { group: TextKey; actions: SingleAction[] }[] = [
    {
      group: 'actionExpressions',
      actions: [
        ...expressionsOf(state.settings.expressions).map(({ id }) => ({ do: 'expression' as const, slot, id, op: 'press' as const })),
        { do: 'expression', slot, id: 'all', op: 'clear' },
      ],
    },
    { group: 'actionAvatars', actions: state.avatars.map(({ id }) => ({ do: 'avatar', slot, id })) },
    {
      group: 'actionMotion',
      actions: [
        { do: 'recentre', slot },
        { do: 'calibrate', slot },
        { do: 'muteMotion', op: 'toggle' },
        ...(placement ? [{ do: 'placement' as const, slot, placement }] : []),
      ],
    },
    { group: 'actionScenes', actions: state.obs.scenes.map((name) => ({ do: 'scene', name })) },
    {
      group: 'actionTakes',
      actions: state.takes.flatMap(({ id }) => TAKE_OPS.map((op) => ({ do: 'take' as const, slot, id, op }))),
    },
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}
