import { OBS_OUTPUTS, type ObsOutputState, type ObsState } from '@masque/config/obs-state';
import type { PanelLink } from '../link.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

const STATE_TEXTS: Record<ObsOutputState, TextKey> = {
  off: 'outputOff',
  starting: 'outputStarting',
  on: 'outputOn',
  paused: 'outputPaused',
  stopping: 'outputStopping',
  unavailable: 'outputUnavailable',
};

/** Stream, recording and virtual camera: their state, and a start and stop that ask once more. */
export function Outputs({ link, obs }: { link: PanelLink; obs: ObsState }) {
  return (
    <ul class="outputs" aria-label={t('outputs')}>
      {OBS_OUTPUTS.map((output) => {
        const state = obs.outputs[output];
        const active = state === 'on' || state === 'paused';
        return (
          <li key={output} class={active ? 'active' : ''}>
            <span>{t(output)}</span>
            <span class="state">{t(STATE_TEXTS[state])}</span>
            <ConfirmButton
              label={t(active ? 'stop' : 'start')}
              question={t(active ? 'confirmStop' : 'confirmStart')}
              disabled={!active && state !== 'off'}
              onConfirm={() => link.command('obs.output', { output, on: !active })}
            />
          </li>
        );
      })}
    </ul>
  );
}
