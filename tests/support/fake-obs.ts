import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** What OBS answers: a status other than 100 is a refusal. */
interface Reply {
  status?: number;
  comment?: string;
  data?: Record<string, unknown>;
}

interface Input {
  kind: string;
  settings: Record<string, unknown>;
}

export interface FakeObsOptions {
  port?: number;
  password?: string;
  /** From the top of OBS' list. */
  scenes?: string[];
  /** False as in a build without the browser plugin. */
  browserSources?: boolean;
  virtualcam?: boolean;
}

export interface FakeObs {
  port: number;
  /** Everything that was asked, in order. */
  requests: { type: string; data: Record<string, unknown> }[];
  /** Connections that were tried so far. */
  readonly attempts: number;
  inputs: Map<string, Input>;
  /** Inputs of each scene, by name. */
  items: Map<string, string[]>;
  /** Answers nothing any more while true. */
  silent: boolean;
  /** Milliseconds that a transition takes. */
  transition: number;
  program(): string;
  preview(): string | null;
  /** As if done in OBS' own window. */
  goTo(scene: string): void;
  setStudioMode(on: boolean): void;
  rename(from: string, to: string): void;
  emit(type: string, data: Record<string, unknown>): void;
  close(): Promise<void>;
}

const OPENED = { hello: 0, identify: 1, identified: 2, event: 5, request: 6, response: 7 } as const;
const AUTHENTICATION_FAILED = 4009;

