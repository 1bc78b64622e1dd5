import { DEFAULT_SLOT } from '@masque/config/slot';
import { type PlayedTake, type TakeEntry, type TakeOp, takeUrl } from '@masque/config/take';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { NameForm } from '../parts/name-form.tsx';
import { t } from '../text/language.ts';

export interface TakeRowProps {
  link: PanelLink;
  take: TakeEntry;
  /** What the slot shows, if it is this one. */
  played: PlayedTake | undefined;
  onDeleted: () => void;
}

/** One take, with what can be done with it. */
export function TakeRow({ link, take, played, onDeleted }: TakeRowProps) {
  const { id, name, seconds } = take;
  const naming = useSignal(false);
  const act = (op: TakeOp) => void link.command('take', { slot: DEFAULT_SLOT, id, op });
  const rename = async (text: string): Promise<void> => {
    naming.value = false;
    if (text.trim() && text.trim() !== name) await link.command('take.rename', { id, name: text });
  };
  return (
    <li>
      <div class={played ? 'name playing' : 'name'}>
        {naming.value ? (
          <NameForm name={name} onName={(text) => void rename(text)} onCancel={() => (naming.value = false)} />
        ) : (
          <>
            {name} <small>{t('takeSeconds', { n: seconds.toFixed(1) })}</small>
          </>
        )}
      </div>
      <div class="actions">
        {played ? (
          <Action label={t('stopTake')} name={name} onPress={() => act('stop')} />
        ) : (
          <>
            <Action label={t('playTake')} name={name} onPress={() => act('play')} />
            <Action label={t('loopTake')} name={name} onPress={() => act('loop')} />
          </>
        )}
        <Action label={t('rename')} name={name} onPress={() => (naming.value = true)} />
        <a class="quiet" href={takeUrl(id)} download={`${name}.masque-take.json`} aria-label={`${t('exportAvatar')}: ${name}`}>
          {t('exportAvatar')}
        </a>
        <Action
          label={t('deleteAvatar')}
          name={name}
          onPress={async () => {
            if (await link.command('take.delete', { id })) onDeleted();
          }}
        />
      </div>
    </li>
  );
}

function Action({ label, name, onPress }: { label: string; name: string; onPress: () => unknown }) {
  return (
    <button type="button" class="quiet" aria-label={`${label}: ${name}`} onClick={() => void onPress()}>
      {label}
    </button>
  );
}
