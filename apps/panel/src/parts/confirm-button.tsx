import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Milliseconds in which the second press must follow. */
const PATIENCE = 4000;

/** A button that asks once more before it acts. */
export function ConfirmButton({
  label,
  question,
  disabled = false,
  onConfirm,
}: {
  label: string;
  question: string;
  disabled?: boolean;
  onConfirm: () => unknown;
}) {
  const asking = useSignal(false);
  useEffect(() => {
    if (!asking.value) return;
    const timer = setTimeout(() => (asking.value = false), PATIENCE);
    return () => clearTimeout(timer);
  }, [asking.value]);
  return (
    <button
      type="button"
      class={asking.value ? 'asking' : ''}
      disabled={disabled}
      onBlur={() => (asking.value = false)}
      onClick={() => {
        if (asking.value) void onConfirm();
        asking.value = !asking.value;
      }}
    >
      {asking.value ? question : label}
    </button>
  );
}
