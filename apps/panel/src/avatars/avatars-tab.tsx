import { liveAvatar, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { FileButton } from '../parts/file-button.tsx';
import type { PreviewLink } from '../preview.ts';
import { RigEditor } from '../rig/rig-editor.tsx';
import { t } from '../text/language.ts';
import type { AvatarAdder } from './avatar-adder.ts';
import { Library } from './library.tsx';
import { LookSection } from './look-section.tsx';

export interface AvatarsTabProps {
  link: PanelLink;
  state: RelayState;
  preview: PreviewLink;
  adder: AvatarAdder;
}

/** The library, and how the avatar on air is shown. */
export function AvatarsTab({ link, state, preview, adder }: AvatarsTabProps) {
  const live = liveAvatar(state, DEFAULT_SLOT);
  const deleted = useSignal<{ id: string; name: string } | null>(null);
  const fitting = useSignal<string | null>(null);
  const fitted = state.avatars.find(({ id }) => id === fitting.value);
  const setFitting = (id: string | null): void => void (fitting.value = id);
  if (fitted) return <RigEditor key={fitted.id} link={link} preview={preview} state={state} avatar={fitted} onFit={setFitting} />;
  return (
    <>
      <section aria-labelledby="add" aria-busy={adder.progress.value !== ''}>
        <h2 id="add">{t('addAvatar')}</h2>
        <p>
          {t('dropHere')} <FileButton onFiles={adder.add} />
        </p>
        <p class="hint">{t('dropHint')}</p>
        <div role="status">
          {adder.progress.value && <p class="said">{t('examining', { name: adder.progress.value })}</p>}
          {adder.notes.value.map((note) => (
            <p key={note} class="said">
              {note}
            </p>
          ))}
        </div>
        <div role="alert">
          {adder.refusals.value.map((text) => (
            <p key={text} class="warning">
              {text}
            </p>
          ))}
        </div>
      </section>
      <section aria-labelledby="library">
        <h2 id="library">{t('library')}</h2>
        {deleted.value && (
          <p class="said" role="status">
            {t('deleted', { name: deleted.value.name })}{' '}
            <button
              type="button"
              class="quiet"
              onClick={async () => {
                if (deleted.value && (await link.command('avatar.restore', { avatar: deleted.value.id }))) deleted.value = null;
              }}
            >
              {t('undo')}
            </button>
          </p>
        )}
        <Library link={link} avatars={state.avatars} live={live?.id} onDeleted={(avatar) => (deleted.value = avatar)} onFit={setFitting} />
      </section>
      {live && <LookSection key={live.id} link={link} settings={state.settings} avatar={live} />}
    </>
  );
}
