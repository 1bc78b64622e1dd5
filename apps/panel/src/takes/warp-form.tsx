import type { TakeEntry } from '@masque/config/take';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';
import { addTake, fetchTake } from './take-api.ts';

/** Hz of the sound that is handed on: enough to tell when it is loud. */
const RATE = 16_000;

/** Makes a take that moves in another one's time, or with a sound. */
export function WarpForm({ link, preview, takes }: { link: PanelLink; preview: PreviewLink; takes: readonly TakeEntry[] }) {
  const from = useSignal('');
  const onto = useSignal('');
  const sound = useSignal<File | null>(null);
  const busy = useSignal(false);
  const refusal = useSignal('');
  const source = takes.find((take) => take.id === from.value) ?? takes[0];
  const others = takes.filter((take) => take !== source);
  const target = others.find((take) => take.id === onto.value);

  async function make(): Promise<void> {
    const what = target ?? sound.value;
    if (!what) return;
    busy.value = true;
    refusal.value = '';
    try {
      const track = 'seconds' in what ? await fetchTake(what.id) : await decode(what);
      const warped = await preview.warp(await fetchTake(source.id), track, t('warpedName', { name: source.name }).slice(0, 80));
      if (!warped) refusal.value = t('warpFailed', { name: source.name, reason: t('warpSilent') });
      else await addTake(link, JSON.stringify({ ...warped, created: Date.now() }));
    } catch {
      refusal.value = t('warpFailed', { name: source.name, reason: t('warpUnreadable') });
    } finally {
      busy.value = false;
    }
  }

  return (
    <details class="warp">
      <summary>{t('warpTake')}</summary>
      <p class="hint">{t('warpHint')}</p>
      <div class="fields">
        <label>
          {t('warpFrom')}
          <select value={source.id} onChange={(event) => (from.value = event.currentTarget.value)}>
            {takes.map((take) => (
              <option key={take.id} value={take.id}>
                {take.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('warpOnto')}
          <select value={target?.id ?? ''} onChange={(event) => (onto.value = event.currentTarget.value)}>
            <option value="">{t('warpAudio')}</option>
            {others.map((take) => (
              <option key={take.id} value={take.id}>
                {take.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {!target && (
        <p>
          <label class="button file">
            {t('warpChoose')}
            <input type="file" accept="audio/*" onChange={(event) => (sound.value = event.currentTarget.files?.[0] ?? null)} />
          </label>{' '}
          {sound.value?.name}
        </p>
      )}
      <p>
        <button type="button" disabled={busy.value || (!target && !sound.value)} onClick={() => void make()}>
          {t('warpNow')}
        </button>
      </p>
      <div role="alert">{refusal.value && <p class="warning">{refusal.value}</p>}</div>
    </details>
  );
}

async function decode(file: File): Promise<{ samples: Float32Array; rate: number }> {
  const context = new OfflineAudioContext(1, 1, RATE);
  const buffer = await context.decodeAudioData(await file.arrayBuffer());
  return { samples: buffer.getChannelData(0), rate: buffer.sampleRate };
}
