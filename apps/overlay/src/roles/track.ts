import { DEFAULT_SLOT } from '@masque/config/settings';
import { listCameras } from '../camera/camera.ts';
import { createLink } from '../link/create-link.ts';
import { startLiveTracker } from './live-tracker.ts';
import { createTrackView } from './track-view.ts';

/** The tracker tab: follows the camera and sends motion to the slot's overlays; draws no avatar. */
export function startTrack(query: URLSearchParams): void {
  const slot = query.get('slot') ?? DEFAULT_SLOT;
  const view = createTrackView(document.body, {
    onChoose: (deviceId) => tracker?.choose(deviceId),
    onRecalibrate: () => tracker?.recalibrate(),
  });
  let tracker: ReturnType<typeof startLiveTracker> | null = null;
  // Settings come over a link of the page's own; motion leaves from the worker, which no hidden tab slows down.
  createLink({
    url: location.origin,
    role: 'panel',
    slot,
    onState: (state) => view.setLink(state),
    onSnapshot({ settings: { tracking } }) {
      if (tracker) tracker.setStability(tracking.stability);
      else tracker = start(tracking.detectionThreshold, tracking.stability);
    },
    onPatch(_, { settings: { tracking } }) {
      tracker?.setStability(tracking.stability);
      tracker?.setDetectionThreshold(tracking.detectionThreshold);
    },
  });

  function start(detectionThreshold: number, stability: number): ReturnType<typeof startLiveTracker> {
    return startLiveTracker({
      detectionThreshold,
      stability,
      link: { url: location.origin, slot },
      async onCamera(camera) {
        view.setProblem('');
        view.setCameras(await listCameras(), camera.deviceId);
        view.setPicture(camera.stream);
      },
      onProblem: (message) => view.setProblem(message),
      onResult: (result) => view.setResult(result),
      onTakenOver: (takenOver) => view.setTakenOver(takenOver),
    });
  }
}
