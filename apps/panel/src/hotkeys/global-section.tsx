import type { GlobalKeysState } from '@masque/config/hotkey';
import type { RelayState } from '@masque/config/messages';
import type { PanelLink } from '../link.ts';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

const STATE_TEXTS: Record<GlobalKeysState['state'], TextKey> = {
  off: 'globalOff',
  starting: 'globalStarting',
  on: 'globalOnState',
  unavailable: 'globalUnavailable',
};

const PROBLEM_TEXTS: Record<NonNullable<GlobalKeysState['problem']>, TextKey> = {
  wayland: 'globalWayland',
  'not-installed': 'globalNotInstalled',
  'no-display': 'globalNoDisplay',
  permission: 'globalPermission',
  failed: 'globalFailed',
};

/** Hotkeys while another window has the focus. */
export function GlobalSection({ link, state }: { link: PanelLink; state: RelayState }) {
  const { state: now, problem } = state.globalKeys;
  return (
    <section aria-labelledby="global-keys">
      <div class="heading">
        <h2 id="global-keys">{t('globalHotkeys')}</h2>
        <span class={`link-state ${now === 'on' ? 'online' : ''}`} role="status">
          {t(STATE_TEXTS[now])}
        </span>
      </div>
      <Switch
        label={t('globalOn')}
        hint={t('globalHint')}
        on={state.settings.hotkeys.global}
        onSet={(on) => link.command('hotkeys.global', { on })}
      />
      {problem && (
        <p class="warning" role="alert">
          {t(PROBLEM_TEXTS[problem])}
        </p>
      )}
    </section>
  );
}
