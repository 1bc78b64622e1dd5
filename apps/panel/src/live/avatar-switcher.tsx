import { liveAvatar, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { PanelLink } from '../link.ts';
import { Thumbnail } from '../parts/thumbnail.tsx';
import { t } from '../text/language.ts';

/** One press puts an avatar on air. */
export function AvatarSwitcher({ link, state }: { link: PanelLink; state: RelayState }) {
  const live = liveAvatar(state, DEFAULT_SLOT)?.id;
  return (
    <section aria-label={t('avatars')}>
      <ul class="switcher">
        {state.avatars.map((avatar) => (
          <li key={avatar.id}>
            <button
              type="button"
              aria-pressed={avatar.id === live}
              aria-label={t('showAvatar', { name: avatar.name })}
              onClick={() => void link.command('avatar.show', { slot: DEFAULT_SLOT, avatar: avatar.id })}
            >
              <Thumbnail avatar={avatar} />
              <span>{avatar.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
