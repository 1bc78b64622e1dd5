import type { RelayState } from '@masque/config/messages';
import { type CameraChange, DEFAULT_SETTINGS, profileOf, type SettingsChange, settingsUnder } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { PanelLink } from '../link.ts';
import type { Figures } from '../live/figures.ts';
import { Slider } from '../parts/slider.tsx';
import { Switch } from '../parts/switch.tsx';
import type { PreviewLink } from '../preview.ts';
import { TakesSection } from '../takes/takes-section.tsx';
import { t } from '../text/language.ts';
import { VoiceSection } from '../voice/voice-section.tsx';
import { CameraSection } from './camera-section.tsx';
import { HandSection } from './hand-section.tsx';
import { SignalsSection } from './signals-section.tsx';

const degrees = (value: number): string => t('degrees', { n: value.toFixed(1) });

/** How tracked motion becomes the avatar's. */
export function MotionTab({
  link,
  state,
  preview,
  figures,
}: {
  link: PanelLink;
  state: RelayState;
  preview: PreviewLink;
  figures: Figures;
}) {
  const camera = state.cameras[DEFAULT_SLOT];
  const { tracking, motion } = settingsUnder(state.settings, camera);
  const own = profileOf(state.settings, camera) !== null;
  const change = (settings: SettingsChange, gesture?: string) => link.command('settings.change', { ...settings, gesture });
  /** For the camera alone, where it has settings of its own. */
  const tune = (settings: CameraChange, gesture?: string) =>
    own && camera ? link.command('camera.change', { camera, change: settings, gesture }) : change(settings, gesture);
  const reset = (settings: CameraChange) => (
    <button type="button" class="quiet" onClick={() => void tune(settings)}>
      {t('reset')}
    </button>
  );
  const { motion: m, tracking: tr } = DEFAULT_SETTINGS;
  return (
    <>
      <CameraSection link={link} settings={state.settings} camera={camera} />
      <section aria-labelledby="calm">
        <div class="heading">
          <h2 id="calm">{t('calm')}</h2>
          {reset({
            tracking: { stability: tr.stability, detectionThreshold: tr.detectionThreshold },
            motion: { strength: m.strength, deadzone: m.deadzone },
          })}
        </div>
        <Slider
          label={t('stability')}
          hint={t('stabilityHint')}
          max={1}
          value={tracking.stability}
          onMove={(stability, gesture) => tune({ tracking: { stability } }, gesture)}
        />
        <Slider
          label={t('strength')}
          hint={t('strengthHint')}
          max={2}
          value={motion.strength}
          onMove={(strength, gesture) => tune({ motion: { strength } }, gesture)}
        />
        <Slider
          label={t('deadzone')}
          max={10}
          step={0.1}
          format={degrees}
          value={motion.deadzone}
          onMove={(deadzone, gesture) => tune({ motion: { deadzone } }, gesture)}
        />
        <Slider
          label={t('threshold')}
          hint={t('thresholdHint')}
          max={1}
          value={tracking.detectionThreshold}
          onMove={(detectionThreshold, gesture) => tune({ tracking: { detectionThreshold } }, gesture)}
        />
        <Slider
          label={t('maxFaces')}
          hint={t('maxFacesHint')}
          min={1}
          max={4}
          step={1}
          format={String}
          value={tracking.maxFaces}
          onMove={(maxFaces, gesture) => change({ tracking: { maxFaces } }, gesture)}
        />
        <Slider
          label={t('sleepAfter')}
          hint={t('sleepAfterHint')}
          max={30}
          step={1}
          format={(minutes) => (minutes === 0 ? t('never') : t('minutes', { n: minutes }))}
          value={motion.sleepAfter}
          onMove={(sleepAfter, gesture) => change({ motion: { sleepAfter } }, gesture)}
        />
        <Switch label={t('demo')} on={motion.demo} onSet={(demo) => change({ motion: { demo } })} />
      </section>
      <section aria-labelledby="neutral">
        <h2 id="neutral">{t('neutral')}</h2>
        <p class="hint">{t('calibrateHint')}</p>
        <div class="row">
          {(['calibrate', 'recentre'] as const).map((what) => (
            <button
              key={what}
              type="button"
              onClick={() => void link.command('tracker.order', { slot: DEFAULT_SLOT, order: { do: what } })}
            >
              {t(what)}
            </button>
          ))}
        </div>
      </section>
      <VoiceSection
        settings={state.settings}
        report={figures.voice}
        tracked={(state.presence[DEFAULT_SLOT]?.track ?? 0) > 0}
        onChange={change}
      />
      <SignalsSection
        groups={motion.groups}
        signals={preview.signals}
        onChange={(groups, gesture) => tune({ motion: { groups } }, gesture)}
      />
      <section aria-labelledby="eyes">
        <div class="heading">
          <h2 id="eyes">{t('eyes')}</h2>
          {reset({ motion: { eyesLinked: m.eyesLinked, blinkOpen: m.blinkOpen, blinkShut: m.blinkShut } })}
        </div>
        <Switch
          label={t('eyesLinked')}
          hint={t('eyesLinkedHint')}
          on={motion.eyesLinked}
          onSet={(eyesLinked) => tune({ motion: { eyesLinked } })}
        />
        <div class="pairs">
          <Slider
            label={t('blinkOpen')}
            max={0.45}
            value={motion.blinkOpen}
            onMove={(blinkOpen, gesture) => tune({ motion: { blinkOpen } }, gesture)}
          />
          <Slider
            label={t('blinkShut')}
            min={0.55}
            max={1}
            value={motion.blinkShut}
            onMove={(blinkShut, gesture) => tune({ motion: { blinkShut } }, gesture)}
          />
        </div>
      </section>
      <TakesSection link={link} state={state} preview={preview} />
      <HandSection preview={preview} />
    </>
  );
}
