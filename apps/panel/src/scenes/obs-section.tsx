import type { RelayState } from '@masque/config/messages';
import type { ObsLink } from '@masque/config/obs-state';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

export const OBS_LINK_TEXTS: Record<ObsLink, TextKey> = {
  off: 'obsOff',
  connecting: 'connecting',
  online: 'obsOnline',
  waiting: 'obsWaiting',
  'wrong-password': 'obsPassword',
};

/** Where OBS is, and how it stands with it. */
export function ObsSection({ link, state }: { link: PanelLink; state: RelayState }) {
  const { obs } = state;
  const { enabled, host, port } = state.settings.obs;
  const password = useSignal('');
  const save = async (text: string): Promise<void> => {
    if (await link.command('obs.password', { password: text })) password.value = '';
  };
  return (
    <section aria-labelledby="obs">
      <div class="heading">
        <h2 id="obs">{t('obs')}</h2>
        <span class={`link-state ${obs.link}`} role="status">
          {obs.link === 'online' && obs.version ? t('obsVersion', { n: obs.version }) : t(OBS_LINK_TEXTS[obs.link])}
        </span>
      </div>
      <Switch
        label={t('linkObs')}
        hint={t('linkObsHint')}
        on={enabled}
        onSet={(on) => link.command('settings.change', { obs: { enabled: on } })}
      />
      {enabled && (
        <>
          {obs.link === 'wrong-password' && (
            <p class="warning" role="alert">
              {t('wrongPassword')}
            </p>
          )}
          <div class="fields">
            <label>
              {t('obsAddress')}
              <input
                value={host}
                spellcheck={false}
                onChange={(event) => void link.command('settings.change', { obs: { host: event.currentTarget.value.trim() } })}
              />
            </label>
            <label class="short">
              {t('obsPort')}
              <input
                type="number"
                min={1}
                max={65535}
                value={port}
                onChange={(event) => void link.command('settings.change', { obs: { port: event.currentTarget.valueAsNumber || 4455 } })}
              />
            </label>
          </div>
          <form
            class="fields"
            onSubmit={(event) => {
              event.preventDefault();
              void save(password.value);
            }}
          >
            <label>
              {t('password')}
              <input
                type="password"
                autocomplete="off"
                value={password.value}
                placeholder={t(obs.passwordSet ? 'passwordKept' : 'passwordNone')}
                aria-describedby="password-hint"
                onInput={(event) => (password.value = event.currentTarget.value)}
              />
            </label>
            <button type="submit" disabled={password.value === ''}>
              {t('savePassword')}
            </button>
            {obs.passwordSet && (
              <button type="button" onClick={() => void save('')}>
                {t('forgetPassword')}
              </button>
            )}
          </form>
          <small id="password-hint">{t('passwordHint')}</small>
          {obs.link === 'waiting' && (
            <div class="row">
              <button type="button" onClick={() => void link.command('obs.connect', {})}>
                {t('connectNow')}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
