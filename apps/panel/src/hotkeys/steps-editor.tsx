import { type Action, LONGEST_DELAY, MOST_STEPS } from '@masque/config/action';
import type { RelayState } from '@masque/config/messages';
import { t } from '../text/language.ts';
import { ActionSelect } from './action-select.tsx';

type Sequence = Extract<Action, { do: 'sequence' }>;

/** The steps of a sequence: what each does, and how long after the one before. */
export function StepsEditor({
  sequence,
  state,
  onChange,
}: {
  sequence: Sequence;
  state: RelayState;
  onChange: (sequence: Sequence) => unknown;
}) {
  const { steps } = sequence;
  const set = (next: Sequence['steps']): void => void onChange({ do: 'sequence', steps: next });
  return (
    <>
      <ol class="steps-of" aria-label={t('steps')}>
        {steps.map((step, at) => (
          <li key={at} class="row">
            <ActionSelect
              unlabelled
              label={t('stepAction', { n: at + 1 })}
              state={state}
              value={step.action}
              onChoose={(action) => set(steps.map((other, i) => (i === at ? { ...other, action } : other)))}
            />
            <label class="short">
              {t('delayMs')}
              <input
                type="number"
                min={0}
                max={LONGEST_DELAY}
                step={50}
                value={step.delayMs}
                onChange={(event) => {
                  const delayMs = Math.round(Math.min(LONGEST_DELAY, Math.max(0, event.currentTarget.valueAsNumber || 0)));
                  set(steps.map((other, i) => (i === at ? { ...other, delayMs } : other)));
                }}
              />
            </label>
            <button
              type="button"
              class="quiet"
              aria-label={t('removeStep', { n: at + 1 })}
              disabled={steps.length === 1}
              onClick={() => set(steps.filter((_, i) => i !== at))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <button type="button" class="quiet" onClick={() => set([...steps, { action: steps[steps.length - 1].action, delayMs: 500 }])}>
          {t('addStep')}
        </button>
      )}
    </>
  );
}
