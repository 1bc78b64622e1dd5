import type { RelayState } from '@masque/config/messages';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';
import { DeviceList } from './device-list.tsx';
import { NetworkSection } from './network-section.tsx';
import { ProgramsSection } from './programs-section.tsx';

/** Phones, other computers and programs: who may do what. */
export function DevicesTab({ link, state }: { link: PanelLink; state: RelayState }) {
  return (
    <>
      <NetworkSection link={link} state={state} />
      <section aria-labelledby="paired">
        <h2 id="paired">{t('pairedDevices')}</h2>
        <DeviceList link={link} state={state} devices={state.devices.filter(({ scope }) => scope !== 'api')} />
      </section>
      <ProgramsSection link={link} state={state} />
    </>
  );
}
