import { profileOf, type Settings } from '@masque/config/settings';
import type { PanelLink } from '../link.ts';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';

/** Whether the camera has settings of its own, and which others have. */
export function CameraSection({ link, settings, camera }: { link: PanelLink; settings: Settings; camera: string | undefined }) {
  const others = Object.keys(settings.cameras).filter((name) => name !== camera);
  if (!camera && others.length === 0) return null;
  return (
    <section aria-labelledby="camera-profile">
      <h2 id="camera-profile">{t('camera')}</h2>
      {camera && (
        <Switch
          label={t('ownForCamera', { name: camera })}
          hint={t('ownForCameraHint')}
          on={profileOf(settings, camera) !== null}
          onSet={(own) => link.command('camera.change', { camera, change: own ? {} : null })}
        />
      )}
      {others.length > 0 && (
        <ul class="cameras">
          {others.map((name) => (
            <li key={name}>
              {name} <small>{t('hasOwn')}</small>
              <button
                type="button"
                class="quiet"
                aria-label={`${t('forgetCamera')}: ${name}`}
                onClick={() => void link.command('camera.change', { camera: name, change: null })}
              >
                {t('forgetCamera')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
