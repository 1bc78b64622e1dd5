import type { HandPose } from '@masque/config/preview';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Slider } from '../parts/slider.tsx';
import { Switch } from '../parts/switch.tsx';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';

const REST: HandPose = { yaw: 0, pitch: 0, roll: 0, blink: 0, jaw: 0, smile: 0, brows: 0, gazeX: 0, gazeY: 0 };
const ANGLES = ['yaw', 'pitch', 'roll'] as const;
const SHAPES = ['blink', 'jaw', 'smile', 'brows'] as const;
const GAZES = ['gazeX', 'gazeY'] as const;
/** Eye widths. */
const MOST_GAZE = 0.25;

const degrees = (value: number): string => t('degrees', { n: Math.round(value) });

/** Sliders that drive the preview. */
export function HandSection({ preview }: { preview: PreviewLink }) {
  const pose = useSignal<HandPose | null>(null);
  const set = (next: HandPose | null): void => {
    pose.value = next;
    preview.pose(next);
  };
  // Whoever leaves lets go.
  useEffect(() => () => preview.pose(null), [preview]);
  const { value } = pose;
  return (
    <section aria-labelledby="hand">
      <h2 id="hand">{t('still')}</h2>
      <Switch label={t('handOn')} hint={t('stillHint')} on={value !== null} onSet={(on) => set(on ? REST : null)} />
      {value && (
        <div class="pairs">
          {ANGLES.map((key) => (
            <Slider
              key={key}
              label={t(key)}
              min={-30}
              max={30}
              step={1}
              format={degrees}
              value={value[key]}
              onMove={(v) => set({ ...value, [key]: v })}
            />
          ))}
          {SHAPES.map((key) => (
            <Slider key={key} label={t(key)} max={1} value={value[key]} onMove={(v) => set({ ...value, [key]: v })} />
          ))}
          {GAZES.map((key) => (
            <Slider
              key={key}
              label={t(key)}
              min={-MOST_GAZE}
              max={MOST_GAZE}
              value={value[key]}
              onMove={(v) => set({ ...value, [key]: v })}
            />
          ))}
        </div>
      )}
    </section>
  );
}
