import { type Device, type DevicesSettings, type NetworkState, NO_NETWORK } from '@masque/config/device';
import { type Expression, expressionOf } from '@masque/config/expression';
import { type Binding, type GlobalKeysState, MOST_BINDINGS, NO_GLOBAL_KEYS, normaliseTrigger } from '@masque/config/hotkey';
import type { LookChange } from '@masque/config/look';
import {
  activeExpressions,
  type DamagedFile,
  type LibraryAvatar,
  type RelayState,
  ROLES,
  type Role,
  type SlotPresence,
} from '@masque/config/messages';
import { NO_OBS, type ObsState } from '@masque/config/obs-state';
import { RefusedError } from '@masque/config/refusal';
import { DEFAULT_STAGE, type SceneRule, type SlotStage } from '@masque/config/scene-rules';
import {
  type CameraChange,
  changeCamera,
  changeExpression,
  changeLook,
  changeSettings,
  type Settings,
  type SettingsChange,
} from '@masque/config/settings';
import type { PlayedTake, TakeEntry } from '@masque/config/take';

/** Everything that can happen to the state. */
export type StateEvent =
  | { type: 'settings-changed'; change: SettingsChange }
  | { type: 'settings-restored'; settings: Settings }
  | { type: 'camera-changed'; camera: string; change: CameraChange | null }
  | { type: 'camera-followed'; slot: string; camera: string }
  | { type: 'avatar-shown'; slot: string; avatar: string }
  | { type: 'look-changed'; avatar: string; change: LookChange }
  | { type: 'avatars-loaded'; avatars: readonly LibraryAvatar[]; damaged: readonly DamagedFile[] }
  | { type: 'rule-set'; rule: SceneRule }
  | { type: 'rule-forgotten'; scene: string; slot: string }
  | { type: 'scene-entered'; scene: string }
  | { type: 'scene-renamed'; from: string; to: string }
  | { type: 'obs-changed'; obs: Partial<ObsState> }
  | { type: 'takes-changed'; takes: readonly TakeEntry[] }
  | { type: 'take-played'; slot: string; played: PlayedTake | null }
  | { type: 'recording-changed'; slot: string; since: number | null }
  | { type: 'expression-set'; expression: Expression }
  | { type: 'expression-forgotten'; id: string }
  | { type: 'expression-switched'; slot: string; id: string; on: boolean }
  | { type: 'expressions-cleared'; slot: string }
  | { type: 'hotkey-set'; binding: Binding }
  | { type: 'hotkey-forgotten'; id: string }
  | { type: 'global-keys-wanted'; on: boolean }
  | { type: 'global-keys-changed'; globalKeys: GlobalKeysState }
  | { type: 'devices-wanted'; change: { [Name in keyof DevicesSettings]?: boolean | undefined } }
  | { type: 'network-changed'; network: NetworkState }
  | { type: 'devices-changed'; devices: readonly Device[] }
  | { type: 'connected-changed'; connected: readonly string[] }
  | { type: 'history-changed'; history: RelayState['history'] }
  | { type: 'joined' | 'left'; role: Role; slot: string };

export function createState(settings: Settings, avatars: readonly LibraryAvatar[], damaged: readonly DamagedFile[] = []): RelayState {
  return {
    settings,
    avatars,
    presence: {},
    cameras: {},
    stage: {},
    expressions: {},
    takes: [],
    playing: {},
    recording: {},
    obs: NO_OBS,
    globalKeys: NO_GLOBAL_KEYS,
    network: NO_NETWORK,
    devices: [],
    connected: [],
    history: { undo: 0, redo: 0 },
    damaged,
  };
}

/**
 * The state after an event. What did not change stays the same object, part by part.
 * @throws RefusedError `unknown-avatar`, `unknown-expression`, `too-many`
 */
