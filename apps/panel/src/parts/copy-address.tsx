import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../text/language.ts';

/** Milliseconds that "Copied" stays. */
const COPIED = 1500;

/** An address to take elsewhere. */
export function CopyAddress({ label, url }: { label: string; url: string }) {
  const copied = useSignal(false);
  useEffect(() => {
    if (!copied.value) return;
    const timer = setTimeout(() => (copied.value = false), COPIED);
    return () => clearTimeout(timer);
  }, [copied.value]);
  return (
    <div class="row">
      <input class="mono" readOnly value={url} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <button
        type="button"
        aria-label={`${t('copy')}: ${label}`}
        onClick={() => void navigator.clipboard.writeText(url).then(() => (copied.value = true))}
      >
        <span aria-live="polite">{t(copied.value ? 'copied' : 'copy')}</span>
      </button>
    </div>
  );
}
