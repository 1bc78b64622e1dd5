import type { Action, SingleAction } from '@masque/config/action';
import type { RelayState } from '@masque/config/messages';
import { useId } from 'preact/hooks';
import { t } from '../text/language.ts';
import { actionChoices, actionText, shortActionText } from './action-text.ts';

export interface ActionSelectProps<T extends Action> {
  label: string;
  /** Told to what reads the screen alone. */
  unlabelled?: boolean;
  state: RelayState;
  /** Null asks for a choice. */
  value: T | null;
  onChoose: (action: T) => unknown;
  /** Further choices, after the single actions. */
  more?: readonly T[];
}

/** Everything that can be done, to choose from; what is chosen stays to be seen though it may be gone. */
export function ActionSelect<T extends Action = SingleAction>({
  label,
  unlabelled = false,
  state,
  value,
  onChoose,
  more = [],
}: ActionSelectProps<T>) {
  const id = useId();
  const groups = actionChoices(state);
  const key = value && JSON.stringify(value);
  const known = [...groups.flatMap(({ actions }) => actions as Action[]), ...more].some((action) => JSON.stringify(action) === key);
  const select = (
    <select
      id={id}
      aria-label={unlabelled ? label : undefined}
      value={key ?? ''}
      onChange={(event) => {
        const { value: chosen } = event.currentTarget;
        if (chosen) void onChoose(JSON.parse(chosen) as T);
        if (!value) event.currentTarget.value = '';
      }}
    >
      {!value && <option value="">{t('chooseAction')}</option>}
      {value && key && !known && <option value={key}>{actionText(value, state)}</option>}
      {groups.map(({ group, actions }) => (
        <optgroup key={group} label={t(group)}>
          {actions.map((action) => (
            <option key={JSON.stringify(action)} value={JSON.stringify(action)}>
              {action.do === 'placement' ? t('actionPlacement') : shortActionText(action, state)}
            </option>
          ))}
        </optgroup>
      ))}
      {more.length > 0 && (
        <optgroup label={t('actionSeveral')}>
          {more.map((action) => (
            <option key={JSON.stringify(action)} value={JSON.stringify(action)}>
              {t('steps')}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
  if (unlabelled) return select;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {select}
    </div>
  );
}
