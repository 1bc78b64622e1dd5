import { t } from './text/language.ts';

export const TABS = ['live', 'avatars', 'expressions', 'motion', 'scenes', 'hotkeys', 'devices'] as const;
export type Tab = (typeof TABS)[number];

/** The panel's sections; arrow keys go along them. */
export function TabBar({ tab, onChoose }: { tab: Tab; onChoose: (tab: Tab) => void }) {
  function move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.indexOf(tab), End: TABS.length - 1 - TABS.indexOf(tab) }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    onChoose(next);
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label={t('tabs')} onKeyDown={move}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === tab}
          aria-controls="tab-panel"
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {t(name)}
        </button>
      ))}
    </div>
  );
}
