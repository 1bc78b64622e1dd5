import { SIGNAL_GROUPS, type SignalGroup } from '@masque/config/look';
import { DEFAULT_TUNING, type Settings, type SettingsChange } from '@masque/config/settings';
import { Slider } from '../parts/slider.tsx';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

export const GROUP_TEXTS: Record<SignalGroup, TextKey> = {
  head: 'groupHead',
  body: 'groupBody',
  eyes: 'groupEyes',
  gaze: 'groupGaze',
  brows: 'groupBrows',
  mouth: 'groupMouth',
};

export interface SignalsSectionProps {
  groups: Settings['motion']['groups'];
  signals: PreviewLink['signals'];
  onChange: (groups: NonNullable<NonNullable<SettingsChange['motion']>['groups']>, gesture?: string) => unknown;
}

/** Sensitivity and range of every group, beside what comes in and what goes out. */
export function SignalsSection({ groups, signals, onChange }: SignalsSectionProps) {
  return (
    <section aria-labelledby="signals">
      <div class="heading">
        <h2 id="signals">{t('signals')}</h2>
        <small class="legend">
          <i class="in" /> {t('meterIn')} <i class="out" /> {t('meterOut')}
        </small>
      </div>
      <ul class="signals">
        {SIGNAL_GROUPS.map((group) => (
          <li key={group}>
            <div class="heading">
              <h3>{t(GROUP_TEXTS[group])}</h3>
              <Meters group={group} signals={signals} />
              <button
                type="button"
                class="quiet"
                aria-label={`${t('reset')}: ${t(GROUP_TEXTS[group])}`}
                onClick={() => void onChange({ [group]: DEFAULT_TUNING })}
              >
                {t('reset')}
              </button>
            </div>
            <div class="pairs">
              <Slider
                label={t('sensitivity')}
                max={3}
                value={groups[group].sensitivity}
                onMove={(sensitivity, gesture) => onChange({ [group]: { sensitivity } }, gesture)}
              />
              <Slider
                label={t('range')}
                min={0.1}
                max={1}
                value={groups[group].range}
                onMove={(range, gesture) => onChange({ [group]: { range } }, gesture)}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Meters({ group, signals }: { group: SignalGroup; signals: PreviewLink['signals'] }) {
  const levels = signals.value;
  return (
    <span class="meters" aria-hidden="true">
      <i class="in" style={{ '--level': levels?.tracked[group] ?? 0 }} />
      <i class="out" style={{ '--level': levels?.tuned[group] ?? 0 }} />
    </span>
  );
}