export function reduce(state: RelayState, event: StateEvent): RelayState {
  switch (event.type) {
    case 'settings-changed':
      return withSettings(state, changeSettings(state.settings, event.change));
    case 'settings-restored':
      return withSettings(state, event.settings);
    case 'camera-changed':
      return withSettings(state, changeCamera(state.settings, event.camera, event.change));
    case 'camera-followed':
      if (state.cameras[event.slot] === event.camera) return state;
      return { ...state, cameras: { ...state.cameras, [event.slot]: event.camera } };
    case 'avatar-shown':
      requireAvatar(state, event.avatar);
      return withSettings(state, live(state.settings, event.slot, event.avatar));
    case 'look-changed':
      requireAvatar(state, event.avatar);
      return withSettings(state, changeLook(state.settings, event.avatar, event.change));
    case 'avatars-loaded':
      return load(state, event);
    case 'rule-set':
      if (event.rule.avatar !== null) requireAvatar(state, event.rule.avatar);
      return withRules(state, [...otherRules(state, event.rule), event.rule]);
    case 'rule-forgotten':
      return withRules(state, otherRules(state, event));
    case 'scene-entered':
      return enter(state, event.scene);
    case 'scene-renamed':
      return withRules(
        state,
        state.settings.scenes.rules.map((rule) => (rule.scene === event.from ? { ...rule, scene: event.to } : rule)),
      );
    case 'expression-set':
      return withSettings(state, changeExpression(state.settings, event.expression.id, event.expression));
    case 'expression-forgotten':
      requireExpression(state, event.id);
      return withSettings(state, changeExpression(state.settings, event.id, null));
    case 'expression-switched':
      return switchExpression(state, event.slot, event.id, event.on);
    case 'expressions-cleared':
      return withActive(state, event.slot, []);
    case 'takes-changed':
      return same(event.takes, state.takes) ? state : { ...state, takes: event.takes };
    case 'take-played':
      return { ...state, playing: withEntry(state.playing, event.slot, event.played) };
    case 'recording-changed':
      return { ...state, recording: withEntry(state.recording, event.slot, event.since) };
    case 'obs-changed': {
      const obs = { ...state.obs, ...event.obs };
      return same(obs, state.obs) ? state : { ...state, obs };
    }
    case 'hotkey-set':
      return withBindings(state, setBinding(state.settings.hotkeys.bindings, event.binding));
    case 'hotkey-forgotten':
      return withBindings(
        state,
        state.settings.hotkeys.bindings.filter(({ id }) => id !== event.id),
      );
    case 'global-keys-wanted':
      return withSettings(state, { ...state.settings, hotkeys: { ...state.settings.hotkeys, global: event.on } });
    case 'devices-wanted': {
      const { enabled, secure } = state.settings.devices;
      const devices = { enabled: event.change.enabled ?? enabled, secure: event.change.secure ?? secure };
      return withSettings(state, { ...state.settings, devices });
    }
    case 'global-keys-changed':
      return { ...state, globalKeys: event.globalKeys };
    case 'network-changed':
      return { ...state, network: event.network };
    case 'devices-changed':
      return { ...state, devices: event.devices };
    case 'connected-changed':
      return same(event.connected, state.connected) ? state : { ...state, connected: event.connected };
    case 'history-changed':
      return same(event.history, state.history) ? state : { ...state, history: event.history };
    case 'joined':
    case 'left':
      return { ...state, presence: count(state.presence, event.slot, event.role, event.type === 'joined' ? 1 : -1) };
  }
}

/** The parts of the state that are other objects than before. */
export function changesBetween(before: RelayState, after: RelayState): Partial<RelayState> {
  const parts = Object.entries(after) as [keyof RelayState, unknown][];
  return Object.fromEntries(parts.filter(([part, value]) => value !== before[part]));
}

/**
 * A scene goes on air: its rules put avatars live and set the stage; slots without a rule get the plain stage back and keep
 * their avatar. A rule whose avatar was deleted changes no avatar.
 */
function enter(state: RelayState, scene: string): RelayState {
  let { settings } = state;
  const stage: Record<string, SlotStage> = {};
  for (const { slot, avatar, placement, visible } of settings.scenes.rules.filter((rule) => rule.scene === scene)) {
    if (state.avatars.some(({ id }) => id === avatar)) settings = live(settings, slot, avatar as string);
    const next = { visible, placement };
    if (!same(next, DEFAULT_STAGE)) stage[slot] = next;
  }
  const entered = same(stage, state.stage) ? state : { ...state, stage };
  return withSettings(entered, settings);
}

function load(state: RelayState, { avatars, damaged }: Pick<RelayState, 'avatars' | 'damaged'>): RelayState {
  const loaded = same(avatars, state.avatars) ? state : { ...state, avatars };
  return same(damaged, state.damaged) ? loaded : { ...loaded, damaged };
}

