import type { ObsState } from '@masque/config/obs-state';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { t } from '../text/language.ts';

/** Makes the browser source in a scene that is chosen here. */
export function AddToScene({ link, obs }: { link: PanelLink; obs: ObsState }) {
  const chosen = useSignal<string | null>(null);
  const scene = obs.scenes.find((name) => name === chosen.value) ?? obs.program ?? obs.scenes[0];
  return (
    <>
      <select aria-label={t('toScene')} value={scene} onChange={(event) => (chosen.value = event.currentTarget.value)}>
        {obs.scenes.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="primary"
        disabled={scene === undefined}
        onClick={() => scene && void link.command('obs.add-source', { scene, slot: DEFAULT_SLOT })}
      >
        {t('addToScene')}
      </button>
    </>
  );
}
