import type { Trigger } from '@masque/config/hotkey';
import { t } from '../text/language.ts';

/** What of OBS sets a hotkey off: a source that is shown or hidden, or an event. */
export function ObsTriggerForm({ onTrigger }: { onTrigger: (trigger: Trigger) => unknown }) {
  return (
    <details>
      <summary>{t('fromObs')}</summary>
      <div class="from-obs">
        <p class="hint">{t('fromObsHint')}</p>
        <form
          class="fields"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const source = String(form.get('source')).trim();
            if (source) onTrigger({ kind: 'obs-source', source, scene: null, when: form.get('when') === 'hidden' ? 'hidden' : 'shown' });
          }}
        >
          <label>
            {t('sourceName')}
            <input name="source" maxLength={256} required />
          </label>
          <select name="when" aria-label={t('sourceName')}>
            <option value="shown">{t('whenShown')}</option>
            <option value="hidden">{t('whenHidden')}</option>
          </select>
          <button type="submit">{t('useIt')}</button>
        </form>
        <form
          class="fields"
          onSubmit={(event) => {
            event.preventDefault();
            const name = String(new FormData(event.currentTarget).get('event')).trim();
            if (name) onTrigger({ kind: 'obs-event', name });
          }}
        >
          <label>
            {t('eventName')}
            <input name="event" maxLength={128} required />
          </label>
          <button type="submit">{t('useIt')}</button>
        </form>
      </div>
    </details>
  );
}
