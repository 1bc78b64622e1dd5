import { t } from '../text/language.ts';

/** Why an overlay in OBS may stay empty, and what to do. */
export function Pitfalls() {
  return (
    <details>
      <summary>{t('pitfalls')}</summary>
      <ul class="pitfalls">
        <li>
          {t('pitfallOrder')}{' '}
          <a href="/api/waiting-page" download="masque-overlay.html">
            {t('waitingPage')}
          </a>
        </li>
        <li>{t('pitfallShutdown')}</li>
        <li>{t('pitfallEfficiency')}</li>
      </ul>
    </details>
  );
}
