import type { TrackerOrder, TrackerReport } from '@masque/config/reports';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Voice } from '@masque/config/voice';
import { listCameras } from '../camera/camera.ts';
import { listenToVoice, type VoiceListener } from '../voice/listen-to-voice.ts';
import { startLiveTracker } from './live-tracker.ts';
import { createRates } from './rates.ts';
import { createTrackView } from './track-view.ts';

/** Milliseconds between two reports to the panels, while the camera runs and while it does not. */
const REPORT_EVERY = 250;
const REPORT_IDLE_EVERY = 1000;

/** The tracker tab: follows the camera (unless `camera=off`) and the voice, sends motion to the slot's overlays, draws no avatar. */
export function startTrack(query: URLSearchParams): void {
  const withCamera = query.get('camera') !== 'off';
  const view = createTrackView(
    document.body,
    {
      onChoose: (deviceId) => tracker.choose(deviceId),
      onRecalibrate: recalibrate,
    },
    withCamera,
  );
  const rates = createRates();
  let listener: VoiceListener | null = null;
  const report: TrackerReport = {
    kind: 'tracker',
    state: withCamera ? 'starting' : 'stopped',
    problem: '',
    cameras: [],
    camera: null,
    neutral: false,
    fps: 0,
    score: 0,
    dropped: 0,
    delay: 0,
  };

  function tell(change: Partial<TrackerReport>): void {
    Object.assign(report, change);
    tracker.report(report);
  }

  function stopped(state: 'stopped' | 'problem', problem: string): void {
    view.setProblem(problem);
    tell({ state, problem: problem.slice(0, 400), camera: null, neutral: false, fps: 0, score: 0, dropped: 0, delay: 0 });
  }

  function recalibrate(): void {
    tracker.recalibrate();
    tell({ neutral: false });
  }

  function obey(order: TrackerOrder): void {
    switch (order.do) {
      case 'start':
        tracker.choose();
        break;
      case 'camera':
        tracker.choose(order.id);
        break;
      case 'stop':
        tracker.pause();
        stopped('stopped', 'The camera was stopped from the panel. Choose a camera to go on.');
        break;
      case 'calibrate':
        recalibrate();
        break;
      case 'recentre':
        tracker.recentre();
    }
  }

  /** Listens while the voice has a say in the mouth. */
  function listen({ mouth, device }: Voice): void {
    if (mouth === 'camera') {
      listener?.close();
      listener = null;
      tracker.setListening(null);
      view.setVoice(null);
    } else if (listener) listener.choose(device);
    else {
      listener = listenToVoice({
        device,
        onFrame: tracker.hear,
        onChange(listening) {
          tracker.setListening(listening);
          view.setVoice(listening);
        },
      });
    }
  }

  for (const event of ['pointerdown', 'keydown'] as const) addEventListener(event, () => listener?.wake());

  // The relay's settings follow over the worker's link; motion leaves from the worker too, which no hidden tab slows down.
  const tracker = startLiveTracker({
    ...DEFAULT_SETTINGS.tracking,
    camera: withCamera,
    link: { url: location.origin, slot: query.get('slot') ?? DEFAULT_SLOT },
    async onCamera(camera) {
      view.setProblem('');
      view.setPicture(camera.stream);
      const cameras = await listCameras();
      view.setCameras(cameras, camera.deviceId);
      const named = cameras.map(({ deviceId, label }) => ({ id: deviceId, label: label.slice(0, 200) }));
      tell({ state: 'running', problem: '', cameras: named.slice(0, 32), camera: camera.deviceId, neutral: false });
    },
    onProblem: (message) => stopped('problem', message),
    onResult(result) {
      view.setResult(result);
      const now = performance.now();
      const rate = rates.count(now, result.dropped, REPORT_EVERY);
      if (rate) tell({ ...rate, score: result.score, delay: Math.max(0, performance.timeOrigin + now - result.time) });
    },
    onNeutral: () => tell({ neutral: true }),
    onLink(state) {
      view.setLink(state);
      if (state === 'online') tell({});
    },
    onVoice: listen,
    onTakenOver: (takenOver) => view.setTakenOver(takenOver),
    onOrder: obey,
  });
  // A panel that is opened later learns of it too.
  setInterval(() => {
    if (report.state !== 'running') tell({});
  }, REPORT_IDLE_EVERY);
}
