import type { ObsOutput, ObsOutputState, ObsState } from '@masque/config/obs-state';
import type { ObsSession } from './connection.ts';

export interface ObsFollower {
  /** What is known of OBS has changed. */
  onChange: (change: Partial<ObsState>) => void;
  /** OBS is at a scene, or on its way to one. */
  onScene: (scene: string) => void;
  /** A scene got another name. */
  onRenamed: (from: string, to: string) => void;
}

/** Reads what OBS is doing and follows what it reports. Requests that fail leave what was known; the next event asks again. */
export async function followObs(session: ObsSession, { onChange, onScene, onRenamed }: ObsFollower): Promise<void> {
  let outputs: ObsState['outputs'] = { stream: 'off', record: 'off', virtualcam: 'off' };

  function setOutput(output: ObsOutput, state: ObsOutputState): void {
    outputs = { ...outputs, [output]: state };
    onChange({ outputs });
  }

  async function readScenes(): Promise<void> {
    const { scenes, currentProgramSceneName, currentPreviewSceneName } = await session.call('GetSceneList');
    onChange({ scenes: namesOf(scenes), preview: currentPreviewSceneName || null });
    onScene(currentProgramSceneName);
  }

  // OBS tells of a transition when it starts, but not where it leads; the program scene is then the new one already.
  session.on('SceneTransitionStarted', () => {
    session.call('GetCurrentProgramScene').then(({ currentProgramSceneName }) => onScene(currentProgramSceneName), ignore);
  });
  session.on('CurrentProgramSceneChanged', ({ sceneName }) => onScene(sceneName));
  session.on('CurrentPreviewSceneChanged', ({ sceneName }) => onChange({ preview: sceneName }));
  session.on('StudioModeStateChanged', ({ studioModeEnabled }) => {
    if (studioModeEnabled) readScenes().catch(ignore);
    else onChange({ preview: null });
  });
  session.on('SceneListChanged', ({ scenes }) => onChange({ scenes: namesOf(scenes) }));
  session.on('SceneNameChanged', ({ oldSceneName, sceneName }) => onRenamed(oldSceneName, sceneName));
  session.on('CurrentSceneCollectionChanged', () => void readScenes().catch(ignore));
  session.on('StreamStateChanged', ({ outputState }) => setOutput('stream', stateOf(outputState)));
  session.on('RecordStateChanged', ({ outputState }) => setOutput('record', stateOf(outputState)));
  session.on('VirtualcamStateChanged', ({ outputState }) => setOutput('virtualcam', stateOf(outputState)));

  const [version, , stream, record, virtualcam] = await Promise.all([
    session.call('GetVersion'),
    readScenes(),
    session.call('GetStreamStatus'),
    session.call('GetRecordStatus'),
    session.call('GetVirtualCamStatus').catch(() => null),
  ]);
  outputs = {
    stream: stream.outputActive ? 'on' : 'off',
    record: record.outputActive ? (record.outputPaused ? 'paused' : 'on') : 'off',
    virtualcam: virtualcam ? (virtualcam.outputActive ? 'on' : 'off') : 'unavailable',
  };
  onChange({ version: version.obsVersion, outputs });
}

const ignore = (): void => {};

/** OBS lists scenes from the bottom up. */
function namesOf(scenes: readonly unknown[]): string[] {
  return scenes.map((scene) => String((scene as { sceneName?: unknown }).sceneName)).reverse();
}

function stateOf(outputState: string): ObsOutputState {
  switch (outputState) {
    case 'OBS_WEBSOCKET_OUTPUT_STARTING':
      return 'starting';
    case 'OBS_WEBSOCKET_OUTPUT_STARTED':
    case 'OBS_WEBSOCKET_OUTPUT_RESUMED':
    case 'OBS_WEBSOCKET_OUTPUT_RECONNECTING':
    case 'OBS_WEBSOCKET_OUTPUT_RECONNECTED':
      return 'on';
    case 'OBS_WEBSOCKET_OUTPUT_PAUSED':
      return 'paused';
    case 'OBS_WEBSOCKET_OUTPUT_STOPPING':
      return 'stopping';
    default:
      return 'off';
  }
}
