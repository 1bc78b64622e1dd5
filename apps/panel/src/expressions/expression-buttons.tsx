import { type Expression, expressionsOf } from '@masque/config/expression';
import { activeExpressions, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useRef } from 'preact/hooks';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';
import { expressionName } from './expression-name.ts';

/** Every expression as a button, for the middle of a stream. */
export function ExpressionButtons({ link, state }: { link: PanelLink; state: RelayState }) {
  const active = activeExpressions(state, DEFAULT_SLOT);
  return (
    <section aria-labelledby="live-expressions">
      <div class="heading">
        <h2 id="live-expressions">{t('expressions')}</h2>
        <button
          type="button"
          class="quiet"
          disabled={active.length === 0}
          onClick={() => void link.command('expression', { slot: DEFAULT_SLOT, op: 'clear' })}
        >
          {t('allOff')}
        </button>
      </div>
      <div class="expression-buttons">
        {expressionsOf(state.settings.expressions).map((expression) => (
          <ExpressionButton
            key={expression.id}
            link={link}
            expression={expression}
            label={expressionName(expression)}
            on={active.includes(expression.id)}
          />
        ))}
      </div>
    </section>
  );
}

/** A button that presses an expression, and releases one that is held. */
export function ExpressionButton({ link, expression, label, on }: { link: PanelLink; expression: Expression; label: string; on: boolean }) {
  const { id, mode } = expression;
  const held = useRef(false);
  const send = (op: 'press' | 'release'): void => void link.command('expression', { slot: DEFAULT_SLOT, id, op });
  const press = (): void => {
    held.current = true;
    send('press');
  };
  const release = (): void => {
    if (held.current) send('release');
    held.current = false;
  };
  const isPress = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter';
  const presses =
    mode === 'hold'
      ? {
          title: t('holdHint'),
          onPointerDown: (event: PointerEvent) => {
            (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
            press();
          },
          onPointerUp: release,
          onPointerCancel: release,
          onBlur: release,
          onKeyDown: (event: KeyboardEvent) => {
            if (isPress(event) && !event.repeat) press();
          },
          onKeyUp: (event: KeyboardEvent) => {
            if (isPress(event)) release();
          },
        }
      : { onClick: () => send('press') };
  return (
    <button type="button" class="toggle" aria-pressed={on} {...presses}>
      {label}
    </button>
  );
}
