export interface SwitchProps {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onSet: (on: boolean) => unknown;
}

export function Switch({ label, hint, on, disabled = false, onSet }: SwitchProps) {
  return (
    <label class="switch">
      <input type="checkbox" checked={on} disabled={disabled} onChange={(event) => void onSet(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
