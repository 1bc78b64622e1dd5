import type { VoiceProblem, VoiceReport } from '@masque/config/reports';
import type { Settings, SettingsChange } from '@masque/config/settings';
import { DEFAULT_VOICE, MOUTH_SOURCES, type MouthSource } from '@masque/config/voice';
import type { ReadonlySignal } from '@preact/signals';
import { Slider } from '../parts/slider.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';
import { VoiceMeter } from './voice-meter.tsx';

const SOURCE_TEXTS: Record<MouthSource, TextKey> = { camera: 'mouthCamera', voice: 'mouthVoice', both: 'mouthBoth' };

const PROBLEM_TEXTS: Record<VoiceProblem, TextKey> = {
  blocked: 'micBlocked',
  missing: 'micMissing',
  busy: 'micBusy',
  unplugged: 'micUnplugged',
  insecure: 'micInsecure',
  asleep: 'micAsleep',
  silent: 'micSilent',
  clipped: 'micClipped',
  failed: 'micFailed',
};

const decibels = (n: number): string => t('decibels', { n: Math.round(n) });
const milliseconds = (n: number): string => t('milliseconds', { n: Math.round(n) });

export interface VoiceSectionProps {
  settings: Settings;
  /** What the tracker hears; null when it tells nothing. */
  report: ReadonlySignal<VoiceReport | null>;
  tracked: boolean;
  onChange: (change: SettingsChange, gesture?: string) => unknown;
}

/** Who moves the mouth, and how the microphone does. */
export function VoiceSection({ settings: { voice }, report, tracked, onChange }: VoiceSectionProps) {
  const { mouth, gain, gate, hold, attack } = voice;
  const set = (change: NonNullable<SettingsChange['voice']>, gesture?: string) => onChange({ voice: change }, gesture);
  const { gain: g, gate: q, hold: h, attack: a } = DEFAULT_VOICE;
  return (
    <section aria-labelledby="voice">
      <div class="heading">
        <h2 id="voice">{t('voice')}</h2>
        <button type="button" class="quiet" onClick={() => void set({ gain: g, gate: q, hold: h, attack: a })}>
          {t('reset')}
        </button>
      </div>
      <fieldset class="field">
        <legend>{t('mouthMovedBy')}</legend>
        <div class="row">
          {MOUTH_SOURCES.map((source) => (
            <button
              key={source}
              type="button"
              class="toggle"
              aria-pressed={mouth === source}
              title={source === 'both' ? t('mouthBothHint') : undefined}
              onClick={() => void set({ mouth: source })}
            >
              {t(SOURCE_TEXTS[source])}
            </button>
          ))}
        </div>
      </fieldset>
      <p class="hint">{t('voiceHint')}</p>
      {mouth !== 'camera' && !tracked && (
        <p>
          <a class="button" href="/tracker?camera=off" target="masque-tracker">
            {t('openVoiceTracker')}
          </a>
        </p>
      )}
      {mouth !== 'camera' && tracked && (
        <>
          <Microphones report={report} device={voice.device} onChoose={(device) => set({ device })} />
          <Problem report={report} />
          <VoiceMeter report={report} gate={gate} />
        </>
      )}
      {mouth !== 'camera' && (
        <div class="pairs">
          <Slider
            label={t('voiceGate')}
            hint={t('voiceGateHint')}
            min={-70}
            max={-10}
            step={1}
            format={decibels}
            value={gate}
            onMove={(to, gesture) => set({ gate: to }, gesture)}
          />
          <Slider
            label={t('voiceGain')}
            min={-20}
            max={30}
            step={1}
            format={decibels}
            value={gain}
            onMove={(to, gesture) => set({ gain: to }, gesture)}
          />
          <Slider
            label={t('voiceHold')}
            max={500}
            step={10}
            format={milliseconds}
            value={hold}
            onMove={(to, gesture) => set({ hold: to }, gesture)}
          />
          <Slider
            label={t('voiceAttack')}
            max={200}
            step={5}
            format={milliseconds}
            value={attack}
            onMove={(to, gesture) => set({ attack: to }, gesture)}
          />
        </div>
      )}
    </section>
  );
}

function Microphones({
  report,
  device,
  onChoose,
}: Pick<VoiceSectionProps, 'report'> & { device: string; onChoose: (to: string) => unknown }) {
  const names = report.value?.microphones ?? [];
  // One that is not plugged in stays chosen.
  const shown = device === '' || names.includes(device) ? names : [...names, device];
  return (
    <label class="field">
      {t('microphone')}
      <select value={device} onChange={(event) => void onChoose(event.currentTarget.value)}>
        <option value="">{t('anyMicrophone')}</option>
        {shown.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Problem({ report }: Pick<VoiceSectionProps, 'report'>) {
  const problem = report.value?.problem;
  return <div role="alert">{problem && <p class="warning">{t(PROBLEM_TEXTS[problem])}</p>}</div>;
}
