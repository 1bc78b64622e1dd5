import type { Paired, PairedScope } from '@masque/config/device';
import type { Problem } from '@masque/config/refusal';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { askRelay } from '../devices/ask-relay.ts';
import { problemText, t } from '../text/language.ts';

const HOMES: Record<PairedScope, string> = { pad: '/pad', panel: '/panel', tracker: '/tracker', overlay: '/overlay' };

/** Lets this device in by the code of the panel, which the QR code brings along; then goes to where it belongs. */
export function PairPage() {
  const code = useSignal(location.hash.slice(1));
  const name = useSignal(ownName());
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);

  async function pair(): Promise<void> {
    busy.value = true;
    problem.value = null;
    try {
      const { scope } = await askRelay<Paired>('/api/pair', { code: code.value, name: name.value });
      location.replace(HOMES[scope]);
    } catch (error) {
      // A browser source opens its address with the old code again and again: once paired is enough.
      if (await goHome()) return;
      problem.value = error as Problem;
      busy.value = false;
    }
  }
  useEffect(() => {
    if (code.value) void pair();
    else void goHome();
  }, []);

  return (
    <main class="pair">
      <h1>{t('pairTitle')}</h1>
      <p class="hint">{t('pairHint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void pair();
        }}
      >
        <label>
          {t('pairingCode')}
          <input
            class="mono"
            required
            autocomplete="off"
            autocapitalize="characters"
            maxLength={16}
            value={code.value}
            onInput={(event) => (code.value = event.currentTarget.value)}
          />
        </label>
        <label>
          {t('pairName')}
          <input required maxLength={60} value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
        </label>
        <button type="submit" class="primary" disabled={busy.value}>
          {t(busy.value ? 'pairing' : 'pairNow')}
        </button>
      </form>
      <div role="alert">{problem.value && <p class="warning">{problemText(problem.value)}</p>}</div>
    </main>
  );
}

/** Whether this device was let in before; then it goes where it belongs. */
async function goHome(): Promise<boolean> {
  const response = await fetch('/api/pair').catch(() => null);
  if (!response?.ok) return false;
  const { scope } = (await response.json()) as Paired;
  location.replace(HOMES[scope]);
  return true;
}

function ownName(): string {
  const [system = t('thisDevice')] = /iPhone|iPad|Android|Windows|Macintosh|OBS|Linux/.exec(navigator.userAgent) ?? [];
  return system === 'Macintosh' ? 'Mac' : system;
}
