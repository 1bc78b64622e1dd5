import type { VoiceReport } from '@masque/config/reports';
import { LOUDEST, QUIETEST } from '@masque/config/voice';
import type { ReadonlySignal } from '@preact/signals';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

/** Vowels as they are written; other sounds by what the mouth does. */
const HEARD: Record<string, string> = { aa: 'A', E: 'E', I: 'I', O: 'O', U: 'U' };
const HEARD_TEXTS: Record<string, TextKey> = { PP: 'visemeShut', SS: 'visemeTeeth', nn: 'visemeNasal' };

const shareOf = (decibels: number): number => Math.max(0, Math.min(1, (decibels - QUIETEST) / (LOUDEST - QUIETEST)));

/** Loudness against the gate, and what mouth is heard. */
export function VoiceMeter({ report, gate }: { report: ReadonlySignal<VoiceReport | null>; gate: number }) {
  const heard = report.value;
  const level = heard?.level ?? QUIETEST;
  const viseme = heard?.viseme ?? '';
  return (
    <div class="voice-meter">
      <span>{t('voiceLevel')}</span>
      <i class={level > gate ? 'bar open' : 'bar'} aria-hidden="true" style={{ '--level': shareOf(level), '--gate': shareOf(gate) }} />
      <span>{t('voiceHeard')}</span>
      <div class="heard">
        <i class="mouth" aria-hidden="true" style={{ '--open': heard?.open ?? 0 }} />
        <output>{HEARD[viseme] ?? t(HEARD_TEXTS[viseme] ?? 'visemeNone')}</output>
        <small>{t('voiceTry')}</small>
      </div>
    </div>
  );
}
