import type { RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { ExpressionButtons } from '../expressions/expression-buttons.tsx';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';
import { AvatarSwitcher } from './avatar-switcher.tsx';

/** What the hand reaches for in the middle of a stream, right under the picture. */
export function LiveDeck({ link, state }: { link: PanelLink; state: RelayState }) {
  const { muted, mirror } = state.settings.motion;
  return (
    <>
      <AvatarSwitcher link={link} state={state} />
      <ExpressionButtons link={link} state={state} />
      <section aria-label={t('motion')}>
        <div class="deck">
          <Toggle
            label={t('muteMotion')}
            hint={t('muteHint')}
            on={muted}
            onSet={(on) => link.command('settings.change', { motion: { muted: on } })}
          />
          <Toggle
            label={t('mirror')}
            hint={t('mirrorHint')}
            on={mirror}
            onSet={(on) => link.command('settings.change', { motion: { mirror: on } })}
          />
          <button
            type="button"
            title={t('recentreHint')}
            onClick={() => void link.command('tracker.order', { slot: DEFAULT_SLOT, order: { do: 'recentre' } })}
          >
            {t('recentre')}
          </button>
        </div>
      </section>
    </>
  );
}

function Toggle({ label, hint, on, onSet }: { label: string; hint: string; on: boolean; onSet: (on: boolean) => unknown }) {
  return (
    <button type="button" class="toggle" aria-pressed={on} title={hint} onClick={() => void onSet(!on)}>
      {label}
    </button>
  );
}
