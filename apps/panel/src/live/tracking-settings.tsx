import type { Settings } from '@masque/config/settings';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PanelLink } from '../link.ts';

/** The few settings that people touch. */
export function TrackingSettings({ link, settings }: { link: PanelLink; settings: Settings }) {
  const { tracking, motion } = settings;
  return (
    <section aria-labelledby="tracking">
      <h2 id="tracking">Movement</h2>
      <Switch
        label="Mirror"
        hint="Lean left, and the picture leans left on screen."
        on={motion.mirror}
        onSet={(mirror) => link.command('settings.change', { motion: { mirror } })}
      />
      <Switch
        label="Demo"
        hint="Until a tracker is there for the first time, the avatar shows what it can do. Off: it breathes and blinks."
        on={motion.demo}
        onSet={(demo) => link.command('settings.change', { motion: { demo } })}
      />
      <Slider
        label="Strength"
        hint="How much of your movement the picture makes."
        value={motion.strength}
        max={2}
        onMove={(strength) => link.command('settings.change', { motion: { strength } })}
      />
      <Slider
        label="Stability"
        hint="Higher is calmer, lower is quicker."
        value={tracking.stability}
        max={1}
        onMove={(stability) => link.command('settings.change', { tracking: { stability } })}
      />
      <Slider
        label="Detection threshold"
        hint="How sure the tracker must be before it takes something for your face."
        value={tracking.detectionThreshold}
        max={1}
        onMove={(detectionThreshold) => link.command('settings.change', { tracking: { detectionThreshold } })}
      />
    </section>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  on: boolean;
  onSet: (on: boolean) => Promise<void>;
}

function Switch({ label, hint, on, onSet }: SwitchProps) {
  return (
    <label class="switch">
      <input type="checkbox" checked={on} onChange={(event) => void onSet(event.currentTarget.checked)} />
      <span>
        {label} <small>{hint}</small>
      </span>
    </label>
  );
}

interface SliderProps {
  label: string;
  hint: string;
  value: number;
  max: number;
  onMove: (value: number) => Promise<void>;
}

function Slider({ label, hint, value, max, onMove }: SliderProps) {
  // What the hand holds goes before what the relay last said, which may still be on its way.
  const held = useSignal<number | null>(null);
  const shown = held.value ?? value;
  async function move(to: number): Promise<void> {
    held.value = to;
    await onMove(to);
    if (held.value === to) held.value = null;
  }
  const id = useId();
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{Math.round(shown * 100)}%</output>
      <input
        type="range"
        id={id}
        aria-describedby={`${id}-hint`}
        min={0}
        max={max}
        step={0.05}
        value={shown}
        onInput={(event) => void move(event.currentTarget.valueAsNumber)}
      />
      <small id={`${id}-hint`}>{hint}</small>
    </div>
  );
}
