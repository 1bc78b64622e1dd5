import { t } from '../text/language.ts';

/** Asks for pictures and archives. */
export function FileButton({ onFiles }: { onFiles: (files: readonly File[]) => unknown }) {
  return (
    <label class="button file">
      {t('choose')}
      <input
        type="file"
        accept="image/*,.masque,.zip"
        multiple
        onChange={(event) => {
          void onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
