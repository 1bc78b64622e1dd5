import type { Action } from '@masque/config/action';
import { type Binding, clashesOf, isTypingKey, type Trigger } from '@masque/config/hotkey';
import type { RelayState } from '@masque/config/messages';
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';
import { ActionSelect } from './action-select.tsx';
import { actionChoices, actionText, bindingText } from './action-text.ts';
import { ObsTriggerForm } from './obs-trigger-form.tsx';
import { StepsEditor } from './steps-editor.tsx';
import type { TriggerSources } from './trigger-sources.ts';
import { triggerText } from './trigger-text.ts';

export interface HotkeyRowProps {
  link: PanelLink;
  state: RelayState;
  sources: TriggerSources;
  binding: Binding;
  /** Whether it waits for what is pressed next; one of all rows at a time. */
  listening: boolean;
  onListen: (listening: boolean) => void;
  onDeleted: () => void;
}

/** One hotkey: what sets it off, and what it does. */
export function HotkeyRow({ link, state, sources, binding, listening, onListen, onDeleted }: HotkeyRowProps) {
  const { bindings, global } = state.settings.hotkeys;
  const { id, trigger, action } = binding;
  /** What was pressed and is another's already. */
  const claimed = useSignal<Trigger | null>(null);
  const editing = useSignal(false);
  const name = bindingText(binding, state);
  const set = (change: Partial<Binding>) => link.command('hotkey.set', { binding: { ...binding, ...change } });

  function take(pressed: Trigger): void {
    onListen(false);
    if (pressed.kind === 'key' && pressed.code === 'Escape' && pressed.modifiers.length === 0) return;
    offer(pressed);
  }
  function offer(pressed: Trigger): void {
    if (clashesOf(bindings, pressed, id).length > 0) claimed.value = pressed;
    else void set({ trigger: pressed });
  }
  // Before anything can be pressed again.
  useLayoutEffect(() => {
    if (!listening) return;
    claimed.value = null;
    sources.capture(take);
    return () => sources.capture(null);
  }, [listening]);

  const shown = listening ? t('pressNow') : trigger ? triggerText(trigger) : t('noTrigger');
  const others = trigger ? clashesOf(bindings, trigger, id) : [];
  const owners = claimed.value ? clashesOf(bindings, claimed.value, id) : [];
  return (
    <li class="hotkey">
      <button
        type="button"
        class={listening ? 'trigger listening' : 'trigger'}
        aria-label={`${shown}, ${t('assign')}: ${name}`}
        onClick={() => onListen(!listening)}
      >
        {shown}
      </button>
      <div>
        <h3>{name}</h3>
        {others.length > 0 && (
          <small class="shares">{t('shared', { name: others.map((other) => bindingText(other, state)).join(', ') })}</small>
        )}
        {global && trigger?.kind === 'key' && isTypingKey(trigger) && <small class="shares">{t('typingKey')}</small>}
        <div class="actions">
          <Quiet label={t('tryIt')} name={name} onPress={() => link.command('action.run', { action, phase: 'tap' })} />
          <Quiet label={t(editing.value ? 'closeEdit' : 'edit')} name={name} onPress={() => (editing.value = !editing.value)} />
          <Quiet
            label={t('deleteHotkey')}
            name={name}
            onPress={async () => {
              if (await link.command('hotkey.forget', { id })) onDeleted();
            }}
          />
        </div>
      </div>
      {claimed.value && owners.length > 0 && (
        <div class="warning" role="alert">
          <span>
            {t('clash', { trigger: triggerText(claimed.value), name: owners.map((owner) => bindingText(owner, state)).join(', ') })}
          </span>
          <span class="actions">
            <Quiet
              label={t('moveHere')}
              onPress={async () => {
                const moved = claimed.value;
                claimed.value = null;
                for (const owner of owners) await link.command('hotkey.set', { binding: { ...owner, trigger: null } });
                await set({ trigger: moved });
              }}
            />
            <Quiet
              label={t('useBoth')}
              onPress={() => {
                void set({ trigger: claimed.value });
                claimed.value = null;
              }}
            />
            <Quiet label={t('cancel')} onPress={() => (claimed.value = null)} />
          </span>
        </div>
      )}
      {editing.value && (
        <div class="editor">
          <div class="fields">
            <ActionSelect<Action>
              label={t('doesWhat')}
              state={state}
              value={action}
              more={action.do === 'sequence' ? [] : [sequenceFrom(action)]}
              onChoose={(chosen) => set({ action: chosen })}
            />
            <label>
              {t('hotkeyName')}
              <input
                value={binding.name}
                placeholder={actionText(action, state)}
                maxLength={60}
                onChange={(event) => void set({ name: event.currentTarget.value })}
              />
            </label>
          </div>
          {action.do === 'sequence' && <StepsEditor sequence={action} state={state} onChange={(sequence) => set({ action: sequence })} />}
          <ObsTriggerForm onTrigger={offer} />
        </div>
      )}
    </li>
  );

  function sequenceFrom(first: Action): Action {
    const single = first.do === 'sequence' ? actionChoices(state)[0].actions[0] : first;
    return { do: 'sequence', steps: [{ action: single, delayMs: 0 }] };
  }
}

function Quiet({ label, name, onPress }: { label: string; name?: string; onPress: () => unknown }) {
  return (
    <button type="button" class="quiet" aria-label={name ? `${label}: ${name}` : undefined} onClick={() => void onPress()}>
      {label}
    </button>
  );
}