/** A server that speaks obs-websocket 5 as its protocol document says, with as much of OBS behind it as the relay uses. */
export async function startFakeObs(options: FakeObsOptions = {}): Promise<FakeObs> {
  const { password = '', scenes = ['Starting', 'Live', 'Ending'], browserSources = true, virtualcam = true } = options;
  const server = new WebSocketServer({ port: options.port ?? 0, host: '127.0.0.1' });
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const identified = new Set<WebSocket>();
  const active = { Stream: false, Record: false, Virtualcam: false };
  let program = scenes[0];
  let studio: string | null = null;
  let attempts = 0;

  const obs: FakeObs = {
    port: (server.address() as AddressInfo).port,
    requests: [],
    get attempts() {
      return attempts;
    },
    inputs: new Map(),
    items: new Map(scenes.map((scene) => [scene, []])),
    silent: false,
    transition: 0,
    program: () => program,
    preview: () => studio,
    goTo,
    setStudioMode(on) {
      studio = on ? program : null;
      obs.emit('StudioModeStateChanged', { studioModeEnabled: on });
    },
    rename(from, to) {
      scenes[scenes.indexOf(from)] = to;
      obs.items.set(to, obs.items.get(from) ?? []);
      if (program === from) program = to;
      obs.emit('SceneNameChanged', { oldSceneName: from, sceneName: to });
      obs.emit('SceneListChanged', { scenes: sceneList() });
    },
    emit(eventType, eventData) {
      for (const client of identified) send(client, OPENED.event, { eventType, eventIntent: 1, eventData });
    },
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  const sceneList = () => scenes.map((sceneName, sceneIndex) => ({ sceneIndex, sceneName })).reverse();
  const known = (scene: unknown): scene is string => scenes.includes(String(scene));
  const noSource = (name: unknown): Reply => ({ status: 600, comment: `No source was found by the name of \`${name}\`.` });

  function goTo(scene: string): void {
    obs.emit('SceneTransitionStarted', { transitionName: 'Fade' });
    program = scene;
    setTimeout(() => {
      obs.emit('SceneTransitionEnded', { transitionName: 'Fade' });
      obs.emit('CurrentProgramSceneChanged', { sceneName: scene });
    }, obs.transition);
  }

  function setOutput(name: keyof typeof active, on: boolean): Reply {
    if (name === 'Virtualcam' && !virtualcam) return { status: 604, comment: 'VirtualCam is not available.' };
    if (active[name] === on) return { status: on ? 500 : 501, comment: 'The output is in that state already.' };
    active[name] = on;
    for (const state of on ? ['STARTING', 'STARTED'] : ['STOPPING', 'STOPPED']) {
      obs.emit(`${name}StateChanged`, { outputActive: on, outputState: `OBS_WEBSOCKET_OUTPUT_${state}` });
    }
    return {};
  }

  const handlers: Record<string, (data: Record<string, unknown>) => Reply> = {
    GetVersion: () => ({ data: { obsVersion: '32.2.2', obsWebSocketVersion: '5.6.2', rpcVersion: 1 } }),
    GetSceneList: () => ({ data: { currentProgramSceneName: program, currentPreviewSceneName: studio, scenes: sceneList() } }),
    GetCurrentProgramScene: () => ({ data: { currentProgramSceneName: program, sceneName: program } }),
    SetCurrentProgramScene({ sceneName }) {
      if (!known(sceneName)) return noSource(sceneName);
      goTo(sceneName);
      return {};
    },
    SetCurrentPreviewScene({ sceneName }) {
      if (studio === null) return { status: 506, comment: 'Studio mode is not active.' };
      if (!known(sceneName)) return noSource(sceneName);
      studio = sceneName;
      obs.emit('CurrentPreviewSceneChanged', { sceneName });
      return {};
    },
    TriggerStudioModeTransition() {
      if (studio === null) return { status: 506, comment: 'Studio mode is not active.' };
      goTo(studio);
      return {};
    },
    GetStreamStatus: () => ({ data: { outputActive: active.Stream } }),
    GetRecordStatus: () => ({ data: { outputActive: active.Record, outputPaused: false } }),
    GetVirtualCamStatus: () =>
      virtualcam ? { data: { outputActive: active.Virtualcam } } : { status: 604, comment: 'VirtualCam is not available.' },
    StartStream: () => setOutput('Stream', true),
    StopStream: () => setOutput('Stream', false),
    StartRecord: () => setOutput('Record', true),
    StopRecord: () => setOutput('Record', false),
    StartVirtualCam: () => setOutput('Virtualcam', true),
    StopVirtualCam: () => setOutput('Virtualcam', false),
    GetVideoSettings: () => ({ data: { baseWidth: 1920, baseHeight: 1080, outputWidth: 1280, outputHeight: 720 } }),
    GetInputList({ inputKind }) {
      const inputs = [...obs.inputs].filter(([, { kind }]) => inputKind === undefined || kind === inputKind);
      return { data: { inputs: inputs.map(([inputName, { kind }]) => ({ inputName, inputKind: kind })) } };
    },
    GetInputSettings({ inputName }) {
      const input = obs.inputs.get(String(inputName));
      return input ? { data: { inputSettings: input.settings, inputKind: input.kind } } : noSource(inputName);
    },
    CreateInput({ sceneName, inputName, inputKind, inputSettings }) {
      if (!known(sceneName)) return noSource(sceneName);
      if (inputKind === 'browser_source' && !browserSources)
        return { status: 605, comment: 'Your specified input kind is not supported by OBS.' };
      if (obs.inputs.has(String(inputName))) return { status: 601, comment: 'A source already exists by that input name.' };
      obs.inputs.set(String(inputName), { kind: String(inputKind), settings: inputSettings as Record<string, unknown> });
      obs.items.get(sceneName)?.push(String(inputName));
      return { data: { sceneItemId: 1 } };
    },
    CreateSceneItem({ sceneName, sourceName }) {
      if (!known(sceneName)) return noSource(sceneName);
      obs.items.get(sceneName)?.push(String(sourceName));
      return { data: { sceneItemId: 2 } };
    },
    GetSceneItemId({ sceneName, sourceName }) {
      const at = obs.items.get(String(sceneName))?.indexOf(String(sourceName)) ?? -1;
      return at < 0 ? { status: 600, comment: 'No scene items were found.' } : { data: { sceneItemId: at + 1 } };
    },
    GetSceneItemList({ sceneName }) {
      if (!known(sceneName)) return noSource(sceneName);
      const sceneItems = (obs.items.get(sceneName) ?? []).map((sourceName, at) => ({ sceneItemId: at + 1, sourceName }));
      return { data: { sceneItems } };
    },
    SetSceneItemEnabled: () => ({}),
    PressInputPropertiesButton: ({ inputName }) => (obs.inputs.has(String(inputName)) ? {} : noSource(inputName)),
  };

  server.on('connection', (client) => {
    attempts++;
    const [challenge, salt] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const authentication = password ? { authentication: { challenge, salt } } : {};
    send(client, OPENED.hello, { obsWebSocketVersion: '5.6.2', rpcVersion: 1, ...authentication });
    client.on('close', () => identified.delete(client));
    client.on('message', (message) => {
      const { op, d } = JSON.parse(String(message)) as { op: number; d: Record<string, unknown> };
      if (op === OPENED.identify) {
        const expected = hash(hash(password + salt) + challenge);
        if (password && d.authentication !== expected) {
          client.close(AUTHENTICATION_FAILED, 'Authentication failed.');
          return;
        }
        identified.add(client);
        send(client, OPENED.identified, { negotiatedRpcVersion: 1 });
      } else if (op === OPENED.request && !obs.silent) {
        const {
          requestType,
          requestId,
          requestData = {},
        } = d as { requestType: string; requestId: string; requestData?: Record<string, unknown> };
        obs.requests.push({ type: requestType, data: requestData });
        const { status = 100, comment, data } = handlers[requestType]?.(requestData) ?? { status: 204, comment: 'Unknown request.' };
        const requestStatus = { result: status === 100, code: status, ...(comment !== undefined && { comment }) };
        send(client, OPENED.response, { requestType, requestId, requestStatus, ...(data && { responseData: data }) });
      }
    });
  });
  return obs;
}

function send(client: WebSocket, op: number, d: unknown): void {
  client.send(JSON.stringify({ op, d }));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
