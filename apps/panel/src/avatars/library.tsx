import type { LibraryAvatar } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { NameForm } from '../parts/name-form.tsx';
import { Thumbnail } from '../parts/thumbnail.tsx';
import { t } from '../text/language.ts';

export interface LibraryProps {
  link: PanelLink;
  avatars: readonly LibraryAvatar[];
  live: string | undefined;
  onDeleted: (avatar: LibraryAvatar) => void;
  onFit: (id: string) => void;
}

/** Every avatar, with what can be done to it. */
export function Library({ link, avatars, live, onDeleted, onFit }: LibraryProps) {
  return (
    <ul class="library">
      {avatars.map((avatar) => (
        <Entry key={avatar.id} link={link} avatar={avatar} live={avatar.id === live} onDeleted={onDeleted} onFit={onFit} />
      ))}
    </ul>
  );
}

function Entry({
  link,
  avatar,
  live,
  onDeleted,
  onFit,
}: {
  link: PanelLink;
  avatar: LibraryAvatar;
  live: boolean;
  onDeleted: LibraryProps['onDeleted'];
  onFit: LibraryProps['onFit'];
}) {
  const { id, name, source, credit } = avatar;
  const naming = useSignal(false);
  const own = source === 'user';
  const rename = async (text: string): Promise<void> => {
    naming.value = false;
    if (text.trim() && text.trim() !== name) await link.command('avatar.rename', { avatar: id, name: text });
  };
  return (
    <li class={live ? 'live' : ''}>
      <Thumbnail avatar={avatar} />
      <div>
        {naming.value ? (
          <NameForm name={name} onName={(text) => void rename(text)} onCancel={() => (naming.value = false)} />
        ) : (
          <h3>
            {name} {live && <small class="on-air">{t('onAir')}</small>}
          </h3>
        )}
        <small title={credit}>{own ? '' : t('shipped')}</small>
        <div class="actions">
          {!live && (
            <Action label={t('show')} name={name} onPress={() => link.command('avatar.show', { slot: DEFAULT_SLOT, avatar: id })} />
          )}
          <Action label={t('fit')} name={name} onPress={() => onFit(id)} />
          {own && <Action label={t('rename')} name={name} onPress={() => (naming.value = true)} />}
          <Action label={t('duplicate')} name={name} onPress={() => link.command('avatar.duplicate', { avatar: id })} />
          <a class="quiet" href={`/api/avatars/${id}/archive`} download={`${id}.masque`} aria-label={`${t('exportAvatar')}: ${name}`}>
            {t('exportAvatar')}
          </a>
          {own && (
            <Action
              label={t('deleteAvatar')}
              name={name}
              onPress={async () => {
                if (await link.command('avatar.delete', { avatar: id })) onDeleted(avatar);
              }}
            />
          )}
        </div>
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
