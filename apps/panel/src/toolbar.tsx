import type { RelayState } from '@masque/config/messages';
import type { PanelLink } from './link.ts';
import { THEMES, type Theme, theme } from './parts/theme.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language, language, t } from './text/language.ts';
import type { TextKey } from './text/texts.ts';

const THEME_TEXTS: Record<Theme, TextKey> = { auto: 'themeAuto', dark: 'themeDark', light: 'themeLight' };

/** Back and forth in the history of changes. */
export function UndoButtons({ link, history }: { link: PanelLink; history: RelayState['history'] | undefined }) {
  return (
    <div class="undo">
      <button type="button" disabled={!history?.undo} title="Ctrl+Z" onClick={() => void link.command('history.undo', {})}>
        {t('undo')}
      </button>
      <button type="button" disabled={!history?.redo} title="Ctrl+Shift+Z" onClick={() => void link.command('history.redo', {})}>
        {t('redo')}
      </button>
    </div>
  );
}

/** What this browser keeps for itself: language and appearance. */
export function Preferences() {
  return (
    <footer>
      <label>
        {t('language')}
        <select value={language.value} onChange={(event) => (language.value = event.currentTarget.value as Language)}>
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {LANGUAGE_NAMES[code]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('theme')}
        <select value={theme.value} onChange={(event) => (theme.value = event.currentTarget.value as Theme)}>
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {t(THEME_TEXTS[name])}
            </option>
          ))}
        </select>
      </label>
    </footer>
  );
}
