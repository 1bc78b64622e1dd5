import { PAIRED_SCOPES, type PairedScope, type Pairing } from '@masque/config/device';
import type { RelayState } from '@masque/config/messages';
import type { Problem } from '@masque/config/refusal';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PanelLink } from '../link.ts';
import { CopyAddress } from '../parts/copy-address.tsx';
import { t } from '../text/language.ts';
import { askRelay } from './ask-relay.ts';
import { SCOPE_HINTS, SCOPE_TEXTS } from './scope-texts.ts';

/** Makes a code for the next device, and shows it until it is used or too old. */
export function PairingForm({ link, state }: { link: PanelLink; state: RelayState }) {
  const pairing = useSignal<(Pairing & { scope: PairedScope; devices: number }) | null>(null);
  const now = useSignal(Date.now());
  const { network } = state;
  const devices = state.devices.filter(({ scope }) => scope !== 'api');
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  async function ask(scope: PairedScope): Promise<void> {
    try {
      now.value = Date.now();
      pairing.value = { ...(await askRelay<Pairing>('/api/access/pairing', { scope })), scope, devices: devices.length };
    } catch (error) {
      link.refuse(error as Problem);
    }
  }

  const shown = pairing.value;
  const paired = shown !== null && devices.length > shown.devices ? devices[devices.length - 1].name : null;
  const over = shown !== null && (now.value >= shown.expiresAt || paired !== null);
  const cameraless = shown?.scope === 'tracker' && !network.addresses.some(({ secure }) => secure);
  return (
    <>
      <fieldset class="pair-as" aria-label={t('pairAs')}>
        <legend>{t('pairAs')}</legend>
        {PAIRED_SCOPES.map((scope) => (
          <button key={scope} type="button" aria-pressed={shown?.scope === scope && !over} class="toggle" onClick={() => void ask(scope)}>
            <span>{t(SCOPE_TEXTS[scope])}</span>
            <small>{t(SCOPE_HINTS[scope])}</small>
          </button>
        ))}
      </fieldset>
      {cameraless && <p class="warning">{t('trackerNeedsHttps')}</p>}
      {shown && over && (
        <p role="status" class={paired ? 'said' : 'hint'}>
          {paired ? t('pairedNow', { name: paired }) : t('pairingOver')}
        </p>
      )}
      {shown && !over && (
        <div class="pairing">
          <img alt={t('qrAlt')} src={`data:image/svg+xml,${encodeURIComponent(shown.qr)}`} />
          <div>
            <p>{t('scan', { n: Math.min(5, Math.max(1, Math.ceil((shown.expiresAt - now.value) / 60_000))) })}</p>
            <CopyAddress label={t('pairingAddress')} url={shown.url} />
            <p>
              {t('pairingCode')} <strong class="code">{shown.code}</strong>
            </p>
          </div>
        </div>
      )}
    </>
  );
}
