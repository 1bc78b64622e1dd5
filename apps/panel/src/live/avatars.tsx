import { avatarUrl } from '@masque/config/avatar';
import { liveAvatar, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { PanelLink } from '../link.ts';

/** The library; a click puts an avatar live. */
export function Avatars({ link, state }: { link: PanelLink; state: RelayState }) {
  const live = liveAvatar(state, DEFAULT_SLOT)?.id;
  return (
    <section aria-labelledby="avatars">
      <div class="heading">
        <h2 id="avatars">Avatars</h2>
        <button type="button" class="quiet" onClick={() => void link.command('avatars.reload', {})}>
          Look for new ones
        </button>
      </div>
      <ul class="avatars">
        {state.avatars.map((avatar) => (
          <li key={avatar.id}>
            <button
              type="button"
              aria-pressed={avatar.id === live}
              title={avatar.credit}
              onClick={() => void link.command('avatar.show', { slot: DEFAULT_SLOT, avatar: avatar.id })}
            >
              <img src={avatarUrl(avatar, avatar.picture)} alt="" loading="lazy" />
              <span>{avatar.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
