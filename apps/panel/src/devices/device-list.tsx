import type { Device } from '@masque/config/device';
import type { RelayState } from '@masque/config/messages';
import type { PanelLink } from '../link.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { language, t } from '../text/language.ts';
import { SCOPE_TEXTS } from './scope-texts.ts';

/** Who was let in, and the way out. */
export function DeviceList({ link, state, devices }: { link: PanelLink; state: RelayState; devices: readonly Device[] }) {
  if (devices.length === 0) return <p class="hint">{t('noDevices')}</p>;
  return (
    <ul class="devices">
      {devices.map(({ id, name, scope, createdAt }) => (
        <li key={id}>
          <span>
            <strong>{name}</strong> <small>{t(SCOPE_TEXTS[scope])}</small>
          </span>
          <small>
            {state.connected.includes(id) && <span class="on-air">{t('connectedNow')} </span>}
            {t('since', { date: new Date(createdAt).toLocaleDateString(language.value) })}
          </small>
          <ConfirmButton label={t('removeDevice')} question={t('confirmRemove')} onConfirm={() => link.command('device.revoke', { id })} />
        </li>
      ))}
    </ul>
  );
}
