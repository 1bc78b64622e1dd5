import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Milliseconds that "Copied" stays. */
const COPIED = 1500;

/** Where to point OBS and the browser that tracks. */
export function Addresses() {
  return (
    <section aria-labelledby="addresses">
      <h2 id="addresses">Addresses</h2>
      <Address label="Overlay" hint="In OBS: Sources, +, Browser, paste this as URL." url={`${location.origin}/overlay`} />
      <Address label="Tracker" hint="Follows your face with the webcam; in Chrome or Edge." url={`${location.origin}/tracker`}>
        <a class="button primary" href="/tracker" target="masque-tracker">
          Open tracker
        </a>
      </Address>
    </section>
  );
}

function Address({ label, hint, url, children }: { label: string; hint: string; url: string; children?: preact.ComponentChildren }) {
  const copied = useSignal(false);
  useEffect(() => {
    if (!copied.value) return;
    const timer = setTimeout(() => (copied.value = false), COPIED);
    return () => clearTimeout(timer);
  }, [copied.value]);
  return (
    <div class="address">
      <h3>{label}</h3>
      <p>{hint}</p>
      <div class="row">
        <input
          readOnly
          value={url}
          aria-label={`Address of the ${label.toLowerCase()}`}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button
          type="button"
          aria-label={`Copy the ${label.toLowerCase()} address`}
          onClick={() => void navigator.clipboard.writeText(url).then(() => (copied.value = true))}
        >
          <span aria-live="polite">{copied.value ? 'Copied' : 'Copy'}</span>
        </button>
        {children}
      </div>
    </div>
  );
}
