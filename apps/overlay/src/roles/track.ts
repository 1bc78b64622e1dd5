import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { listCameras } from '../camera/camera.ts';
import { startLiveTracker } from './live-tracker.ts';
import { createTrackView } from './track-view.ts';

/** The tracker tab: follows the camera and sends motion to the slot's overlays; draws no avatar. */
export function startTrack(query: URLSearchParams): void {
  const view = createTrackView(document.body, {
    onChoose: (deviceId) => tracker.choose(deviceId),
    onRecalibrate: () => tracker.recalibrate(),
  });
  // The relay's settings follow over the worker's link; motion leaves from the worker too, which no hidden tab slows down.
  const tracker = startLiveTracker({
    ...DEFAULT_SETTINGS.tracking,
    link: { url: location.origin, slot: query.get('slot') ?? DEFAULT_SLOT },
    async onCamera(camera) {
      view.setProblem('');
      view.setPicture(camera.stream);
      view.setCameras(await listCameras(), camera.deviceId);
    },
    onProblem: (message) => view.setProblem(message),
    onResult: (result) => view.setResult(result),
    onLink: (state) => view.setLink(state),
    onTakenOver: (takenOver) => view.setTakenOver(takenOver),
  });
}
