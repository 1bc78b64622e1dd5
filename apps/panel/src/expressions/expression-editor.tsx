import { builtInExpression, type Expression } from '@masque/config/expression';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelLink } from '../link.ts';
import { Switch } from '../parts/switch.tsx';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';
import { BehaviourSection, EffectsSection } from './behaviour-section.tsx';
import { ExpressionButton } from './expression-buttons.tsx';
import { expressionName } from './expression-name.ts';
import { FaceSection } from './face-section.tsx';

export interface ExpressionEditorProps {
  link: PanelLink;
  preview: PreviewLink;
  expression: Expression;
  /** Whether the user has changed a built-in one. */
  changed: boolean;
  on: boolean;
  onDuplicate: () => unknown;
  onDelete: () => unknown;
}

/** Everything about one expression, shown in the preview as it is changed. */
export function ExpressionEditor({ link, preview, expression, changed, on, onDuplicate, onDelete }: ExpressionEditorProps) {
  const shown = useSignal(true);
  const { id } = expression;
  const own = !builtInExpression(id);
  const name = expressionName(expression);
  useEffect(() => preview.tryOn(shown.value ? expression : null), [shown.value, expression]);
  useEffect(() => () => preview.tryOn(null), []);
  // A change may come before the one before it is back from the relay, and must not take that back.
  const ahead = useRef({ changes: {} as Partial<Expression>, unanswered: 0 }).current;
  const change = async (some: Partial<Expression>, gesture?: string): Promise<boolean> => {
    Object.assign(ahead.changes, some);
    ahead.unanswered++;
    const done = await link.command('expression.set', { expression: { ...expression, ...ahead.changes }, gesture });
    if (--ahead.unanswered === 0) ahead.changes = {};
    return done;
  };
  return (
    <section aria-labelledby="expression" class="expression-editor">
      <div class="heading">
        <h2 id="expression">
          {name} <small>{own ? '' : t(changed ? 'changedExpression' : 'builtIn')}</small>
        </h2>
        <span class="actions">
          <Action label={t('duplicate')} name={name} onPress={onDuplicate} />
          {changed && <Action label={t('reset')} name={name} onPress={() => link.command('expression.forget', { id })} />}
          {own && <Action label={t('deleteAvatar')} name={name} onPress={onDelete} />}
        </span>
      </div>
      {own && (
        <label class="field">
          {t('name')}
          <input
            key={expression.name}
            defaultValue={expression.name}
            maxLength={60}
            onChange={(event) => {
              const text = event.currentTarget.value.trim();
              if (text) void change({ name: text });
              else event.currentTarget.value = expression.name;
            }}
          />
        </label>
      )}
      <div class="row">
        <Switch label={t('tryOn')} hint={t('tryOnHint')} on={shown.value} onSet={(next) => (shown.value = next)} />
        <ExpressionButton link={link} expression={expression} label={t('testOnAir')} on={on} />
      </div>
      <FaceSection key={id} expression={expression} onChange={change} />
      <EffectsSection expression={expression} onChange={change} />
      <BehaviourSection expression={expression} onChange={change} />
    </section>
  );
}

function Action({ label, name, onPress }: { label: string; name: string; onPress: () => unknown }) {
  return (
    <button type="button" class="quiet" aria-label={`${label}: ${name}`} onClick={() => void onPress()}>
      {label}
    </button>
  );
}
