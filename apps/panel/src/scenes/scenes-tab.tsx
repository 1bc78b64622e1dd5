import type { RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { CopyAddress } from '../parts/copy-address.tsx';
import { Pitfalls } from '../parts/pitfalls.tsx';
import { t } from '../text/language.ts';
import { ObsSection } from './obs-section.tsx';
import { Outputs } from './outputs.tsx';
import { RuleRow } from './rule-row.tsx';
import { SceneButtons } from './scene-buttons.tsx';

/** The link to OBS, its scenes, and what they do. */
export function ScenesTab({ link, state }: { link: PanelLink; state: RelayState }) {
  const { obs, settings } = state;
  const added = useSignal('');
  const online = obs.link === 'online';
  const ruled = settings.scenes.rules.filter(({ slot }) => slot === DEFAULT_SLOT).map(({ scene }) => scene);
  const scenes = [...new Set([...obs.scenes, ...ruled])];
  return (
    <>
      <ObsSection link={link} state={state} />
      {online && (
        <section aria-labelledby="switch">
          <h2 id="switch">{t('switchScenes')}</h2>
          <SceneButtons link={link} obs={obs} />
          <Outputs link={link} obs={obs} />
        </section>
      )}
      <section aria-labelledby="rules">
        <h2 id="rules">{t('sceneList')}</h2>
        <p class="said" role="status">
          {added.value && t('addedToScene', { name: added.value })}
        </p>
        {scenes.length === 0 && <p class="hint">{t('noScenes')}</p>}
        <ul class="scenes">
          {scenes.map((scene) => (
            <RuleRow key={scene} link={link} state={state} scene={scene} onAdded={(name) => (added.value = name)} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="source">
        <h2 id="source">{t('overlayAddress')}</h2>
        <CopyAddress label={t('overlayAddress')} url={`${location.origin}/overlay`} />
        <Pitfalls />
      </section>
    </>
  );
}
