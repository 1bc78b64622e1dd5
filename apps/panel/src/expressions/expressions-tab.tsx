import { createExpression, type Expression, expressionsOf } from '@masque/config/expression';
import { activeExpressions, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';
import { ExpressionEditor } from './expression-editor.tsx';
import { expressionId } from './expression-id.ts';
import { expressionName } from './expression-name.ts';

/** The expressions there are, and the one that is being edited. */
export function ExpressionsTab({ link, state, preview }: { link: PanelLink; state: RelayState; preview: PreviewLink }) {
  const own = state.settings.expressions;
  const all = expressionsOf(own);
  const active = activeExpressions(state, DEFAULT_SLOT);
  const chosen = useSignal(all[0].id);
  const deleted = useSignal<Expression | null>(null);
  const expression = all.find(({ id }) => id === chosen.value) ?? all[0];

  async function add(from: Omit<Expression, 'id'>): Promise<void> {
    const ids = all.map(({ id }) => id);
    const added = { ...from, id: expressionId(from.name, ids) };
    if (await link.command('expression.set', { expression: added })) chosen.value = added.id;
  }

  async function remove(): Promise<void> {
    if (await link.command('expression.forget', { id: expression.id })) deleted.value = expression;
  }

  async function restore(): Promise<void> {
    if (!deleted.value || !(await link.command('expression.set', { expression: deleted.value }))) return;
    chosen.value = deleted.value.id;
    deleted.value = null;
  }

  return (
    <>
      <section aria-labelledby="expression-list">
        <div class="heading">
          <h2 id="expression-list">{t('expressions')}</h2>
          <button type="button" class="quiet" onClick={() => void add(createExpression('', t('ownExpression')))}>
            {t('newExpression')}
          </button>
        </div>
        <p class="hint">{t('expressionsHint')}</p>
        {deleted.value && (
          <p class="said" role="status">
            {t('deleted', { name: deleted.value.name })}{' '}
            <button type="button" class="quiet" onClick={() => void restore()}>
              {t('undo')}
            </button>
          </p>
        )}
        <ul class="expression-list">
          {all.map((entry) => (
            <li key={entry.id}>
              <button
                type="button"
                class="toggle"
                aria-pressed={entry.id === expression.id}
                aria-label={t('editExpression', { name: expressionName(entry) })}
                onClick={() => (chosen.value = entry.id)}
              >
                <span>{expressionName(entry)}</span>
                {active.includes(entry.id) && <small class="on-air">{t('onNow')}</small>}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <ExpressionEditor
        key={expression.id}
        link={link}
        preview={preview}
        expression={expression}
        changed={Object.hasOwn(own, expression.id)}
        on={active.includes(expression.id)}
        onDuplicate={() => add({ ...expression, name: t('copyOf', { name: expressionName(expression) }) })}
        onDelete={remove}
      />
    </>
  );
}
