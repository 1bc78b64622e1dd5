import type { ObsState } from '@masque/config/obs-state';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';

/** Switches OBS' scenes; in studio mode through the preview. */
export function SceneButtons({ link, obs }: { link: PanelLink; obs: ObsState }) {
  const studio = obs.preview !== null;
  return (
    <>
      <ul class="scene-buttons">
        {obs.scenes.map((scene) => (
          <li key={scene}>
            <button
              type="button"
              class={scene === obs.program ? 'program' : ''}
              aria-pressed={scene === (studio ? obs.preview : obs.program)}
              onClick={() => void link.command('obs.scene', { scene })}
            >
              <span>{scene}</span>
              {scene === obs.program && <small>{t('onAir')}</small>}
              {scene === obs.preview && scene !== obs.program && <small>{t('preset')}</small>}
            </button>
          </li>
        ))}
      </ul>
      {studio && (
        <div class="row">
          <button
            type="button"
            class="primary"
            disabled={obs.preview === obs.program}
            onClick={() => void link.command('obs.transition', {})}
          >
            {t('transition')}
          </button>
          <small>{t('studioHint')}</small>
        </div>
      )}
    </>
  );
}
