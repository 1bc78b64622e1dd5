import type { Placement } from '@masque/config/look';
import { useRef } from 'preact/hooks';
import type { PreviewLink } from './preview.ts';
import { t } from './text/language.ts';

export interface PreviewFrameProps {
  preview: PreviewLink;
  name: string | undefined;
  /** The placement that can be dragged and sized here; null where it cannot. */
  placement: Placement | null;
  onPlace: (change: Partial<Placement>, gesture: string) => unknown;
}

/** What the overlay shows, on a chequered ground where it is transparent. */
export function PreviewFrame({ preview, name, placement, onPlace }: PreviewFrameProps) {
  return (
    <figure class="preview">
      <iframe ref={preview.attach} src="/overlay?role=preview" title={t('preview')} tabIndex={-1} />
      {placement && <Handle placement={placement} onPlace={onPlace} />}
      <figcaption>{name ?? t('noAvatar')}</figcaption>
    </figure>
  );
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Moves by dragging and sizes by the wheel; sliders do the same for hands that do neither. */
function Handle({ placement, onPlace }: { placement: Placement; onPlace: PreviewFrameProps['onPlace'] }) {
  const drag = useRef<{ x: number; y: number; from: Placement; gesture: string } | null>(null);
  const wheel = useRef({ at: 0, gesture: '' });
  return (
    <div
      class="handle"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY, from: placement, gesture: `drag-${event.timeStamp}` };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        const { width, height } = event.currentTarget.getBoundingClientRect();
        const { x, y, from, gesture } = drag.current;
        onPlace({ x: clamp(from.x + (event.clientX - x) / width, -2, 2), y: clamp(from.y - (event.clientY - y) / height, -2, 2) }, gesture);
      }}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onWheel={(event) => {
        event.preventDefault();
        if (event.timeStamp - wheel.current.at > 700) wheel.current.gesture = `wheel-${event.timeStamp}`;
        wheel.current.at = event.timeStamp;
        onPlace({ size: clamp(placement.size * Math.exp(-event.deltaY / 900), 0.2, 4) }, wheel.current.gesture);
      }}
    />
  );
}
