import type { Action } from '@masque/config/action';
import { activeExpressions, liveAvatar, type RelayState } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useRef } from 'preact/hooks';
import { actionChoices, bindingText, shortActionText } from '../hotkeys/action-text.ts';
import type { PanelLink } from '../link.ts';
import { problemText, t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

interface PadButton {
  key: string;
  text: string;
  action: Action;
}

/** Big buttons for a phone or a tablet: the user's hotkeys, and all that can be done without having made any. */
export function Pad({ link }: { link: PanelLink }) {
  const state = link.state.value;
  const online = link.connection.value === 'online';
  const refusal = link.refusal.value;
  return (
    <main class="pad">
      <h1>{t('pad')}</h1>
      {!online && (
        <p class="warning" role="alert">
          {t('padOffline')}
        </p>
      )}
      {refusal && online && (
        <p class="warning" role="alert">
          {problemText(refusal)}
        </p>
      )}
      {state &&
        groupsOf(state).map(({ group, buttons }) => (
          <section key={group} aria-label={t(group)}>
            <h2>{t(group)}</h2>
            <ul class="pad-buttons">
              {buttons.map((button) => (
                <li key={button.key}>
                  <BigButton link={link} button={button} on={isOn(state, button.action)} disabled={!online} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      {state && groupsOf(state).length === 0 && <p>{t('padEmpty')}</p>}
    </main>
  );
}

/** Held as long as a finger is on it. */
function BigButton({ link, button, on, disabled }: { link: PanelLink; button: PadButton; on: boolean; disabled: boolean }) {
  const held = useRef(false);
  const { action, text } = button;
  const press = (): void => {
    held.current = true;
    void link.command('action.run', { action, phase: 'press' });
  };
  const release = (): void => {
    if (!held.current) return;
    held.current = false;
    void link.command('action.run', { action, phase: 'release' });
  };
  return (
    <button
      type="button"
      class="toggle"
      aria-pressed={on}
      disabled={disabled}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      // Without a finger: by keyboard, or by what reads the screen aloud.
      onClick={(event) => {
        if (event.detail === 0) void link.command('action.run', { action, phase: 'tap' });
      }}
    >
      {text}
    </button>
  );
}

function groupsOf(state: RelayState): { group: TextKey; buttons: PadButton[] }[] {
  const { bindings } = state.settings.hotkeys;
  const own = bindings.map((binding) => ({ key: binding.id, text: bindingText(binding, state), action: binding.action }));
  const groups = actionChoices(state).map(({ group, actions }) => ({
    group,
    buttons: actions
      .filter((action) => action.do !== 'placement')
      .map((action) => ({ key: JSON.stringify(action), text: shortActionText(action, state), action: action as Action })),
  }));
  return [...(own.length > 0 ? [{ group: 'hotkeys' as const, buttons: own }] : []), ...groups];
}

function isOn(state: RelayState, action: Action): boolean {
  switch (action.do) {
    case 'expression':
      return action.op !== 'clear' && activeExpressions(state, action.slot).includes(action.id);
    case 'avatar':
      return liveAvatar(state, DEFAULT_SLOT)?.id === action.id;
    case 'muteMotion':
      return state.settings.motion.muted;
    case 'scene':
      return state.obs.program === action.name;
    default:
      return false;
  }
}
