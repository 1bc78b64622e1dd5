import type { RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { MOST_TAKE_BYTES } from '@masque/config/take';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PanelLink } from '../link.ts';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';
import { addTake } from './take-api.ts';
import { TakeRow } from './take-row.tsx';
import { WarpForm } from './warp-form.tsx';

/** Records motion, and keeps and plays what was recorded. */
export function TakesSection({ link, state, preview }: { link: PanelLink; state: RelayState; preview: PreviewLink }) {
  const { takes, playing } = state;
  const since = state.recording[DEFAULT_SLOT];
  const played = playing[DEFAULT_SLOT];
  const deleted = useSignal('');

  async function add(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > MOST_TAKE_BYTES) link.refuse({ code: 'too-large', message: t('takeTooLarge', { name: file.name }) });
    else await addTake(link, file);
  }

  return (
    <section aria-labelledby="takes">
      <h2 id="takes">{t('takes')}</h2>
      <p class="hint">{t('takesHint')}</p>
      <div class="row">
        <button
          type="button"
          class={since === undefined ? '' : 'recording'}
          onClick={() =>
            void link.command('take.record', {
              slot: DEFAULT_SLOT,
              on: since === undefined,
              name: t('takeNumber', { n: takes.length + 1 }),
            })
          }
        >
          {since === undefined ? t('recordTake') : t('stopRecording')}
        </button>
        {since !== undefined && <Recorded since={since} />}
        <label class="button file">
          {t('importTake')}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              void add(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {deleted.value && (
        <p class="said" role="status">
          {t('deleted', { name: deleted.value })}{' '}
          <button
            type="button"
            class="quiet"
            onClick={async () => {
              if (await link.command('history.undo', {})) deleted.value = '';
            }}
          >
            {t('undo')}
          </button>
        </p>
      )}
      {takes.length === 0 ? (
        <p class="hint">{t('noTakes')}</p>
      ) : (
        <ul class="takes">
          {takes.map((take) => (
            <TakeRow
              key={take.id}
              link={link}
              take={take}
              played={played?.take === take.id ? played : undefined}
              onDeleted={() => (deleted.value = take.name)}
            />
          ))}
        </ul>
      )}
      {takes.length > 0 && <WarpForm link={link} preview={preview} takes={takes} />}
    </section>
  );
}

function Recorded({ since }: { since: number }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return <span role="timer">{t('recordingNow', { n: Math.max(0, Math.round((now.value - since) / 1000)) })}</span>;
}
