import { liveAvatar, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { signal } from '@preact/signals';
import { kept } from '../parts/kept.ts';
import { t } from '../text/language.ts';

const hidden = signal(kept.read('first-steps', ['hidden']) === 'hidden');

/** The way from nothing to a moving avatar in OBS; gone once it was walked, or when it is not wanted. */
export function FirstSteps({ state, goTo }: { state: RelayState; goTo: (tab: 'avatars' | 'scenes') => void }) {
  const { show = 0, track = 0 } = state.presence[DEFAULT_SLOT] ?? {};
  const own = liveAvatar(state, DEFAULT_SLOT)?.source === 'user';
  if (hidden.value || (track > 0 && show > 0)) return null;
  const hide = (): void => {
    hidden.value = true;
    kept.write('first-steps', 'hidden');
  };
  return (
    <section class="steps" aria-labelledby="first-steps">
      <div class="heading">
        <h2 id="first-steps">{t('firstSteps')}</h2>
        <button type="button" class="quiet" onClick={hide}>
          {t('hideSteps')}
        </button>
      </div>
      <ol>
        <Step done={own} title={t('stepPicture')} hint={t('stepPictureHint')}>
          <button type="button" onClick={() => goTo('avatars')}>
            {t('choose')}
          </button>
        </Step>
        <Step done={track > 0} title={t('stepCamera')} hint={t('stepCameraHint')}>
          <a class="button" href="/tracker" target="masque-tracker">
            {t('openTracker')}
          </a>
        </Step>
        <Step done={show > 0} title={t('stepObs')} hint={t('stepObsHint')}>
          <button type="button" onClick={() => goTo('scenes')}>
            {t('goThere')}
          </button>
        </Step>
      </ol>
    </section>
  );
}

function Step({ done, title, hint, children }: { done: boolean; title: string; hint: string; children: preact.ComponentChildren }) {
  return (
    <li class={done ? 'done' : ''}>
      <div>
        <strong>{title}</strong>
        {done ? <small>{t('done')}</small> : <small>{hint}</small>}
      </div>
      {!done && children}
    </li>
  );
}
