import type { Placement } from '@masque/config/look';
import { t } from '../text/language.ts';
import { Slider } from './slider.tsx';
import { Switch } from './switch.tsx';

const degrees = (value: number): string => t('degrees', { n: Math.round(value) });

/** Position, size, rotation and flip. */
export function PlacementSliders({
  placement,
  onChange,
}: {
  placement: Placement;
  onChange: (change: Partial<Placement>, gesture?: string) => unknown;
}) {
  return (
    <div class="pairs">
      <Slider label={t('positionX')} min={-1} max={1} value={placement.x} onMove={(x, gesture) => onChange({ x }, gesture)} />
      <Slider label={t('positionY')} min={-1} max={1} value={placement.y} onMove={(y, gesture) => onChange({ y }, gesture)} />
      <Slider label={t('size')} min={0.2} max={4} value={placement.size} onMove={(size, gesture) => onChange({ size }, gesture)} />
      <Slider
        label={t('rotation')}
        min={-180}
        max={180}
        step={1}
        format={degrees}
        value={placement.rotation}
        onMove={(rotation, gesture) => onChange({ rotation }, gesture)}
      />
      <Switch label={t('flip')} on={placement.flip} onSet={(flip) => onChange({ flip })} />
    </div>
  );
}
