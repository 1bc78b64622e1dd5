import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';

export interface SliderProps {
  label: string;
  hint?: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  disabled?: boolean;
  /** How a value is written; per cent otherwise. */
  format?: (value: number) => string;
  /** @param gesture the same text for all values of one drag */
  onMove: (value: number, gesture: string) => unknown;
}

const percent = (value: number): string => `${Math.round(value * 100)}%`;

export function Slider({ label, hint, value, min = 0, max, step = 0.01, disabled = false, format = percent, onMove }: SliderProps) {
  // What the hand holds goes before what the relay last said, which may still be on its way.
  const held = useSignal<number | null>(null);
  const gesture = useRef('');
  const id = useId();
  const shown = held.value ?? value;
  // What can go both ways is filled from its middle.
  const origin = Math.max(min, Math.min(max, 0));
  const share = (at: number): string => `${(100 * (at - min)) / (max - min)}%`;

  async function move(to: number): Promise<void> {
    gesture.current ||= `${id}-${Date.now()}`;
    held.value = to;
    await onMove(to, gesture.current);
    if (held.value === to) held.value = null;
  }

  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{format(shown)}</output>
      <input
        type="range"
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-valuetext={format(shown)}
        min={min}
        max={max}
        step={step}
        value={shown}
        disabled={disabled}
        style={{ '--from': share(Math.min(origin, shown)), '--to': share(Math.max(origin, shown)) }}
        onInput={(event) => void move(event.currentTarget.valueAsNumber)}
        onChange={() => {
          gesture.current = '';
        }}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}
