import type { RigPoints } from '@masque/config/rig-points';
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../text/language.ts';
import { HANDLES, type Handle } from './handles.ts';
import { movePoint, type Point, type Points } from './move-point.ts';
import { RigLines } from './rig-lines.tsx';

export interface RigViewProps {
  picture: string;
  rig: RigPoints;
  unsure: ReadonlySet<number>;
  mirrored: boolean;
  /** 1 shows the whole picture. */
  zoom: number;
  onZoom: (zoom: number) => void;
  /** A hand or a key moves points; `onLeave` when it lets go. */
  onMove: (points: Points) => void;
  onLeave: () => void;
}

export const MOST_ZOOM = 10;
/** At first, the face fills this share of the view. */
const FILL = 0.8;
const ARROWS: Readonly<Record<string, Readonly<Point>>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The picture with its points. It is moved by dragging it, and sized by the wheel with Ctrl. */
export function RigView({ picture, rig, unsure, mirrored, zoom, onZoom, onMove, onLeave }: RigViewProps) {
  const view = useRef<HTMLElement>(null);
  const room = useSignal({ width: 0, height: 0 });
  /** What is in the view's middle, as shares of the picture. */
  const middle = useRef<Point | null>(null);
  const pan = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  const whole = Math.min(room.value.width / rig.width, room.value.height / rig.height);
  const scale = whole * zoom;
  const [width, height] = [rig.width * scale, rig.height * scale];

  useEffect(() => {
    const element = view.current;
    if (!element) return;
    const measure = (): void => void (room.value = { width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [room]);

  useEffect(() => {
    if (whole === 0 || middle.current) return;
    const [xs, ys] = [0, 1].map((k) => rig.points.map((p) => p[k]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    middle.current = [(left + right) / 2 / rig.width, (top + bottom) / 2 / rig.height];
    const fill = FILL * Math.min(room.value.width / (right - left), room.value.height / (bottom - top));
    onZoom(Math.max(1, Math.min(MOST_ZOOM, fill / whole)));
  }, [whole, rig, room, onZoom]);

  useLayoutEffect(() => {
    const element = view.current;
    if (!element || !middle.current) return;
    element.scrollLeft = middle.current[0] * width - element.clientWidth / 2;
    element.scrollTop = middle.current[1] * height - element.clientHeight / 2;
  }, [width, height]);

  return (
    <figure
      ref={view}
      class="rig-view"
      aria-label={t('fitView')}
      onScroll={({ currentTarget: { scrollLeft, scrollTop, clientWidth, clientHeight } }) => {
        if (middle.current) middle.current = [(scrollLeft + clientWidth / 2) / width, (scrollTop + clientHeight / 2) / height];
      }}
      onWheel={(event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        onZoom(Math.max(1, Math.min(MOST_ZOOM, zoom * Math.exp(-event.deltaY / 400))));
      }}
      onPointerDown={(event) => {
        // Fingers scroll by themselves.
        if (event.pointerType !== 'mouse' || (event.target as Element).closest('button')) return;
        const { scrollLeft: left, scrollTop: top } = event.currentTarget;
        event.currentTarget.setPointerCapture(event.pointerId);
        pan.current = { x: event.clientX, y: event.clientY, left, top };
      }}
      onPointerMove={(event) => {
        if (!pan.current) return;
        event.currentTarget.scrollLeft = pan.current.left + pan.current.x - event.clientX;
        event.currentTarget.scrollTop = pan.current.top + pan.current.y - event.clientY;
      }}
      onPointerUp={() => (pan.current = null)}
      onPointerCancel={() => (pan.current = null)}
    >
      <div class="rig-picture" style={{ width: `${width}px`, height: `${height}px` }}>
        <img src={picture} alt="" draggable={false} />
        <RigLines rig={rig} />
        {scale > 0 &&
          HANDLES.map((handle) => (
            <Grip
              key={handle.point}
              handle={handle}
              rig={rig}
              scale={scale}
              unsure={unsure.has(handle.point)}
              onMove={(from, dx, dy) => onMove(movePoint(from, handle.point, dx, dy, mirrored))}
              onLeave={onLeave}
            />
          ))}
      </div>
    </figure>
  );
}

interface GripProps {
  handle: Handle;
  rig: RigPoints;
  /** CSS pixels a pixel of the picture. */
  scale: number;
  unsure: boolean;
  onMove: (from: Points, dx: number, dy: number) => void;
  onLeave: () => void;
}

/** Moves a point by dragging and by the arrow keys. */
function Grip({ handle: { point, feature, part, aside = 0 }, rig, scale, unsure, onMove, onLeave }: GripProps) {
  const drag = useRef<{ x: number; y: number; from: Points } | null>(null);
  const label = part ? t('rigHandle', { feature: t(feature), part: t(part) }) : t(feature);
  const [x, y] = rig.points[point];
  const leave = (): void => {
    if (drag.current) onLeave();
    drag.current = null;
  };
  return (
    <button
      type="button"
      class={`grip${unsure ? ' unsure' : ''}${aside < 0 ? ' above' : ''}${aside > 0 ? ' below' : ''}`}
      data-point={point}
      aria-label={unsure ? t('rigUnsure', { label }) : label}
      title={label}
      style={{ left: `${x * scale}px`, top: `${y * scale + aside}px` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY, from: rig.points };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        const [dx, dy] = [(event.clientX - drag.current.x) / scale, (event.clientY - drag.current.y) / scale];
        onMove(drag.current.from, dx, dy);
      }}
      onPointerUp={leave}
      onPointerCancel={leave}
      onKeyDown={(event) => {
        const step = ARROWS[event.key];
        if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        const size = event.shiftKey ? 10 : 1;
        onMove(rig.points, size * step[0], size * step[1]);
        onLeave();
      }}
    />
  );
}
