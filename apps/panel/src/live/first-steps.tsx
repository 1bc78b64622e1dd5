import { liveAvatar, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { type Signal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AvatarAdder } from '../avatars/avatar-adder.ts';
import type { PanelLink } from '../link.ts';
import { CopyAddress } from '../parts/copy-address.tsx';
import { FileButton } from '../parts/file-button.tsx';
import { kept } from '../parts/kept.ts';
import { Pitfalls } from '../parts/pitfalls.tsx';
import { AddToScene } from '../scenes/add-to-scene.tsx';
import { t } from '../text/language.ts';
import type { Figures } from './figures.ts';

/** What the user has settled without doing it. */
const hidden = keptFlag('first-steps');
const pictureKept = keptFlag('first-picture');
const cameraless = keptFlag('first-camera');

function keptFlag(name: string): Signal<boolean> {
  return signal(kept.read(name, ['settled']) === 'settled');
}

function settle(name: string, flag: Signal<boolean>): void {
  flag.value = true;
  kept.write(name, 'settled');
}

export interface FirstStepsProps {
  link: PanelLink;
  state: RelayState;
  figures: Figures;
  adder: AvatarAdder;
  goTo: (tab: 'scenes') => void;
}

/** How far the user has come. */
function progressOf(state: RelayState, figures: Figures) {
  const { show = 0, track = 0 } = state.presence[DEFAULT_SLOT] ?? {};
  const tracker = track > 0 ? figures.tracker.value : null;
  const running = tracker?.state === 'running';
  return {
    picture: pictureKept.value || liveAvatar(state, DEFAULT_SLOT)?.source === 'user',
    camera: running || cameraless.value,
    rested: running ? tracker.neutral : cameraless.value,
    shown: show > 0,
    problem: tracker?.problem ?? '',
  };
}

/** Whether the first steps are to be shown: until they were all walked once, or are not wanted. */
export function useFirstSteps(state: RelayState, figures: Figures): boolean {
  const { camera, rested, shown } = progressOf(state, figures);
  const walked = camera && rested && shown;
  useEffect(() => {
    if (walked) settle('first-steps', hidden);
  }, [walked]);
  return !hidden.value && !walked;
}

/** The way from nothing to a moving avatar in OBS. */
export function FirstSteps({ link, state, figures, adder, goTo }: FirstStepsProps) {
  const { picture, camera, rested, shown, problem } = progressOf(state, figures);
  const live = liveAvatar(state, DEFAULT_SLOT);
  return (
    <section class="steps" aria-labelledby="first-steps">
      <div class="heading">
        <h2 id="first-steps">{t('firstSteps')}</h2>
        <button type="button" class="quiet" onClick={() => settle('first-steps', hidden)}>
          {t('hideSteps')}
        </button>
      </div>
      <ol>
        <Step done={picture} title={t('stepPicture')} hint={t('stepPictureHint', { name: live?.name ?? '' })}>
          <FileButton onFiles={adder.add} />
          {live && (
            <button type="button" class="quiet" onClick={() => settle('first-picture', pictureKept)}>
              {t('keepIt', { name: live.name })}
            </button>
          )}
        </Step>
        <Step done={camera} title={t('stepCamera')} hint={problem || t('stepCameraHint')}>
          <a class="button" href="/tracker" target="masque-tracker">
            {t('openTracker')}
          </a>
          <button type="button" class="quiet" onClick={() => settle('first-camera', cameraless)}>
            {t('withoutCamera')}
          </button>
        </Step>
        <Step done={rested} title={t('stepRest')} hint={t('stepRestHint')} />
        <Step done={shown} title={t('stepObs')} hint={t(state.obs.link === 'online' ? 'stepObsLinked' : 'stepObsHint')}>
          {state.obs.link === 'online' ? (
            <AddToScene link={link} obs={state.obs} />
          ) : (
            <>
              <CopyAddress label={t('overlayAddress')} url={`${location.origin}/overlay`} />
              <button type="button" onClick={() => goTo('scenes')}>
                {t('linkIt')}
              </button>
            </>
          )}
          <Pitfalls />
        </Step>
      </ol>
    </section>
  );
}

function Step({ done, title, hint, children }: { done: boolean; title: string; hint: string; children?: ComponentChildren }) {
  return (
    <li class={done ? 'done' : ''}>
      <div>
        <strong>{title}</strong>
        <small>{done ? t('done') : hint}</small>
      </div>
      {!done && children && <div class="row">{children}</div>}
    </li>
  );
}
