import { t } from '../text/language.ts';
import type { TriggerSources } from './trigger-sources.ts';

/** Gamepads and MIDI, as far as the browser lets this page have them. */
export function InputsSection({ sources }: { sources: TriggerSources }) {
  const midi = sources.midi.value;
  return (
    <section aria-labelledby="inputs">
      <h2 id="inputs">{t('gamepadMidi')}</h2>
      <p>
        {t('gamepadsSeen', { n: sources.gamepads.value })} <small>{t('gamepadHint')}</small>
      </p>
      {midi === 'on' && <p>{t('midiOn', { n: sources.midiInputs.value })}</p>}
      {(midi === 'off' || midi === 'asking') && (
        <div class="row">
          <button type="button" disabled={midi === 'asking'} onClick={() => void sources.allowMidi()}>
            {t('midiAllow')}
          </button>
          <small>{t('midiHint')}</small>
        </div>
      )}
      {midi === 'refused' && (
        <p class="warning" role="alert">
          {t('midiRefused')}
        </p>
      )}
      {midi === 'unsupported' && <p class="hint">{t('midiUnsupported')}</p>}
    </section>
  );
}
