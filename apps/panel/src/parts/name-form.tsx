import { t } from '../text/language.ts';

/** A name while it is being changed: Enter and leaving the field keep it, Escape does not. */
export function NameForm({ name, onName, onCancel }: { name: string; onName: (name: string) => void; onCancel: () => void }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onName(String(new FormData(event.currentTarget).get('name')));
      }}
    >
      <input
        name="name"
        aria-label={t('name')}
        defaultValue={name}
        maxLength={80}
        ref={(input) => input?.focus()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
        onBlur={(event) => onName(event.currentTarget.value)}
      />
    </form>
  );
}
