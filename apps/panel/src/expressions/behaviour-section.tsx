import {
  EASINGS,
  type Easing,
  EXPRESSION_EFFECTS,
  EXPRESSION_MODES,
  EXPRESSION_REGIONS,
  type ExpressionEffect,
  type ExpressionMode,
  type ExpressionRegion,
  TRIGGER_SIGNALS,
  type TriggerSignal,
} from '@masque/config/expression';
import { Slider } from '../parts/slider.tsx';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';
import { EditorPart } from './editor-part.tsx';
import type { EditorProps } from './face-section.tsx';

const EFFECT_TEXTS: Record<ExpressionEffect, TextKey> = {
  blush: 'effectBlush',
  sparkle: 'effectSparkle',
  tear: 'effectTear',
  anger: 'effectAnger',
  sweat: 'effectSweat',
};
const MODE_TEXTS: Record<ExpressionMode, TextKey> = { hold: 'modeHold', toggle: 'modeToggle', timed: 'modeTimed' };
const EASING_TEXTS: Record<Easing, TextKey> = {
  linear: 'easingLinear',
  'ease-in': 'easingIn',
  'ease-out': 'easingOut',
  'ease-in-out': 'easingInOut',
};
const REGION_TEXTS: Record<ExpressionRegion, TextKey> = {
  eyes: 'regionEyes',
  brows: 'regionBrows',
  mouth: 'regionMouth',
  head: 'regionHead',
};
const SIGNAL_TEXTS: Record<TriggerSignal, TextKey> = {
  smile: 'signalSmile',
  frown: 'signalFrown',
  'mouth-open': 'signalMouthOpen',
  'brows-up': 'signalBrowsUp',
  'brows-down': 'signalBrowsDown',
  'eyes-shut': 'signalEyesShut',
  'cheeks-puffed': 'signalCheeksPuffed',
  tongue: 'signalTongue',
};

const secondsLong = (value: number): string => t('secondsLong', { n: value.toFixed(2).replace(/0$/, '') });
const FRESH_TRIGGER = { above: 0.6, seconds: 0.3 };

/** What is drawn on top of the face. */
export function EffectsSection({ expression, onChange }: EditorProps) {
  const { effects } = expression;
  return (
    <EditorPart title={t('expressionEffects')} open={EXPRESSION_EFFECTS.some((effect) => effects[effect] > 0)}>
      <div class="pairs">
        {EXPRESSION_EFFECTS.map((effect) => (
          <Slider
            key={effect}
            label={t(EFFECT_TEXTS[effect])}
            max={1}
            value={effects[effect]}
            onMove={(value, gesture) => onChange({ effects: { ...effects, [effect]: value } }, gesture)}
          />
        ))}
      </div>
    </EditorPart>
  );
}

/** How it comes and goes, over what, and what calls it. */
export function BehaviourSection({ expression, onChange }: EditorProps) {
  const { mode, seconds, fadeIn, fadeOut, easing, priority, tracking } = expression;
  return (
    <>
      <EditorPart title={t('behaviour')} open>
        <div class="pairs">
          <label class="field">
            {t('pressMode')}
            <select value={mode} onChange={(event) => void onChange({ mode: event.currentTarget.value as ExpressionMode })}>
              {EXPRESSION_MODES.map((name) => (
                <option key={name} value={name}>
                  {t(MODE_TEXTS[name])}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            {t('easing')}
            <select value={easing} onChange={(event) => void onChange({ easing: event.currentTarget.value as Easing })}>
              {EASINGS.map((name) => (
                <option key={name} value={name}>
                  {t(EASING_TEXTS[name])}
                </option>
              ))}
            </select>
          </label>
          {mode === 'timed' && (
            <Slider
              label={t('forSeconds')}
              min={0.1}
              max={10}
              step={0.1}
              format={secondsLong}
              value={seconds}
              onMove={(value, gesture) => onChange({ seconds: value }, gesture)}
            />
          )}
          {(['fadeIn', 'fadeOut'] as const).map((fade) => (
            <Slider
              key={fade}
              label={t(fade)}
              max={3}
              step={0.05}
              format={secondsLong}
              value={fade === 'fadeIn' ? fadeIn : fadeOut}
              onMove={(value, gesture) => onChange({ [fade]: value }, gesture)}
            />
          ))}
          <Slider
            label={t('priority')}
            hint={t('priorityHint')}
            max={9}
            step={1}
            format={String}
            value={priority}
            onMove={(value, gesture) => onChange({ priority: value }, gesture)}
          />
        </div>
      </EditorPart>
      <EditorPart title={t('showThrough')} open={false}>
        <p class="hint">{t('showThroughHint')}</p>
        <div class="switches">
          {EXPRESSION_REGIONS.map((region) => (
            <Switch
              key={region}
              label={t(REGION_TEXTS[region])}
              on={tracking[region]}
              onSet={(on) => onChange({ tracking: { ...tracking, [region]: on } })}
            />
          ))}
        </div>
      </EditorPart>
      <TriggerSection expression={expression} onChange={onChange} />
    </>
  );
}

function TriggerSection({ expression: { trigger }, onChange }: EditorProps) {
  return (
    <EditorPart title={t('trigger')} open={trigger !== null}>
      <p class="hint">{t('triggerHint')}</p>
      <div class="pairs">
        <label class="field">
          {t('triggerSignal')}
          <select
            value={trigger?.signal ?? ''}
            onChange={(event) => {
              const signal = event.currentTarget.value as TriggerSignal | '';
              void onChange({ trigger: signal ? { ...FRESH_TRIGGER, ...trigger, signal } : null });
            }}
          >
            <option value="">{t('triggerNone')}</option>
            {TRIGGER_SIGNALS.map((signal) => (
              <option key={signal} value={signal}>
                {t(SIGNAL_TEXTS[signal])}
              </option>
            ))}
          </select>
        </label>
        {trigger && (
          <>
            <Slider
              label={t('triggerAbove')}
              min={0.05}
              max={1}
              value={trigger.above}
              onMove={(above, gesture) => onChange({ trigger: { ...trigger, above } }, gesture)}
            />
            <Slider
              label={t('triggerSeconds')}
              max={3}
              step={0.05}
              format={secondsLong}
              value={trigger.seconds}
              onMove={(long, gesture) => onChange({ trigger: { ...trigger, seconds: long } }, gesture)}
            />
          </>
        )}
      </div>
    </EditorPart>
  );
}
