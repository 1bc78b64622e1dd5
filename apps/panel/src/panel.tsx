import { type DamagedFile, liveAvatar, type RelayState } from '@masque/config/messages';
import { lookOf } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import type { AvatarAdder } from './avatars/avatar-adder.ts';
import { AvatarsTab } from './avatars/avatars-tab.tsx';
import { DevicesTab } from './devices/devices-tab.tsx';
import { ExpressionsTab } from './expressions/expressions-tab.tsx';
import { HotkeysTab } from './hotkeys/hotkeys-tab.tsx';
import type { TriggerSources } from './hotkeys/trigger-sources.ts';
import { Lamps } from './lamps.tsx';
import type { PanelLink } from './link.ts';
import type { Figures } from './live/figures.ts';
import { LiveDeck } from './live/live-deck.tsx';
import { LiveTab } from './live/live-tab.tsx';
import { MotionTab } from './motion/motion-tab.tsx';
import type { PreviewLink } from './preview.ts';
import { PreviewFrame } from './preview-frame.tsx';
import { ScenesTab } from './scenes/scenes-tab.tsx';
import { TABS, type Tab, TabBar } from './tab-bar.tsx';
import { problemText, t } from './text/language.ts';
import { Preferences, UndoButtons } from './toolbar.tsx';

export interface PanelProps {
  link: PanelLink;
  preview: PreviewLink;
  figures: Figures;
  adder: AvatarAdder;
  sources: TriggerSources;
  /** Whether files hang over the page. */
  dropping: { value: boolean };
}

/** The whole page. */
export function Panel({ link, preview, figures, adder, sources, dropping }: PanelProps) {
  const state = link.state.value;
  const connection = link.connection.value;
  const tab = useSignal<Tab>(TABS.find((name) => location.hash === `#${name}`) ?? 'live');
  const goTo = (next: Tab): void => {
    tab.value = next;
    history.replaceState(null, '', `#${next}`);
  };
  // What is added is seen where it is added.
  if (adder.progress.value && tab.value !== 'avatars') queueMicrotask(() => goTo('avatars'));
  const live = state ? liveAvatar(state, DEFAULT_SLOT) : undefined;
  const placement = state && live && tab.value === 'avatars' ? lookOf(state.settings, live.id).placement : null;
  return (
    <>
      <header>
        <h1>Masque</h1>
        <TabBar tab={tab.value} onChoose={goTo} />
        <UndoButtons link={link} history={state?.history} />
        <Lamps connection={connection} state={state} figures={figures} />
      </header>
      <Messages link={link} damaged={state?.damaged ?? []} />
      <main>
        <div class="stage">
          <PreviewFrame
            preview={preview}
            name={live?.name}
            placement={placement}
            onPlace={(change, gesture) => live && link.command('avatar.look', { avatar: live.id, change: { placement: change }, gesture })}
          />
          {state && tab.value === 'live' && <LiveDeck link={link} state={state} />}
        </div>
        <div class="tab" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab.value}`}>
          {state && (
            <Content
              tab={tab.value}
              state={state}
              link={link}
              preview={preview}
              figures={figures}
              adder={adder}
              sources={sources}
              goTo={goTo}
            />
          )}
        </div>
      </main>
      <Preferences />
      {dropping.value && <div class="dropping">{t('dropNow')}</div>}
    </>
  );
}

type ContentProps = Omit<PanelProps, 'dropping'> & { tab: Tab; state: RelayState; goTo: (tab: Tab) => void };

function Content({ tab, state, link, preview, figures, adder, sources, goTo }: ContentProps) {
  switch (tab) {
    case 'live':
      return <LiveTab link={link} state={state} figures={figures} adder={adder} goTo={goTo} />;
    case 'avatars':
      return <AvatarsTab link={link} state={state} preview={preview} adder={adder} />;
    case 'expressions':
      return <ExpressionsTab link={link} state={state} preview={preview} />;
    case 'motion':
      return <MotionTab link={link} state={state} preview={preview} figures={figures} />;
    case 'scenes':
      return <ScenesTab link={link} state={state} />;
    case 'hotkeys':
      return <HotkeysTab link={link} state={state} sources={sources} />;
    case 'devices':
      return <DevicesTab link={link} state={state} />;
  }
}

/** What must be known before anything else. */
function Messages({ link, damaged }: { link: PanelLink; damaged: readonly DamagedFile[] }) {
  const connection = link.connection.value;
  const refusal = link.refusal.value;
  return (
    <div class="messages">
      {connection === 'offline' && (
        <p class="warning" role="alert">
          {t('dockOnlyRelay')}
        </p>
      )}
      {connection === 'outdated' && (
        <p class="warning" role="alert">
          {t('outdated')}
        </p>
      )}
      {refusal && (
        <p class="warning" role="alert">
          {problemText(refusal)}
          <button type="button" class="quiet" onClick={link.dismiss}>
            {t('dismiss')}
          </button>
        </p>
      )}
      {damaged.map(({ file, keptAs, reason }) => (
        <p key={file} class="warning">
          {keptAs ? t('damagedKept', { file, kept: keptAs }) : t('damagedLeft', { file, reason })}
        </p>
      ))}
    </div>
  );
}
