import type { RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Connection } from './link.ts';
import type { Figures } from './live/figures.ts';
import { OBS_LINK_TEXTS } from './scenes/obs-section.tsx';
import { t } from './text/language.ts';

type Light = 'good' | 'dim' | 'bad';

/** Which of the four parts are there, at a glance. */
export function Lamps({ connection, state, figures }: { connection: Connection; state: RelayState | null; figures: Figures }) {
  const online = connection === 'online';
  const { show = 0, track = 0 } = (online && state?.presence[DEFAULT_SLOT]) || {};
  const [trackerLight, trackerText] = track === 0 ? (['dim', t('notOpen')] as const) : trackerState(figures);
  const obs = state?.obs.link ?? 'off';
  return (
    <ul class="lamps" aria-live="polite">
      <Lamp
        label={t('lampMasque')}
        light={online ? 'good' : connection === 'connecting' ? 'dim' : 'bad'}
        text={t(online ? 'running' : connection === 'connecting' ? 'connecting' : 'away')}
      />
      <Lamp label={t('lampOverlay')} light={show > 0 ? 'good' : 'dim'} text={show > 0 ? t('overlaysOpen', { n: show }) : t('notOpen')} />
      <Lamp label={t('lampTracker')} light={online ? trackerLight : 'dim'} text={trackerText} />
      <Lamp
        label={t('lampObs')}
        light={!online || obs === 'off' ? 'dim' : obs === 'online' ? 'good' : obs === 'wrong-password' ? 'bad' : 'dim'}
        text={t(OBS_LINK_TEXTS[obs])}
      />
    </ul>
  );
}

function trackerState({ tracker, voice }: Figures): readonly [Light, string] {
  const report = tracker.value;
  const hears = voice.value?.microphone != null;
  if (hears && report?.state !== 'running') return ['good', t('voiceFollowed')];
  if (!report || report.state === 'starting') return ['dim', t('cameraStarting')];
  if (report.state === 'problem') return ['bad', t('cameraProblem')];
  if (report.state === 'stopped') return ['dim', t('cameraStopped')];
  return report.score > 0 ? ['good', t('faceFollowed')] : ['bad', t('noFace')];
}

function Lamp({ label, light, text }: { label: string; light: Light; text: string }) {
  return (
    <li class={light}>
      <b>{label}</b> <span>{text}</span>
    </li>
  );
}