/** An expression that is gone is shown no longer. */
function withSettings(state: RelayState, settings: Settings): RelayState {
  if (settings === state.settings) return state;
  let changed: RelayState = { ...state, settings };
  if (settings.expressions === state.settings.expressions) return changed;
  for (const [slot, ids] of Object.entries(state.expressions)) {
    const kept = ids.filter((id) => expressionOf(settings.expressions, id));
    if (kept.length < ids.length) changed = withActive(changed, slot, kept);
  }
  return changed;
}

/** In its place where there is one of that id, or else at the end. */
function setBinding(bindings: readonly Binding[], binding: Binding): Binding[] {
  const next = { ...binding, trigger: binding.trigger && normaliseTrigger(binding.trigger) };
  const known = bindings.some(({ id }) => id === next.id);
  if (!known && bindings.length >= MOST_BINDINGS) {
    throw new RefusedError('too-many', `There are ${MOST_BINDINGS} hotkeys already: delete one first.`);
  }
  return known ? bindings.map((other) => (other.id === next.id ? next : other)) : [...bindings, next];
}

function withBindings(state: RelayState, bindings: Binding[]): RelayState {
  const { hotkeys } = state.settings;
  return same(bindings, hotkeys.bindings) ? state : withSettings(state, { ...state.settings, hotkeys: { ...hotkeys, bindings } });
}

/** Switched on again, it comes last, and so lies over the others of its priority. */
function switchExpression(state: RelayState, slot: string, id: string, on: boolean): RelayState {
  if (on) requireExpression(state, id);
  const active = activeExpressions(state, slot);
  const others = active.filter((other) => other !== id);
  return on || others.length < active.length ? withActive(state, slot, on ? [...others, id] : others) : state;
}

function withActive(state: RelayState, slot: string, ids: readonly string[]): RelayState {
  if (same(activeExpressions(state, slot), ids)) return state;
  const { [slot]: _, ...others } = state.expressions;
  return { ...state, expressions: ids.length > 0 ? { ...others, [slot]: ids } : others };
}

function requireExpression({ settings }: RelayState, id: string): void {
  if (!expressionOf(settings.expressions, id)) {
    throw new RefusedError('unknown-expression', `There is no expression "${id}".`);
  }
}

/** New rules hold at once for the scene that is on. */
function withRules(state: RelayState, rules: readonly SceneRule[]): RelayState {
  const sorted = rules.toSorted((a, b) => a.scene.localeCompare(b.scene) || a.slot.localeCompare(b.slot));
  if (same(sorted, state.settings.scenes.rules)) return state;
  const changed = withSettings(state, { ...state.settings, scenes: { rules: sorted } });
  return state.obs.program === null ? changed : enter(changed, state.obs.program);
}

function otherRules({ settings }: RelayState, { scene, slot }: { scene: string; slot: string }): SceneRule[] {
  return settings.scenes.rules.filter((rule) => rule.scene !== scene || rule.slot !== slot);
}

function live(settings: Settings, slot: string, avatar: string): Settings {
  return settings.live[slot] === avatar ? settings : { ...settings, live: { ...settings.live, [slot]: avatar } };
}

function requireAvatar({ avatars }: RelayState, avatar: string): void {
  if (!avatars.some(({ id }) => id === avatar)) {
    throw new RefusedError('unknown-avatar', `There is no avatar "${avatar}" in the library.`);
  }
}

/** A record with another entry, or (null) without. */
function withEntry<T>(record: Readonly<Record<string, T>>, key: string, value: T | null): Readonly<Record<string, T>> {
  const { [key]: before, ...others } = record;
  if (value === null) return before === undefined ? record : others;
  return { ...others, [key]: value };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function count(presence: RelayState['presence'], slot: string, role: Role, step: number): RelayState['presence'] {
  const empty = Object.fromEntries(ROLES.map((name) => [name, 0])) as SlotPresence;
  const counts = { ...(Object.hasOwn(presence, slot) ? presence[slot] : empty) };
  counts[role] += step;
  const { [slot]: _, ...others } = presence;
  return Object.values(counts).some((n) => n > 0) ? { ...others, [slot]: counts } : others;
}
