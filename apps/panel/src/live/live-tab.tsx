import type { RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { AvatarAdder } from '../avatars/avatar-adder.ts';
import type { PanelLink } from '../link.ts';
import { CopyAddress } from '../parts/copy-address.tsx';
import { Outputs } from '../scenes/outputs.tsx';
import { SceneButtons } from '../scenes/scene-buttons.tsx';
import { t } from '../text/language.ts';
import type { Figures } from './figures.ts';
import { FirstSteps, useFirstSteps } from './first-steps.tsx';
import { TrackerSection } from './tracker-section.tsx';

export interface LiveTabProps {
  link: PanelLink;
  state: RelayState;
  figures: Figures;
  adder: AvatarAdder;
  goTo: (tab: 'scenes') => void;
}

/** Everything that is touched while live. */
export function LiveTab({ link, state, figures, adder, goTo }: LiveTabProps) {
  const online = state.obs.link === 'online';
  const guided = useFirstSteps(state, figures);
  const tracked = (state.presence[DEFAULT_SLOT]?.track ?? 0) > 0;
  return (
    <>
      {guided && <FirstSteps link={link} state={state} figures={figures} adder={adder} goTo={goTo} />}
      {(tracked || !guided) && <TrackerSection link={link} figures={figures} />}
      <section aria-labelledby="live-scenes">
        <h2 id="live-scenes">{t('scenes')}</h2>
        {online ? (
          <>
            <SceneButtons link={link} obs={state.obs} />
            <Outputs link={link} obs={state.obs} />
          </>
        ) : (
          <p class="hint">{t('linkObsFirst')}</p>
        )}
      </section>
      {!guided && (
        <section aria-labelledby="addresses">
          <h2 id="addresses">{t('overlayAddress')}</h2>
          <CopyAddress label={t('overlayAddress')} url={`${location.origin}/overlay`} />
          <p class="hint">{t('overlayHint')}</p>
        </section>
      )}
    </>
  );
}
