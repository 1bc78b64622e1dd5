import type { NetworkState } from '@masque/config/device';
import type { RelayState } from '@masque/config/messages';
import type { PanelLink } from '../link.ts';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';
import { PairingForm } from './pairing-form.tsx';

const PROBLEM_TEXTS: Record<NonNullable<NetworkState['problem']>, TextKey> = {
  'no-network': 'networkNone',
  'port-taken': 'networkTaken',
  failed: 'networkFailed',
};

/** Whether other devices are let in, where they reach us, and how one is paired. */
export function NetworkSection({ link, state }: { link: PanelLink; state: RelayState }) {
  const { enabled, secure } = state.settings.devices;
  const { addresses, problem } = state.network;
  return (
    <section aria-labelledby="second-device">
      <h2 id="second-device">{t('secondDevice')}</h2>
      <Switch
        label={t('devicesOn')}
        hint={t('devicesOnHint')}
        on={enabled}
        onSet={(on) => link.command('devices.change', { change: { enabled: on } })}
      />
      {enabled && (
        <Switch
          label={t('devicesSecure')}
          hint={t('devicesSecureHint')}
          on={secure}
          onSet={(on) => link.command('devices.change', { change: { secure: on } })}
        />
      )}
      {problem && (
        <p class="warning" role="alert">
          {t(PROBLEM_TEXTS[problem])}
        </p>
      )}
      {enabled && addresses.length > 0 && (
        <>
          <p class="reached">
            {t('networkAt')}{' '}
            {addresses.map(({ url }) => (
              <code key={url}>{url}</code>
            ))}
          </p>
          <PairingForm link={link} state={state} />
        </>
      )}
    </section>
  );
}
