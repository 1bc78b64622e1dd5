import type { SingleAction } from '@masque/config/action';
import type { Binding } from '@masque/config/hotkey';
import type { RelayState } from '@masque/config/messages';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';
import { ActionSelect } from './action-select.tsx';
import { bindingText } from './action-text.ts';
import { GlobalSection } from './global-section.tsx';
import { HotkeyRow } from './hotkey-row.tsx';
import { InputsSection } from './inputs-section.tsx';
import type { TriggerSources } from './trigger-sources.ts';

/** What keys, buttons and notes do. */
export function HotkeysTab({ link, state, sources }: { link: PanelLink; state: RelayState; sources: TriggerSources }) {
  const { bindings } = state.settings.hotkeys;
  /** Id of the hotkey that waits for what is pressed next. */
  const listening = useSignal<string | null>(null);
  const deleted = useSignal<Binding | null>(null);

  async function add(action: SingleAction): Promise<void> {
    const id = crypto.getRandomValues(new Uint32Array(3)).reduce((text, number) => text + number.toString(36), 'k');
    deleted.value = null;
    if (await link.command('hotkey.set', { binding: { id, name: '', trigger: null, action } })) listening.value = id;
  }

  return (
    <>
      <section aria-labelledby="hotkeys">
        <h2 id="hotkeys">{t('hotkeys')}</h2>
        <p class="hint">{t('hotkeysHint')}</p>
        {deleted.value && (
          <p class="said" role="status">
            {t('hotkeyDeleted', { name: bindingText(deleted.value, state) })}{' '}
            <button
              type="button"
              class="quiet"
              onClick={async () => {
                if (deleted.value && (await link.command('hotkey.set', { binding: deleted.value }))) deleted.value = null;
              }}
            >
              {t('undo')}
            </button>
          </p>
        )}
        {bindings.length === 0 && <p>{t('noHotkeys')}</p>}
        <ul class="hotkeys">
          {bindings.map((binding) => (
            <HotkeyRow
              key={binding.id}
              link={link}
              state={state}
              sources={sources}
              binding={binding}
              listening={listening.value === binding.id}
              onListen={(on) => (listening.value = on ? binding.id : null)}
              onDeleted={() => (deleted.value = binding)}
            />
          ))}
        </ul>
        <ActionSelect label={t('addHotkey')} state={state} value={null} onChoose={add} />
      </section>
      <GlobalSection link={link} state={state} />
      <InputsSection sources={sources} />
    </>
  );
}
