import type { ObsSession } from './connection.ts';

/** What OBS tells of that a hotkey can be bound to: OBS' own hotkeys show and hide sources, and scripts send events. */
export interface ObsTriggers {
  onSource: (scene: string, source: string, shown: boolean) => void;
  /** An event, by all names by which it may be bound. */
  onEvent: (names: readonly string[]) => void;
}

interface SceneItem {
  sceneItemId?: unknown;
  sourceName?: unknown;
}

/** Follows the visibility of sources, custom events (`{"masque": name}`) and the events of vendors. */
export function followTriggers(session: ObsSession, { onSource, onEvent }: ObsTriggers): void {
  /** Names by scene and item; OBS tells only numbers. */
  const names = new Map<string, string>();
  const keyOf = (scene: string, item: number): string => `${item} ${scene}`;

  async function nameOf(sceneName: string, item: number): Promise<string | undefined> {
    const known = names.get(keyOf(sceneName, item));
    if (known !== undefined) return known;
    // Items of a group are told under the group's name, for which there is a request of its own.
    const list = await session.call('GetSceneItemList', { sceneName }).catch(() => session.call('GetGroupSceneItemList', { sceneName }));
    for (const { sceneItemId, sourceName } of list.sceneItems as SceneItem[]) {
      names.set(keyOf(sceneName, Number(sceneItemId)), String(sourceName));
    }
    return names.get(keyOf(sceneName, item));
  }

  // One after the other: where a name must be asked for first, a source's end must not come before its beginning.
  let turn: Promise<void> = Promise.resolve();
  session.on('SceneItemEnableStateChanged', ({ sceneName, sceneItemId, sceneItemEnabled }) => {
    turn = turn.then(async () => {
      const source = await nameOf(sceneName, sceneItemId).catch(() => undefined);
      if (source !== undefined) onSource(sceneName, source, sceneItemEnabled);
    });
  });
  for (const event of ['SceneItemRemoved', 'InputNameChanged', 'SceneNameChanged', 'CurrentSceneCollectionChanged'] as const) {
    session.on(event, () => names.clear());
  }
  session.on('CustomEvent', (event) => {
    // The protocol wraps what was sent into `eventData`; OBS itself does not.
    for (const data of [event, event?.eventData]) {
      const { masque } = (data ?? {}) as { masque?: unknown };
      if (typeof masque === 'string') onEvent([masque]);
    }
  });
  session.on('VendorEvent', ({ vendorName, eventType }) => onEvent([eventType, `${vendorName}/${eventType}`]));
}
