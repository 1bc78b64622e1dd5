import { liveAvatar } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Connection, PanelLink } from './link.ts';
import { Addresses } from './live/addresses.tsx';
import { Avatars } from './live/avatars.tsx';
import { Preview } from './live/preview.tsx';
import { TrackingSettings } from './live/tracking-settings.tsx';

const CONNECTION: Record<Connection, string> = {
  connecting: 'Connecting',
  online: 'Running',
  offline: 'Masque is not running. Start it with npm start; this page reconnects by itself.',
  outdated: 'Masque was updated. Reload this page.',
};

/** The whole page. */
export function Panel({ link }: { link: PanelLink }) {
  const state = link.state.value;
  const connection = link.connection.value;
  const { show = 0, track = 0 } = state?.presence[DEFAULT_SLOT] ?? {};
  const online = connection === 'online';
  return (
    <>
      <header>
        <h1>Masque</h1>
        <ul class="lamps" aria-live="polite">
          <Lamp lit={online} alarm={connection === 'offline' || connection === 'outdated'} text={CONNECTION[connection]} />
          {online && <Lamp lit={show > 0} text={show === 0 ? 'No overlay open' : show === 1 ? 'Overlay open' : `${show} overlays open`} />}
          {online && (
            <Lamp
              lit={track > 0}
              text={track === 0 ? 'No tracker open' : track === 1 ? 'Tracker open' : `${track} trackers, the newest drives`}
            />
          )}
        </ul>
      </header>
      {link.refusal.value && (
        <p class="refusal" role="alert">
          {link.refusal.value}
        </p>
      )}
      {state && (
        <main>
          <div class="stage">
            <Preview name={liveAvatar(state, DEFAULT_SLOT)?.name} />
            <Addresses />
          </div>
          <div class="controls">
            <Avatars link={link} state={state} />
            <TrackingSettings link={link} settings={state.settings} />
          </div>
        </main>
      )}
    </>
  );
}

function Lamp({ lit, alarm = false, text }: { lit: boolean; alarm?: boolean; text: string }) {
  return <li class={alarm ? 'alarm' : lit ? 'lit' : ''}>{text}</li>;
}
